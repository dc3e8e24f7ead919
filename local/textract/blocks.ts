import { randomUUID } from 'node:crypto';
import type { Block, Geometry } from '@aws-sdk/client-textract';
import type { Line, Page, Word } from 'tesseract.js';
import type { Area, Grid } from './grids.ts';
import type { Turned } from './straighten.ts';

/** A word as recognised, in pixels of the turned page. */
export interface Found {
  readonly text: string;
  readonly confidence: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Lines of a page, from top to bottom within each block of text, junk left out. */
export function linesOf(page: Page): Found[][] {
  const lines = (page.blocks ?? []).flatMap((block) =>
    block.paragraphs.flatMap((paragraph) => paragraph.lines),
  );
  return lines.flatMap((line) => split(line.words.filter((word) => isWord(word, line)).map(found)));
}

const found = (word: Word): Found => ({ text: word.text.trim(), confidence: word.confidence, ...word.bbox });

/** Dirt, borders and signatures read as stray marks with little confidence. */
function isWord(word: Word, line: Line): boolean {
  const text = word.text.trim();
  if (text === '') return false;
  if (!/[\p{L}\p{N}]/u.test(text))
    return word.confidence >= 60 || (/^[$€£%&()"'.,:;•-]+$/.test(text) && line.confidence >= 60);
  return word.confidence >= 25 || line.confidence >= 70;
}

/** Textract's lines end where columns do: at gaps much wider than a space. */
function split(words: readonly Found[]): Found[][] {
  const heights = words.map((word) => word.y1 - word.y0).toSorted((a, b) => a - b);
  const height = heights[heights.length >> 1] ?? 0;
  const lines: Found[][] = [];
  words.forEach((word, index) => {
    const before = words[index - 1];
    if (before && word.x0 - before.x1 < 1.8 * height) lines.at(-1)!.push(word);
    else lines.push([word]);
  });
  return lines;
}

/** Mean confidence of the words, weighed by their length; 0 where there are none. */
export function confidenceOf(lines: readonly (readonly Found[])[]): number {
  let [sum, letters] = [0, 0];
  for (const { text, confidence } of lines.flat()) {
    sum += confidence * text.length;
    letters += text.length;
  }
  return letters === 0 ? 0 : sum / letters;
}

/** Whether most words stand on end: engines read such text, too, but give it in a strange order. */
export function isOnEnd(lines: readonly (readonly Found[])[]): boolean {
  const long = lines.flat().filter((word) => word.text.length >= 4);
  return long.filter((word) => word.y1 - word.y0 > word.x1 - word.x0).length > 0.5 * long.length;
}

const rounded = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1e6) / 1e6;

/** Lines of a page as recognised, and the tables whose cells hold further ones. */
export interface Recognised {
  readonly lines: readonly (readonly Found[])[];
  readonly tables: readonly {
    readonly grid: Grid;
    /** In the order of the grid's cells. */
    readonly lines: readonly (readonly (readonly Found[])[])[];
  }[];
}

/** Textract's blocks of a page: PAGE, LINE, WORD, TABLE and CELL, with places as fractions of the page as it came. */
export function toBlocks({ lines, tables }: Recognised, turned: Turned, page: number, size: Size): Block[] {
  const blocks: Block[] = [];
  const geometryOf = ({ x0, y0, x1, y1 }: Area): Geometry =>
    geometry(
      [turned.back(x0, y0), turned.back(x1, y0), turned.back(x1, y1), turned.back(x0, y1)].map(([x, y]) => ({
        X: rounded(x / size.width),
        Y: rounded(y / size.height),
      })),
    );
  const add = (
    type: NonNullable<Block['BlockType']>,
    area: Area,
    more: Partial<Block>,
    children: readonly string[],
  ): string => {
    const id = randomUUID();
    blocks.push({
      BlockType: type,
      Id: id,
      Page: page,
      Geometry: geometryOf(area),
      ...more,
      ...(children.length > 0 ? { Relationships: [{ Type: 'CHILD', Ids: [...children] }] } : {}),
    });
    return id;
  };
  const addLine = (words: readonly Found[]): { line: string; words: string[] } => {
    const ids = words.map(({ text, confidence, ...area }) =>
      add('WORD', area, { Text: text, TextType: 'PRINTED', Confidence: confidence }, []),
    );
    const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
    const text = words.map((word) => word.text).join(' ');
    return { line: add('LINE', around(words), { Text: text, Confidence: confidence }, ids), words: ids };
  };
  const top = lines.map((words) => addLine(words).line);
  for (const { grid, lines: inCells } of tables) {
    const cells = grid.cells.map((cell, index) => {
      const added = inCells[index]!.map(addLine);
      top.push(...added.map(({ line }) => line));
      const { row, column, rowSpan, columnSpan, ...area } = cell;
      const place = { RowIndex: row + 1, ColumnIndex: column + 1, RowSpan: rowSpan, ColumnSpan: columnSpan };
      return add(
        'CELL',
        area,
        { ...place, Confidence: 90 },
        added.flatMap(({ words }) => words),
      );
    });
    top.push(add('TABLE', grid, { Confidence: 90, EntityTypes: ['STRUCTURED_TABLE'] }, cells));
  }
  const whole: Block = {
    BlockType: 'PAGE',
    Id: randomUUID(),
    Page: page,
    Geometry: geometry([
      { X: 0, Y: 0 },
      { X: 1, Y: 0 },
      { X: 1, Y: 1 },
      { X: 0, Y: 1 },
    ]),
    ...(top.length > 0 ? { Relationships: [{ Type: 'CHILD', Ids: top }] } : {}),
  };
  return [whole, ...blocks];
}

const around = (words: readonly Found[]): Area => ({
  x0: Math.min(...words.map((word) => word.x0)),
  y0: Math.min(...words.map((word) => word.y0)),
  x1: Math.max(...words.map((word) => word.x1)),
  y1: Math.max(...words.map((word) => word.y1)),
});

interface Size {
  readonly width: number;
  readonly height: number;
}

function geometry(corners: readonly { X: number; Y: number }[]): Geometry {
  const xs = corners.map((corner) => corner.X);
  const ys = corners.map((corner) => corner.Y);
  const [Left, Top] = [Math.min(...xs), Math.min(...ys)];
  return {
    BoundingBox: {
      Left,
      Top,
      Width: rounded(Math.max(...xs) - Left),
      Height: rounded(Math.max(...ys) - Top),
    },
    Polygon: [...corners],
  };
}
