import type { Rule } from '../layout/geometry.ts';

/** A character as drawn, in points, origin at the top left of the page as a viewer shows it. */
export interface Glyph {
  readonly text: string;
  /** Where the character starts and ends on its base line. */
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
  /** Font size on the page. */
  readonly size: number;
  readonly font: string;
  /** Direction of the text in degrees, clockwise; 0 runs from left to right. */
  readonly angle: number;
}

/** What is drawn on a page: characters in drawing order, and straight lines. */
export interface Drawing {
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** The largest part of the page (0…1) that one image covers; images themselves are not decoded. */
  readonly image: number;
  /** How many shapes are painted. */
  readonly shapes: number;
}

/** The fields of a form on a page: what is filled in is text, notes and stamps are not. */
export interface Fields {
  /** Annotations whose appearance shows a field's value. */
  readonly shown: ReadonlySet<string>;
  /** Values that nothing draws, and boxes to tick as `☒` and `☐`, as characters. */
  readonly glyphs: readonly Glyph[];
}

/** pdfjs's operator list of a page. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What a font tells about itself. */
export interface Font {
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
}

/** The drawing is larger than any page of a contract: it is a trap, or a plan. */
export class TooMuchDrawingError extends Error {
  constructor() {
    super('A page draws more than can be read.');
    this.name = 'TooMuchDrawingError';
  }
}

