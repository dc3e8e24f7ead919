import { median, union, type Word } from './geometry.ts';
import { type Row, textOf } from './rows.ts';

/** Words of one row that stand close together. */
export interface Piece {
  readonly words: readonly Word[];
  readonly left: number;
  readonly right: number;
  readonly text: string;
}

/** A span of x, or of anything else along a line. */
export type Span = readonly [from: number, to: number];

/** Gap, as a fraction of the font size, that may part columns. Justified lines and double spaces stay below it. */
export const GUTTER = 0.9;

const NUMBER =
  /^[^\p{L}]{0,4}(?:[A-Z]{2,3}\s?)?[\p{Sc}(]?\s?[\d][\d.,'\u2019 ]*\s?(?:%|\p{Sc}|[A-Z]{3})?\)?$/u;

/** Whether a cell holds a number, an amount, a percentage. */
export const isNumeric = (text: string): boolean => NUMBER.test(text) && text.length < 30;

/** What numbers a clause or an item, standing alone: `4.2`, `(a)`, `Article IX.`, a bullet. */
export const LABEL =
  /^(?:[([]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]{1,2}|[ivxlc]{1,6}|[IVXLC]{1,6})[.)\]]{0,2}:?|(?:article|section|clause|§)\s?(?:[\dIVXLC]{1,6}|\d{1,2}\.\d{1,2})[.:]?|[•·▪◦○●■□☐☑☒➢✓*\-–—.]|o)$/i;

/**
 * The middle of the blanks between a row's words, in points; 0 where there are none. Wide gaps are none, unless the row
 * was stretched to its column: then all are alike.
 */
export function blankOf(row: Row): number {
  const gaps = row.words.slice(1).map((word, index) => word.left - row.words[index]!.right);
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  const alike = gaps.length >= 2 && least > 0 && most / least < (gaps.length >= 3 ? 1.3 : 1.12);
  if (alike && most < 4 * row.size) return least;
  return median(gaps.filter((gap) => gap > 0.1 * row.size && gap < GUTTER * row.size));
}

/** Splits a row where the gaps are wide: typewriter letters and stretched lines have wide blanks of their own. */
export function piecesOf(row: Row, gap = Math.max(GUTTER, (2.2 * blankOf(row)) / row.size)): Piece[] {
  const groups: Word[][] = [];
  for (const word of row.words) {
    const last = groups.at(-1)?.at(-1);
    if (last && word.left - last.right < gap * Math.max(4, Math.min(row.size, word.size * 1.5)))
      groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups.map(pieceOf);
}

/** Makes a piece of words that follow each other. */
function pieceOf(words: readonly Word[]): Piece {
  const { left, right } = union(words);
  return { words, left, right, text: textOf(words) };
}

/** A piece of a row in a column. */
export interface Line extends Piece {
  readonly baseline: number;
  readonly size: number;
}

/**
 * The words of rows as they stand in columns, one list of lines for each column. A word belongs to the column that its
 * middle is in; what runs over several belongs to the one where it begins.
 */
export function linesByColumn(rows: readonly Row[], columns: readonly Span[]): Line[][] {
  const result: Line[][] = columns.map(() => []);
  const starts = columns.map(([from], index) =>
    index === 0 ? Number.NEGATIVE_INFINITY : (columns[index - 1]![1] + from) / 2,
  );
  const columnAt = (x: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => x >= start),
    );
  for (const row of rows) {
    const groups = new Map<number, Word[]>();
    for (const { words } of splitAt(row, starts.slice(1))) {
      const column = columnAt(words[0]!.left + 0.5);
      groups.set(column, [...(groups.get(column) ?? []), ...words]);
    }
    for (const [column, words] of groups)
      result[column]!.push({ ...pieceOf(words), baseline: row.baseline, size: row.size });
  }
  return result;
}

/** Pieces of a row, parted at wide gaps and where a border falls into a gap between words. */
export function splitAt(row: Row, borders: readonly number[]): Piece[] {
  const groups: Word[][] = [];
  for (const word of row.words) {
    const last = groups.at(-1)?.at(-1);
    const parted =
      last &&
      (word.left - last.right >= GUTTER * Math.max(4, Math.min(row.size, word.size * 1.5)) ||
        (word.left - last.right >= 0.3 * row.size &&
          borders.some((x) => x > last.right - 0.5 && x < word.left + 0.5)));
    if (last && !parted) groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups.map(pieceOf);
}
