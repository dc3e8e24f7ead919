import { areTranslations } from '../language.ts';
import { areLike, BLANK, FIELD, SIGNS } from '../side-by-side.ts';
import type { Block } from './blocks.ts';
import { median, type Rule } from './geometry.ts';
import { GUTTER, isNumeric, LABEL, type Line, linesByColumn } from './pieces.ts';
import { startsOf, synchronous } from './starts.ts';

/**
 * What a block is: running lines that leave a gap by chance, a list with its labels set apart; groups of columns to read
 * one after the other, each given by its first column; or a table.
 */
export type Kind =
  | { readonly kind: 'lines' }
  | { readonly kind: 'table' }
  | { readonly kind: 'columns'; readonly starts: readonly number[] };

/** What is known around a block. */
export interface Around {
  readonly pageWidth: number;
  readonly rules: readonly Rule[];
}

export function kindOf(block: Block, around: Around): Kind {
  const columns = linesByColumn(block.rows, block.columns);
  const each: Kind = { kind: 'columns', starts: block.columns.map((_, index) => index) };
  const labels = columns.slice(0, -1).every((column) => mostly(column, (line) => LABEL.test(line.text), 0.8));
  // Numbers alone may count the rows of a table.
  const marked = columns[0]!.filter((line) => /[^\w]/.test(line.text)).length > 0.5 * columns[0]!.length;
  if (labels && columns.length <= 3 && (marked || average(columns.at(-1)!) >= 12)) return { kind: 'lines' };
  if (mostly(block.rows, (row) => row.words.some((word) => /\.{5,}|…{2,}/.test(word.text)), 0.5))
    return { kind: 'lines' };
  if (isChance(block, columns)) return { kind: 'lines' };
  if (isPlainForm(block, columns)) return { kind: 'lines' };
  const halves = repeatedLabels(columns);
  if (halves) return { kind: 'columns', starts: halves };
  if (columns.length <= 3 && areTranslations(columns.map((column) => column.map((l) => l.text).join(' '))))
    return each;
  if (columns.length <= 3 && areNumberedOn(columns)) return each;
  const beside = listBeside(columns);
  if (beside) return { kind: 'columns', starts: beside };
  if (columns.length <= 3 && areHeaded(columns)) return each;
  if (areCards(columns) || areSignatures(columns, block, around.rules)) return each;
  if (isProse(block, columns)) return each;
  if (columns.length === 2 && areAddresses(block, columns, around.pageWidth)) return each;
  return { kind: 'table' };
}

const mostly = <T>(list: readonly T[], test: (item: T) => boolean, part: number) =>
  list.length > 0 && list.filter(test).length >= part * list.length;

const average = (lines: readonly Line[]) =>
  lines.reduce((sum, line) => sum + line.text.length, 0) / Math.max(1, lines.length);

/** Justified lines that leave the same narrow gap: each runs on over it. */
function isChance(block: Block, columns: readonly (readonly Line[])[]): boolean {
  if (columns.length !== 2 || block.rows.length > 12) return false;
  const size = median(block.rows.map((row) => row.size));
  const [left, right] = columns as readonly [readonly Line[], readonly Line[]];
  if (right.filter((line) => /^[\p{Ll},;]/u.test(line.text)).length <= 0.6 * right.length) return false;
  const at = new Map(left.map((line) => [line.baseline, line]));
  const beside = right.map((line) => at.get(line.baseline));
  return right.every((line, index) => line.left - (beside[index]?.right ?? line.left - size) < 2.4 * size);
}

/** A form whose values follow their labels at once, or are addresses of many lines, reads like text. */
function isPlainForm(block: Block, columns: readonly (readonly Line[])[]): boolean {
  const [labels, values] = columns;
  const [first, second] = block.columns;
  if (columns.length !== 2 || !labels || !values || !first || !second) return false;
  const close = second[0] - first[1] < GUTTER * median(block.rows.map((row) => row.size));
  const isAddress = values.length >= 2.5 * labels.length && average(values) < 40;
  return (close || isAddress) && mostly(labels, (line) => line.text.endsWith(':'), 0.8);
}

/** Whom to write to is no form to fill in. */
const ADDRESSED = /^(?:if )?to\b|^(?:attn|attention|fax|tel|phone|e-?mail)\b/i;
const fieldOf = (line: Line) =>
  ADDRESSED.test(line.text) ? undefined : FIELD.exec(line.text)?.[1]?.trim().toLowerCase();

