import { median, union, type Word } from './geometry.ts';
import { type Row, rowsOf, textOf } from './rows.ts';

/** Words of one row that stand close together. */
export interface Piece {
  readonly words: readonly Word[];
  readonly left: number;
  readonly right: number;
  readonly text: string;
}

/** A span of x, or of anything else along a line. */
export type Span = readonly [from: number, to: number];

/** Rows that share at least one gutter: columns of text, or a table without borders. */
export interface Block {
  readonly rows: readonly Row[];
  /** The columns, from left to right. */
  readonly columns: readonly Span[];
}

/** Gap, as a fraction of the font size, that may part columns. Justified lines and double spaces stay below it. */
const GUTTER = 0.9;
const NUMBER =
  /^[^\p{L}]{0,4}(?:[A-Z]{2,3}\s?)?[\p{Sc}(]?\s?[\d][\d.,'\u2019 ]*\s?(?:%|\p{Sc}|[A-Z]{3})?\)?$/u;

/** Whether a cell holds a number, an amount, a percentage. */
export const isNumeric = (text: string): boolean => NUMBER.test(text) && text.length < 30;

/** Splits a row where the gaps are wide. */
export function piecesOf(row: Row, gap = GUTTER): Piece[] {
  const groups: Word[][] = [];
  for (const word of row.words) {
    const last = groups.at(-1)?.at(-1);
    if (last && word.left - last.right < gap * Math.max(4, Math.min(row.size, word.size * 1.5)))
      groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups.map((words) => ({
    words,
    left: words[0]!.left,
    right: Math.max(...words.map((w) => w.right)),
    text: textOf(words),
  }));
}

const width = (span: Span) => span[1] - span[0];
const overlap = (a: Span, b: Span): Span => [Math.max(a[0], b[0]), Math.min(a[1], b[1])];

/** The white spans of a row, with the margins on both sides. */
function gapsOf(row: Row): Span[] {
  const pieces = piecesOf(row);
  const gaps: Span[] = [[Number.NEGATIVE_INFINITY, row.left]];
  for (let i = 1; i < pieces.length; i++) gaps.push([pieces[i - 1]!.right, pieces[i]!.left]);
  gaps.push([row.right, Number.POSITIVE_INFINITY]);
  return gaps;
}

interface Candidate {
  readonly end: number;
  readonly gutter: Span;
  readonly weight: number;
}

/** Follows one gutter downwards for as long as rows leave it white. */
function follow(
  rows: readonly Row[],
  gaps: readonly (readonly Span[])[],
  start: number,
  seed: Span,
): Candidate | null {
  let gutter = seed;
  let end = start;
  let [left, right, both] = [0, 0, 0];
  let lastFilled = start;
  let pitch = 0;
  const minimum = (row: Row) => GUTTER * 0.75 * row.size;
  for (let j = start; j < rows.length; j++) {
    const row = rows[j]!;
    const before = rows[j - 1];
    if (j > start && before) {
      const step = row.baseline - before.baseline;
      if (step > Math.max(2.8 * row.size, 1.9 * pitch)) break;
      pitch = Math.max(pitch, step);
    }
    let best: Span | null = null;
    for (const gap of gaps[j]!) {
      const common = overlap(gutter, gap);
      if (width(common) >= minimum(row) && (!best || width(common) > width(best))) best = common;
    }
    if (!best) break;
    const [isLeft, isRight] = [row.left < best[0], row.right > best[1]];
    // A heading between two tables, or after one, is no part of either.
    if (isLeft !== isRight && j > start && isHeadingLike(row, before!)) break;
    gutter = best;
    if (isLeft) left++;
    if (isRight) right++;
    if (isLeft && isRight) both++;
    if (isRight) lastFilled = j;
    end = j;
  }
  // Lines below the last two-sided row belong in only when they go on at once and below the left column.
  let last = lastFilled;
  const usual = median(
    rows.slice(start + 1, lastFilled + 1).map((row, index) => row.baseline - rows[start + index]!.baseline),
  );
  while (
    last < end &&
    rows[last + 1]!.baseline - rows[last]!.baseline <= 1.15 * (usual || 1.2 * rows[last]!.size)
  )
    last++;
  const weight = Math.max(both, Math.min(left, right));
  return weight >= 2 ? { end: last, gutter, weight } : null;
}

function isHeadingLike(row: Row, before: Row): boolean {
  const step = row.baseline - before.baseline;
  if (step < 1.45 * Math.max(row.size, before.size)) return false;
  return (
    row.words.every((word) => word.bold) ||
    /^(?:\d+\.|[A-Z]\.|ARTICLE|SECTION|EXHIBIT|SCHEDULE)/i.test(row.words[0]!.text)
  );
}

/** Finds the blocks among rows, and what stands between them, from top to bottom. */
export function blocksOf(rows: readonly Row[]): (Row | Block)[] {
  const gaps = rows.map(gapsOf);
  const result: (Row | Block)[] = [];
  for (let i = 0; i < rows.length; ) {
    const row = rows[i]!;
    const seeds = gaps[i]!.slice(1, -1);
    const next = rows[i + 1];
    // Columns whose lines are set at different heights never share a row.
    if (next && next.baseline - row.baseline < 0.9 * row.size) {
      const [a, b] = row.left < next.left ? [row, next] : [next, row];
      if (b.left - a.right > GUTTER * row.size) seeds.push([a.right, b.left]);
    }
    let best: Candidate | null = null;
    for (const seed of seeds) {
      const found = follow(rows, gaps, i, seed);
      if (found && (!best || found.end > best.end || (found.end === best.end && found.weight > best.weight)))
        best = found;
    }
    const block = best && toBlock(rows.slice(i, best.end + 1), best);
    if (best && block) {
      result.push(block);
      i = best.end + 1;
    } else {
      result.push(row);
      i++;
    }
  }
  return result;
}

function toBlock(rows: readonly Row[], found: Candidate): Block | null {
  const size = median(rows.map((row) => row.size));
  // Two rows may leave the same gap white by chance.
  if (found.weight < 3 && width(found.gutter) < 1.5 * size) return null;
  const columns = columnsOf(rows, size);
  return columns.length < 2 ? null : { rows, columns };
}

/** Columns by projection: x where almost no row has ink parts them. */
function columnsOf(rows: readonly Row[], size: number): Span[] {
  const pieces = rows.map((row) => piecesOf(row));
  const edges = pieces
    .flat()
    .flatMap((piece): [number, number][] => [
      [piece.left, 1],
      [piece.right, -1],
    ])
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  const allowed = rows.length < 5 ? 0 : Math.floor(0.2 * rows.length);
  const outer = union(rows);
  const gutters: Span[] = [];
  let covering = 0;
  let from: number | null = null;
  for (const [x, change] of edges) {
    covering += change;
    if (covering <= allowed && from === null) from = x;
    else if (covering > allowed && from !== null) {
      if (x - from >= 0.6 * size) gutters.push([from, x]);
      from = null;
    }
  }
  // A gutter counts when at least two rows have something on each side of it, close by.
  const columns: Span[] = [];
  let left = outer.left;
  gutters.forEach((gutter, index) => {
    const nextFrom = gutters[index + 1]?.[0] ?? outer.right + 1;
    const before = pieces.filter((row) => row.some((p) => p.right <= gutter[0] + 1 && p.right > left)).length;
    const after = pieces.filter((row) =>
      row.some((p) => p.left >= gutter[1] - 1 && p.left < nextFrom),
    ).length;
    if (before < 2 || after < 2) return;
    columns.push([left, gutter[0]]);
    left = gutter[1];
  });
  columns.push([left, outer.right]);
  return columns;
}

const LABEL =
  /^(?:[([]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)\]]?[.:]?|[•·▪◦○●■□☐☑☒➢✓*\-–—]|o)$/;

/** What a block is: a list with its labels set apart, columns to read one after the other, a table, or nothing of the kind. */
export function kindOf(block: Block, pageWidth: number): 'list' | 'columns' | 'table' | 'lines' {
  const cells = block.columns.map(([from, to]) =>
    block.rows.flatMap((row) => piecesOf(row).filter((piece) => piece.left >= from - 1 && piece.left <= to)),
  );
  if (cells[0]!.every((piece) => LABEL.test(piece.text)) && block.columns.length === 2) return 'list';
  if (
    block.rows.filter((row) => row.words.some((word) => /\.{5,}|…{2,}/.test(word.text))).length >
    0.5 * block.rows.length
  )
    return 'lines';
  const size = median(block.rows.map((row) => row.size));
  const narrowest = Math.min(
    ...block.columns.slice(1).map((column, index) => column[0] - block.columns[index]![1]),
  );
  const others = cells.slice(1).flat();
  const lower = others.filter((piece) => /^[\p{Ll},;]/u.test(piece.text)).length;
  if (
    narrowest < 1.6 * size &&
    block.columns.length === 2 &&
    lower > 0.7 * others.length &&
    !isProse(block, cells)
  )
    return 'lines';
  if (isProse(block, cells)) return 'columns';
  if (block.columns.length === 2 && isPair(block, cells, pageWidth)) return 'columns';
  return 'table';
}

/** Running text in every column: long lines that fill it. */
function isProse(block: Block, cells: readonly (readonly Piece[])[]): boolean {
  if (block.columns.length > 3 || block.rows.length < 4) return false;
  return cells.every((column, index) => {
    const [from, to] = block.columns[index]!;
    const filled = column.filter((piece) => piece.right - from > 0.78 * (to - from)).length;
    const letters = column.reduce((sum, piece) => sum + piece.text.length, 0);
    return column.length >= 4 && filled >= 0.55 * column.length && letters / column.length >= 22;
  });
}

/** Two like halves side by side: addresses, signatures. */
function isPair(block: Block, cells: readonly (readonly Piece[])[], pageWidth: number): boolean {
  const [first, second] = block.columns as readonly [Span, Span];
  // The second half starts in the middle of the page, give or take.
  if (Math.abs(second[0] - pageWidth / 2) > 0.09 * pageWidth) return false;
  const [left, right] = cells as readonly [readonly Piece[], readonly Piece[]];
  if (
    left.some((piece) => isNumeric(piece.text)) ||
    right.filter((piece) => isNumeric(piece.text)).length > 0
  )
    return false;
  // Whom to write to is no form to fill in.
  const address = (piece: Piece) =>
    /^(?:if )?to\b|^(?:attn|attention|fax|tel|phone|e-?mail)\b/i.test(piece.text);
  const label = (piece: Piece) =>
    address(piece) ? undefined : /^([\p{L} /]{2,24}):/u.exec(piece.text)?.[1]?.toLowerCase();
  const labels = new Set(left.map(label).filter((text) => text !== undefined));
  const shared = right.filter((piece) => labels.has(label(piece) ?? '')).length;
  if (shared >= 2) return true;
  // A name, a street, a town: something must say so, for a table of words looks the same.
  const addressed = [...left, ...right].some((piece) => address(piece) || STREET.test(piece.text));
  return (
    addressed &&
    labels.size === 0 &&
    Math.abs(left.length - right.length) <= 2 &&
    left.length >= 3 &&
    first[1] < pageWidth / 2
  );
}

/** A house number and street, a suite, a state and its ZIP code. */
const STREET =
  /^\d{1,5}\s+\p{Lu}.*\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|square)\b|\bsuite\s+\d|,\s*(?:[A-Z]{2}|\p{Lu}\p{Ll}+)\s+\d{5}\b/iu;

/** The words of a block that stand in a column, as rows of their own. */
export function columnRows(block: Block, column: Span): Row[] {
  const words = block.rows.flatMap((row) =>
    piecesOf(row)
      .filter((piece) => piece.left >= column[0] - 1 && piece.left <= column[1] + 1)
      .flatMap((piece) => piece.words),
  );
  return rowsOf(words);
}
