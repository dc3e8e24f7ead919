import type { PDFPageProxy } from 'unpdf/pdfjs';
import { asides, type RawPage } from '../layout/document.ts';
import { type Rect, turn, union } from '../layout/geometry.ts';
import { fieldsOf } from './fields.ts';
import {
  type Drawing,
  type Font,
  type Glyph,
  interpret,
  type Operators,
  TooMuchDrawingError,
} from './glyphs.ts';
import type { Pdfjs } from './open.ts';
import { strike, wordsOf } from './words.ts';

/** Clockwise quarter turns of a text direction, or null for text that leans. */
function quarter(angle: number): number | null {
  const turns = Math.round(angle / 90);
  return Math.abs(angle - turns * 90) <= 12 ? (turns + 4) % 4 : null;
}

/** What a page draws, and its fonts. */
export interface PageDrawing {
  readonly drawing: Drawing;
  /** PostScript name of a font. */
  fontName(font: string): string;
}

/** A dense page of a contract has some ten thousand operators. */
const MAX_OPERATORS = 400_000;

/** What pdfjs calls on a page for each thousand operators that it has parsed. */
interface Receiver {
  _renderPageChunk(chunk: { readonly length: number }, state: unknown): void;
}

/**
 * Parses a page's drawing operators, up to a limit: a few kilobytes can unpack to millions of them, and pdfjs itself
 * would collect them all. After a TooMuchDrawingError the document must be closed, which ends the parsing.
 */
function operatorsOf(page: PDFPageProxy): Promise<Operators> {
  const receiver = page as unknown as Receiver;
  const receive = receiver._renderPageChunk.bind(page);
  return new Promise((resolve, reject) => {
    let count = 0;
    receiver._renderPageChunk = (chunk, state) => {
      count += chunk.length;
      if (count <= MAX_OPERATORS) return receive(chunk, state);
      reject(new TooMuchDrawingError());
    };
    page.getOperatorList({ intent: 'display' }).then(resolve, reject);
  });
}

/** Follows the drawing of a page. */
export async function draw(page: PDFPageProxy, pdfjs: Pdfjs): Promise<PageDrawing> {
  const viewport = page.getViewport({ scale: 1 });
  const operators = await operatorsOf(page);
  const fonts = new Map<string, (Font & { readonly name?: string }) | null>();
  const fontOf = (name: string) => {
    let font = fonts.get(name);
    if (font === undefined) {
      font = page.commonObjs.has(name) ? (page.commonObjs.get(name) as Font & { name?: string }) : null;
      fonts.set(name, font);
    }
    return font;
  };
  const ops = pdfjs.OPS as unknown as Record<string, number>;
  const area = viewport.width * viewport.height;
  const fields = await fieldsOf(page, viewport.transform as readonly number[]);
  const drawing = interpret(operators, ops, viewport.transform, fontOf, area, fields);
  return { drawing, fontName: (name) => fontOf(name)?.name ?? '' };
}

/** Reads the words and lines of one page. */
export async function rawPage(page: PDFPageProxy, number: number, pdfjs: Pdfjs): Promise<RawPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const { drawing, fontName } = await draw(page, pdfjs);

  const byTurns = new Map<number | null, Glyph[]>();
  for (const glyph of drawing.glyphs) {
    // What lies outside the crop box is not shown.
    if (glyph.x < -1 || glyph.y < -1 || glyph.x > width + 1 || glyph.y > height + 1) continue;
    const turns = quarter(glyph.angle);
    const list = byTurns.get(turns);
    if (list) list.push(glyph);
    else byTurns.set(turns, [glyph]);
  }
  const main =
    [...byTurns].filter(([turns]) => turns !== null).toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ??
    0;
  const turnsBack = (4 - main) % 4;
  const rules = drawing.rules.map((rule) => turn(rule, turnsBack, width, height));
  const words = strike(
    wordsOf(turnGlyphs(byTurns.get(main) ?? [], turnsBack, width, height), fontName),
    rules,
  );
  const aside: { text: string; rect: Rect }[] = [];
  const [readWidth, readHeight] = turnsBack % 2 === 1 ? [height, width] : [width, height];
  for (const [turns, glyphs] of byTurns) {
    if (turns === main) continue;
    if (turns === null) {
      aside.push(
        ...leaning(glyphs, fontName).map((note) => ({
          ...note,
          rect: turn(note.rect, turnsBack, width, height),
        })),
      );
      continue;
    }
    const own = (4 - turns) % 4;
    const [w, h] = own % 2 === 1 ? [height, width] : [width, height];
    for (const note of asides(wordsOf(turnGlyphs(glyphs, own, width, height), fontName)))
      aside.push({
        text: note.text,
        rect: turn(turn(note.rect, (4 - own) % 4, w, h), turnsBack, width, height),
      });
  }
  return {
    number,
    width,
    height,
    rotation: (page.rotate + main * 90) % 360,
    turns: turnsBack,
    words,
    rules: clip(rules, readWidth, readHeight),
    aside,
  };
}

const clip = (rules: readonly Rect[], width: number, height: number) =>
  rules.filter((rule) => rule.right > 0 && rule.bottom > 0 && rule.left < width && rule.top < height);

function turnGlyphs(glyphs: readonly Glyph[], turns: number, width: number, height: number): Glyph[] {
  if (turns === 0) return [...glyphs];
  return glyphs.map((glyph) => {
    const start = turn(
      { left: glyph.x, right: glyph.x, top: glyph.y, bottom: glyph.y },
      turns,
      width,
      height,
    );
    const end = turn(
      { left: glyph.endX, right: glyph.endX, top: glyph.endY, bottom: glyph.endY },
      turns,
      width,
      height,
    );
    return { ...glyph, x: start.left, y: start.top, endX: end.left, endY: end.top };
  });
}

/** Slanted text, mostly watermarks: read along its own direction, one note for each direction. */
function leaning(
  glyphs: readonly Glyph[],
  fontName: (font: string) => string,
): { text: string; rect: Rect }[] {
  const byAngle = Map.groupBy(glyphs, (glyph) => Math.round(glyph.angle));
  return [...byAngle].flatMap(([angle, group]) => {
    const [cos, sin] = [Math.cos((-angle * Math.PI) / 180), Math.sin((-angle * Math.PI) / 180)];
    const upright = group.map((glyph) => ({
      ...glyph,
      x: glyph.x * cos - glyph.y * sin,
      y: glyph.x * sin + glyph.y * cos,
      endX: glyph.endX * cos - glyph.endY * sin,
      endY: glyph.endX * sin + glyph.endY * cos,
    }));
    const text = asides(wordsOf(upright, fontName))
      .map((note) => note.text)
      .join(' ');
    const points = group.map((g) => ({
      left: Math.min(g.x, g.endX),
      right: Math.max(g.x, g.endX),
      top: g.y - g.size,
      bottom: g.y,
    }));
    return text === '' ? [] : [{ text, rect: union(points) }];
  });
}