/**
 * Forms side by side: the labels of one column come back in a later one. Gives the columns in which they begin, or null.
 */
function repeatedLabels(columns: readonly (readonly Line[])[]): number[] | null {
  const labels = columns.map((column) => new Set(column.map(fieldOf).filter((label) => label !== undefined)));
  const first = labels.findIndex((set) => set.size >= 2);
  if (first < 0) return null;
  const starts = [0];
  for (let index = first + 1; index < columns.length; index++) {
    if (areLike(labels[first]!, labels[index]!)) starts.push(index);
  }
  // What stands before the labels of the second form belongs to it, like a mark or a number.
  return starts.length > 1 ? starts : null;
}

const NUMBERED_LINE = /^(?:\(?(\d{1,2}|[a-z])\)|((?:\d{1,2}\.)*)(\d{1,2})\.?)\s+\S/;

/** The prefix and the last figure of a clause's number: `2.`, 3 of `2.3 Fees`. */
function numberOf(line: Line): readonly [string, number] | null {
  const match = NUMBERED_LINE.exec(line.text);
  if (!match) return null;
  const [, item, prefix = '', figure] = match;
  if (item === undefined) return [prefix, Number(figure)];
  return ['(', /\d/.test(item) ? Number(item) : item.charCodeAt(0) - 96];
}

/** Clauses whose numbers run down one column and go on at the top of the next. */
function areNumberedOn(columns: readonly (readonly Line[])[]): boolean {
  const numbers = columns.map((column) => column.map(numberOf).filter((number) => number !== null));
  return columns.every((column, index) => {
    if (average(column) < 12) return false;
    const first = numbers[index]![0];
    if (first === undefined || numberOf(column[0]!) === null) return false;
    if (index === 0) return true;
    const last = numbers[index - 1]!.findLast((number) => number[0] === first[0]);
    return last !== undefined && first[1] === last[1] + 1;
  });
}

const ITEM = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}\.\d{1,2}|[•·▪◦○●■□☐☑☒–—-])\s/;

/**
 * A list of wrapped items beside something else whose rows keep their own heights. Gives the columns in which the two
 * begin, or null.
 */
function listBeside(columns: readonly (readonly Line[])[]): number[] | null {
  const isList = (column: readonly Line[]) => {
    const items = column.filter((line) => ITEM.test(line.text)).length;
    return items >= 3 && column.length >= 5 && items < 0.8 * column.length && average(column) >= 18;
  };
  for (const [list, split] of [
    [0, 1],
    [columns.length - 1, columns.length - 1],
  ] as const) {
    if (!isList(columns[list]!)) continue;
    const others = columns.filter((_, index) => index !== list);
    const starts = columns[list]!.filter((line) => ITEM.test(line.text));
    if (others.every((other) => synchronous(starts, startsOf(other)).share < 0.5)) return [0, split];
  }
  return null;
}

const HEAD = /:$|^(?:if )?to\b|^(?:bill|sold|ship|deliver|remit|notices?|invoices?) to\b/i;

/** Blocks of lines below heads of their own: `If to the Customer:`, `Bill to`. */
function areHeaded(columns: readonly (readonly Line[])[]): boolean {
  return columns.every(
    (column) =>
      column.length >= 3 &&
      HEAD.test(column[0]!.text) &&
      Math.abs(column[0]!.baseline - columns[0]![0]!.baseline) < 0.35 * column[0]!.size &&
      column.filter((line) => line.text.endsWith(':')).length <= 0.4 * column.length &&
      !column.some((line) => isNumeric(line.text)),
  );
}

