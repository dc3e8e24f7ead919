import { median, union } from './geometry.ts';
import { blankOf, GUTTER, isNumeric, LABEL, type Piece, piecesOf, type Span } from './pieces.ts';
import type { Row } from './rows.ts';

/** Gap, as a fraction of the font size, that parts columns where everything below and above is aligned to it. */
const NARROW = 0.42;

/**
 * The least gap that may part aligned columns, in points: clearly more than the blanks between the words around it.
 * Typewriter letters stand in columns by nature, and their blanks are wide: there only the usual gutters count.
 */
export function narrowGap(rows: readonly Row[]): number {
  const size = median(rows.map((row) => row.size));
  const blank = median(rows.map(blankOf).filter((gap) => gap > 0));
  return Math.max(NARROW * size, 1.6 * blank);
}

/** What is told apart from words without reading them: amounts, addresses, dates, numbers to call. */
const isTelling = (text: string) =>
  isNumeric(text) ||
  /^\S+@\S+$/.test(text) ||
  /^\+?[\d(][\d ().-]{6,}$/.test(text) ||
  /^[\p{Sc}]/u.test(text);

/** Columns by projection: x where almost no row has ink parts them. */
export function columnsOf(rows: readonly Row[], size: number): Span[] {
  const wide = rows.map((row) => piecesOf(row));
  const gutters = guttersOf(withoutSpanning(wide, size), 0, 0.6 * size);
  const gap = narrowGap(rows);
  const narrow = rows.map((row) => piecesOf(row, Math.min(GUTTER, gap / size)));
  for (const gutter of gap < GUTTER * size ? guttersOf(withoutSpanning(narrow, size), 0, gap) : [])
    if (
      gutters.every((other) => gutter[1] <= other[0] || gutter[0] >= other[1]) &&
      isAligned(gutter, narrow, size)
    )
      gutters.push(gutter);
  gutters.sort((a, b) => a[0] - b[0]);
  const pieces = gutters.length > 0 ? narrow : wide;
  // A gutter counts when at least two rows have something on each side of it, close by.
  const outer = union(rows);
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

/** Leaves out the pieces of a few rows that run over what all others leave white: headings, notes, totals. */
function withoutSpanning(rows: readonly (readonly Piece[])[], size: number): (readonly Piece[])[] {
  const allowed = rows.length < 5 ? 0 : Math.floor(0.2 * rows.length);
  if (allowed === 0) return [...rows];
  const white = guttersOf(rows, allowed, 0.6 * size);
  return rows.map((row) =>
    row.filter(
      (piece) =>
        !white.some(
          ([from, to]) =>
            piece.left <= from + 0.5 &&
            piece.right >= to - 0.5 &&
            (from - piece.left > 3 * size || piece.right - to > 3 * size),
        ),
    ),
  );
}

/** Where no more rows than allowed have ink, at least so wide. */
function guttersOf(rows: readonly (readonly Piece[])[], allowed: number, least: number): Span[] {
  const edges = rows
    .flat()
    .flatMap((piece): [number, number][] => [
      [piece.left, 1],
      [piece.right, -1],
    ])
    .toSorted((a, b) => a[0] - b[0] || b[1] - a[1]);
  const gutters: Span[] = [];
  let covering = 0;
  let from: number | null = null;
  for (const [x, change] of edges) {
    covering += change;
    if (covering <= allowed && from === null) from = x;
    else if (covering > allowed && from !== null) {
      if (x - from >= least) gutters.push([from, x]);
      from = null;
    }
  }
  return gutters;
}

/** Whether what follows a narrow gutter starts, or ends, at one place in all rows: then it is no gap between words. */
function isAligned(gutter: Span, rows: readonly (readonly Piece[])[], size: number): boolean {
  const pairs = rows.flatMap((row) => {
    const at = row.findIndex((piece) => piece.left >= gutter[1] - 0.5);
    const [before, after] = [row[at - 1], row[at]];
    return before && after && before.right <= gutter[0] + 0.5 ? [{ before, after }] : [];
  });
  if (pairs.length < 2) return false;
  const after = pairs.map((pair) => pair.after);
  // A sign before its amount, a number before its item.
  if (pairs.every(({ before }) => /^(?:\p{Sc}|[A-Z]{3})$/u.test(before.text) || LABEL.test(before.text)))
    return false;
  const same = (values: readonly number[]) => {
    const middle = median(values);
    return values.filter((value) => Math.abs(value - middle) < 0.15 * size).length >= 0.8 * values.length;
  };
  if (!same(after.map((piece) => piece.left)) && !same(after.map((piece) => piece.right))) return false;
  const telling = after.filter((piece) => isTelling(piece.text)).length;
  return pairs.length >= 3 ? true : telling >= 2;
}