type Matrix = readonly [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const MAX_GLYPHS = 250_000;
const MAX_RULES = 50_000;
const MAX_DEPTH = 1000;

function multiply(m: Matrix, n: ArrayLike<number>): Matrix {
  const [a, b, c, d, e, f] = [n[0] ?? 1, n[1] ?? 0, n[2] ?? 0, n[3] ?? 1, n[4] ?? 0, n[5] ?? 0];
  return [
    m[0] * a + m[2] * b,
    m[1] * a + m[3] * b,
    m[0] * c + m[2] * d,
    m[1] * c + m[3] * d,
    m[0] * e + m[2] * f + m[4],
    m[1] * e + m[3] * f + m[5],
  ];
}

const determinant = (m: Matrix) => Math.abs(m[0] * m[3] - m[1] * m[2]);

interface State {
  matrix: Matrix;
  font: string;
  size: number;
  /** -1 when the size was given negative. */
  direction: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  lineWidth: number;
}

/**
 * Follows a page's drawing operators and notes where each character and each straight line ends up.
 * The arithmetic is that of pdfjs's canvas back end (ISO 32000-1, 9.4.4).
 * @param area of the page in square points
 * @param base maps the page's own coordinates to the page as shown
 * @param fields tells which annotations are part of the text: filled fields, no notes
 */
export function interpret(
  operators: Operators,
  ops: Readonly<Record<string, number>>,
  base: ArrayLike<number>,
  fontOf: (name: string) => Font | null,
  area: number,
  fields: Fields,
): Drawing {
  const glyphs: Glyph[] = [...fields.glyphs];
  const rules: Rule[] = [];
  const stack: State[] = [];
  let state: State = {
    matrix: multiply(IDENTITY, base),
    font: '',
    size: 0,
    direction: 1,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    lineWidth: 1,
  };
  let textMatrix: Matrix = IDENTITY;
  let x = 0;
  let y = 0;
  let lineX = 0;
  let lineY = 0;

  let image = 0;
  let shapes = 0;

  const moveText = (dx: number, dy: number) => {
    lineX += dx;
    lineY += dy;
    x = lineX;
    y = lineY;
  };
  const save = () => {
    if (stack.length > MAX_DEPTH) throw new TooMuchDrawingError();
    stack.push({ ...state });
  };
  const restore = () => {
    state = stack.pop() ?? state;
  };

  const showText = (items: readonly unknown[]) => {
    const font = fontOf(state.font);
    const vertical = font?.vertical === true;
    const advanceScale = state.size * (font?.fontMatrix?.[0] ?? 0.001);
    const scale = state.horizontalScale * state.direction;
    const m = multiply(state.matrix, textMatrix);
    const size = state.size * Math.hypot(m[2], m[3]);
    const angle = (Math.atan2(m[1] * scale, m[0] * scale) * 180) / Math.PI;
    let along = 0;
    for (const item of items) {
      if (typeof item === 'number') {
        along += ((vertical ? 1 : -1) * item * state.size) / 1000;
        continue;
      }
      if (item === null || typeof item !== 'object') continue;
      const glyph = item as { unicode?: string; width?: number; isSpace?: boolean };
      const spacing = ((glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing) * state.direction;
      const width = (glyph.width ?? 0) * advanceScale;
      const end = along + width;
      const at = (value: number): [number, number] => {
        const px = vertical ? x : x + value * scale;
        const py = (vertical ? y - value : y) + state.rise;
        return [m[0] * px + m[2] * py + m[4], m[1] * px + m[3] * py + m[5]];
      };
      const [startX, startY] = at(along);
      const [endX, endY] = at(end);
      if (glyphs.length >= MAX_GLYPHS) throw new TooMuchDrawingError();
      if (Number.isFinite(startX + startY + endX + endY) && size > 0.5)
        glyphs.push({
          text: glyph.unicode ?? '',
          x: startX,
          y: startY,
          endX,
          endY,
          size,
          font: state.font,
          angle,
        });
      along = end + spacing;
    }
    if (vertical) y -= along;
    else x += along * scale;
  };

  const addRule = (ax: number, ay: number, bx: number, by: number, thickness: number) => {
    const m = state.matrix;
    const [x0, y0] = [m[0] * ax + m[2] * ay + m[4], m[1] * ax + m[3] * ay + m[5]];
    const [x1, y1] = [m[0] * bx + m[2] * by + m[4], m[1] * bx + m[3] * by + m[5]];
    const w = Math.abs(x1 - x0);
    const h = Math.abs(y1 - y0);
    // Only what runs along the page's edges can border a cell or strike a word.
    if (Math.min(w, h) > 3 || Math.max(w, h) < 2 || !Number.isFinite(w + h)) return;
    if (rules.length >= MAX_RULES) throw new TooMuchDrawingError();
    const half = thickness / 2;
    rules.push({
      left: Math.min(x0, x1) - (w < h ? half : 0),
      right: Math.max(x0, x1) + (w < h ? half : 0),
      top: Math.min(y0, y1) - (w < h ? 0 : half),
      bottom: Math.max(y0, y1) + (w < h ? 0 : half),
    });
  };

  const STROKES = new Set([
    ops.stroke,
    ops.closeStroke,
    ops.fillStroke,
    ops.eoFillStroke,
    ops.closeFillStroke,
  ]);
  const FILLS = new Set([ops.fill, ops.eoFill, ops.fillStroke, ops.eoFillStroke]);
  const path = (args: readonly unknown[]) => {
    const paint = args[0] as number;
    const data = (args[1] as readonly unknown[] | undefined)?.[0] as ArrayLike<number> | null | undefined;
    const extent = args[2] as ArrayLike<number> | null | undefined;
    if (!data || typeof data.length !== 'number') return;
    const scale = Math.sqrt(determinant(state.matrix));
    if (STROKES.has(paint)) {
      const thickness = Math.min(3, state.lineWidth * scale);
      let [px, py, sx, sy] = [0, 0, 0, 0];
      for (let i = 0; i < data.length; ) {
        const kind = data[i++];
        if (kind === 0) {
          [px, py] = [data[i]!, data[i + 1]!];
          [sx, sy] = [px, py];
          i += 2;
        } else if (kind === 1) {
          addRule(px, py, data[i]!, data[i + 1]!, thickness);
          [px, py] = [data[i]!, data[i + 1]!];
          i += 2;
        } else if (kind === 2 || kind === 3) {
          i += kind === 2 ? 6 : 4;
          [px, py] = [data[i - 2]!, data[i - 1]!];
        } else {
          addRule(px, py, sx, sy, thickness);
          [px, py] = [sx, sy];
        }
      }
    } else if (FILLS.has(paint) && extent && extent.length >= 4) {
      // A thin filled rectangle is how most word processors draw a line. Several may share one path.
      if (data.length <= 16) addRule(extent[0]!, extent[1]!, extent[2]!, extent[3]!, 0);
      else for (const part of subpaths(data)) addRule(part[0], part[1], part[2], part[3], 0);
    }
  };

  let skips = false;
  for (let i = 0; i < operators.fnArray.length; i++) {
    const fn = operators.fnArray[i];
    if (skips && fn !== ops.endAnnotation) continue;
    const args = (operators.argsArray[i] ?? []) as readonly unknown[];
    const first = args[0] as number;
    switch (fn) {
      case ops.save:
        save();
        break;
      case ops.restore:
        restore();
        break;
      case ops.transform:
        state.matrix = multiply(state.matrix, args as readonly number[]);
        // An image is the unit square, stretched; nothing else is drawn with a matrix of that size.
        image = Math.max(image, Math.min(1, determinant(state.matrix) / area));
        break;
      case ops.paintFormXObjectBegin:
        save();
        if (args[0]) state.matrix = multiply(state.matrix, args[0] as ArrayLike<number>);
        break;
      case ops.paintFormXObjectEnd:
        restore();
        break;
      case ops.beginAnnotation: {
        save();
        skips = !fields.shown.has(String(args[0]));
        const [, rect, transform, matrix] = args as [
          unknown,
          ArrayLike<number>?,
          ArrayLike<number>?,
          ArrayLike<number>?,
        ];
        // Annotations stand in the page's own coordinates, whatever was drawn before.
        state.matrix = multiply(IDENTITY, base);
        if (rect && transform) state.matrix = multiply(state.matrix, transform);
        if (rect && matrix) state.matrix = multiply(state.matrix, matrix);
        break;
      }
      case ops.endAnnotation:
        skips = false;
        restore();
        break;
      case ops.beginText:
        textMatrix = IDENTITY;
        x = y = lineX = lineY = 0;
        break;
      case ops.setFont: {
        const size = args[1] as number;
        state.font = String(args[0]);
        state.size = Math.abs(size);
        state.direction = size < 0 ? -1 : 1;
        break;
      }
      case ops.setCharSpacing:
        state.charSpacing = first;
        break;
      case ops.setWordSpacing:
        state.wordSpacing = first;
        break;
      case ops.setHScale:
        state.horizontalScale = first / 100;
        break;
      case ops.setLeading:
        state.leading = -first;
        break;
      case ops.setTextRise:
        state.rise = first;
        break;
      case ops.setLineWidth:
        state.lineWidth = first;
        break;
      case ops.moveText:
        moveText(first, args[1] as number);
        break;
      case ops.setLeadingMoveText:
        state.leading = args[1] as number;
        moveText(first, args[1] as number);
        break;
      case ops.setTextMatrix:
        textMatrix = multiply(IDENTITY, (typeof first === 'number' ? args : first) as ArrayLike<number>);
        x = y = lineX = lineY = 0;
        break;
      case ops.nextLine:
        moveText(0, state.leading);
        break;
      case ops.showText:
      case ops.showSpacedText:
        if (Array.isArray(args[0])) showText(args[0]);
        break;
      case ops.constructPath:
        shapes++;
        path(args);
        break;
    }
  }
  return { glyphs, rules, image, shapes };
}

/** The extents of a path's parts. */
function* subpaths(data: ArrayLike<number>): Generator<[number, number, number, number]> {
  let part: [number, number, number, number] | null = null;
  for (let i = 0; i < data.length; ) {
    const kind = data[i++]!;
    const count = kind === 2 ? 6 : kind === 3 ? 4 : kind < 2 ? 2 : 0;
    if (kind === 0) {
      if (part) yield part;
      part = [data[i]!, data[i + 1]!, data[i]!, data[i + 1]!];
    } else if (part && count > 0) {
      const [px, py] = [data[i + count - 2]!, data[i + count - 1]!];
      part = [Math.min(part[0], px), Math.min(part[1], py), Math.max(part[2], px), Math.max(part[3], py)];
    }
    i += count;
  }
  if (part) yield part;
}