const CONTACT = /^(?:e-?mail|phone|tel|fax|mobile)?[.:\s]*(?:\S+@\S+\.\w+|\+?\(?\d[\d ().-]{7,}\d)$/i;
const EMAIL = /\S@\S/;

/** People side by side: a row of addresses or numbers to call, where a table would have them in one column. */
function areCards(columns: readonly (readonly Line[])[]): boolean {
  if (columns.length > 4 || columns.some((column) => column.length < 3)) return false;
  const [first] = columns;
  if (mostly(first!, (line) => line.text.endsWith(':'), 0.5)) return false;
  const contacts = columns.map((column) => column.filter((line) => CONTACT.test(line.text)));
  if (contacts.some((list) => list.length === 0)) return false;
  const mails = columns.map((column) => column.filter((line) => EMAIL.test(line.text)).length);
  return (
    Math.max(...mails) <= Math.min(...mails) + 1 &&
    columns.every((column, i) => contacts[i]!.length <= 0.6 * column.length)
  );
}

/** Signatures side by side: every column has one, or a blank for it. */
function areSignatures(columns: readonly (readonly Line[])[], block: Block, rules: readonly Rule[]): boolean {
  if (columns.length > 4 || columns.some((column) => column.length < 2)) return false;
  // A column of labels, what they name beside them: one form, not several.
  const labels = columns[0]!.filter((line) => line.text.endsWith(':'));
  const named = labels.filter((label) =>
    columns[1]!.some(
      (line) => Math.abs(line.baseline - label.baseline) < 0.35 * line.size && !FIELD.test(line.text),
    ),
  );
  if (named.length >= 2 && named.length >= 0.6 * labels.length) return false;
  if (columns.every((column) => column.some((line) => BLANK.test(line.text) || SIGNS.test(line.text))))
    return columns.every((column) => column.filter((line) => isNumeric(line.text)).length <= 1);
  const drawn = columns.map((column, index) => {
    const [from, to] = block.columns[index]!;
    return rules.filter(
      (rule) =>
        rule.right - rule.left > 60 &&
        rule.bottom - rule.top < 3 &&
        Math.min(rule.right, to + 40) - Math.max(rule.left, from) > 0.6 * (rule.right - rule.left) &&
        column.some((line) => line.baseline > rule.bottom && line.baseline < rule.bottom + 1.8 * line.size) &&
        !column.some((line) => line.baseline <= rule.top + 1 && line.baseline > rule.top - 1.7 * line.size),
    );
  });
  const heights = drawn.map((list) => list.map((rule) => Math.round(rule.top)));
  return heights[0]!.some((y) => heights.every((list) => list.some((other) => Math.abs(other - y) <= 3)));
}

/** Running text in every column, whose paragraphs begin where they like. */
function isProse(block: Block, columns: readonly (readonly Line[])[]): boolean {
  if (columns.length > 3 || block.rows.length < 4) return false;
  const starts = columns.map((column) => startsOf(column));
  const wide = columns.every(
    (column) => column.length >= 3 && median(column.map((line) => line.text.length)) >= 20,
  );
  if (!wide) return false;
  const wrapped = columns.map((column, index) => column.length - starts[index]!.length);
  const lines = columns.reduce((sum, column) => sum + column.length, 0);
  // Whole paragraphs on at least one side, and lines that go on in most.
  if (wrapped.reduce((sum, count) => sum + count, 0) < 0.35 * lines) return false;
  const [first, ...others] = starts;
  const together = others.map((other) => synchronous(first!, other));
  if (together.every(({ share, count }) => count >= 2 && share >= 0.75)) return false;
  // Labels, however long, are shorter than what they label.
  const [a, b] = [average(columns[0]!), Math.max(...columns.slice(1).map(average))];
  return !(a < 0.5 * b && together.some(({ share }) => share >= 0.6));
}

/** Two like halves side by side: addresses. */
function areAddresses(block: Block, columns: readonly (readonly Line[])[], pageWidth: number): boolean {
  const [first, second] = block.columns;
  // The second half starts in the middle of the page, give or take.
  if (Math.abs(second![0] - pageWidth / 2) > 0.09 * pageWidth) return false;
  const [left, right] = columns as readonly [readonly Line[], readonly Line[]];
  if ([...left, ...right].some((line) => isNumeric(line.text))) return false;
  // A name, a street, a town: something must say so, for a table of words looks the same.
  const addressed = [...left, ...right].some((line) => ADDRESSED.test(line.text) || STREET.test(line.text));
  return (
    addressed &&
    left.filter((line) => fieldOf(line) !== undefined).length <= 0.2 * left.length &&
    Math.abs(left.length - right.length) <= 3 &&
    left.length >= 3 &&
    first![1] < pageWidth / 2
  );
}

/** A house number and street, a suite, a state and its ZIP code. */
const STREET =
  /^\d{1,5}\s+\p{Lu}.*\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|square)\b|\bsuite\s+\d|,\s*(?:[A-Z]{2}|\p{Lu}\p{Ll}+)\s+\d{5}\b/iu;
