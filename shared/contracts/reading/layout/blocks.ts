import { columnsOf, narrowGap } from './columns.ts';
import { median } from './geometry.ts';
import { isTitleCase, isUpper } from './headings.ts';
import { GUTTER, linesByColumn, piecesOf, type Span } from './pieces.ts';
import { type Row, rowsOf, textOf } from './rows.ts';

/** Rows that share at least one gutter: columns of text, or a table without borders. */
export interface Block {
  readonly rows: readonly Row[];
  /** The columns, from left to right. */
  readonly columns: readonly Span[];
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
  /** Where the column right of the gutter begins. */
  let edge: number | null = null;
  let pitch = 0;
  const steps: number[] = [];
  const minimum = (row: Row) => GUTTER * 0.75 * row.size;
  for (let j = start; j < rows.length; j++) {
    const row = rows[j]!;
    const before = rows[j - 1];
    if (j > start && before) {
      const step = row.baseline - before.baseline;
      // Names stand far above the lines to sign on, at the same edges.
      const most = areAlike(row, before, gutter) ? 4.5 : 2.8;
      if (step > Math.max(most * row.size, 1.9 * pitch)) break;
      pitch = Math.max(pitch, Math.min(step, 2.8 * row.size));
    }
    let best: Span | null = null;
    for (const gap of gaps[j]!) {
      const common = overlap(gutter, gap);
      if (width(common) >= minimum(row) && (!best || width(common) > width(best))) best = common;
    }
    if (!best && edge !== null && keepsTo(row, edge)) best = gutter;
    if (!best) break;
    const [isLeft, isRight] = [row.left < best[0], row.right > best[1]];
    if (edge === null && isRight) edge = best[1];
    // A heading between two tables, or after one, is no part of either.
    const goesOn = isLeft && !isRight && isColumnText(rows, j + 1, best);
    if (
      isLeft !== isRight &&
      j > start &&
      !goesOn &&
      isHeadingLike(row, before!, rows[j + 1], isLeft, median(steps))
    )
      break;
    if (j > start) steps.push(row.baseline - before!.baseline);
    gutter = best;
    if (isLeft) left++;
    if (isRight) right++;
    if (isLeft && isRight) both++;
    if (isRight) lastFilled = j;
    end = j;
  }
  const weight = Math.max(both, Math.min(left, right));
  return weight < 2 ? null : { end: tail(rows, gutter, start, lastFilled, end), gutter, weight };
}

/** Whether the next lines are running text left of a gutter: a heading above them is the column's own. */
function isColumnText(rows: readonly Row[], from: number, gutter: Span): boolean {
  const next = rows.slice(from, from + 3);
  return (
    next.length === 3 &&
    next.every((row, index) => {
      const step = row.baseline - (rows[from + index - 1]?.baseline ?? row.baseline);
      return row.right <= gutter[0] && step < 1.8 * row.size && textOf(row.words).length >= 24;
    })
  );
}

/** Whether two rows start at the same places on both sides of a gutter. */
function areAlike(row: Row, before: Row, gutter: Span): boolean {
  const right = (of: Row) => of.words.find((word) => word.left >= gutter[1] - 0.5)?.left;
  const [a, b] = [right(row), right(before)];
  return (
    a !== undefined &&
    b !== undefined &&
    row.left < gutter[0] &&
    Math.abs(a - b) < 0.12 * row.size &&
    Math.abs(row.left - before.left) < 0.12 * row.size
  );
}

/** Whether a row that all but fills its columns still has a gap right before the next column's edge. */
function keepsTo(row: Row, edge: number): boolean {
  const at = row.words.findIndex((word) => Math.abs(word.left - edge) < 0.12 * row.size);
  return at > 0 && row.words[at]!.left - row.words[at - 1]!.right >= narrowGap([row]);
}

/**
 * Lines below the last row that reaches the right belong in only when they go on at once and below the left column. A
 * left column of running text may be the longer one: it goes on for as long as its lines do.
 */
function tail(rows: readonly Row[], gutter: Span, start: number, lastFilled: number, end: number): number {
  const part = rows.slice(start, lastFilled + 1);
  const steps = (list: readonly Row[]) =>
    list.slice(1).map((row, index) => row.baseline - list[index]!.baseline);
  const sides = [
    part.filter((row) => row.left < gutter[0]),
    part.filter((row) => row.right > gutter[1]),
  ] as const;
  const usual = median(steps(part));
  const letters = (list: readonly Row[], on: (x: number) => boolean) =>
    list.reduce((sum, row) => sum + textOf(row.words.filter((word) => on(word.left))).length, 0) /
    list.length;
  const prose =
    sides.every((side) => side.length >= 4) &&
    letters(sides[0], (x) => x < gutter[0]) > 20 &&
    letters(sides[1], (x) => x > gutter[0]) > 20;
  const most = prose ? Math.max(1.05 * Math.max(...steps(sides[0])), 2.2 * usual) : 0;
  let last = lastFilled;
  while (last < end) {
    const row = rows[last + 1]!;
    const step = row.baseline - rows[last]!.baseline;
    if (step > Math.max(most, 1.15 * (usual || 1.2 * rows[last]!.size))) break;
    last++;
  }
  return last;
}

/**
 * A row on one side that stands apart from what is above and below, and looks like a title.
 * @param usual the step between the block's rows so far
 */
function isHeadingLike(
  row: Row,
  before: Row,
  after: Row | undefined,
  isLeft: boolean,
  usual: number,
): boolean {
  const step = row.baseline - before.baseline;
  if (step < Math.max((isLeft ? 1.45 : 1.9) * Math.max(row.size, before.size), 1.12 * usual)) return false;
  if (after && after.baseline - row.baseline < 0.95 * row.size) return false;
  const text = textOf(row.words);
  return (
    row.words.every((word) => word.bold) ||
    (isUpper(text) && text.length > 12) ||
    /^(?:ARTICLE|SECTION|EXHIBIT|SCHEDULE)\b/i.test(text) ||
    (/^(?:\d{1,2}|[A-Z])\.\s/.test(text) && text.length < 60 && isTitleCase(text) && !/[.;,]$/.test(text))
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
    const above = best ? aligned(result, rows[i]!, best.gutter) : [];
    const block = best && toBlock([...above, ...rows.slice(i, best.end + 1)], best);
    if (best && block) {
      result.splice(result.length - above.length);
      result.push(block);
      i = best.end + 1;
    } else {
      result.push(row);
      i++;
    }
  }
  return result;
}

/** The row right above a block whose long first column leaves but a narrow gap before the second. */
function aligned(before: readonly (Row | Block)[], first: Row, gutter: Span): Row[] {
  const last = before.at(-1);
  if (!last || 'columns' in last || first.baseline - last.baseline > 4.5 * first.size) return [];
  const edge = first.words.find((word) => word.left >= gutter[1] - 0.5)?.left;
  const left = Math.abs(last.left - first.left) < 0.12 * first.size;
  return left && edge !== undefined && keepsTo(last, edge) ? [last] : [];
}

function toBlock(rows: readonly Row[], found: Candidate): Block | null {
  const size = median(rows.map((row) => row.size));
  // Two rows may leave the same gap white by chance.
  if (found.weight < 3 && width(found.gutter) < 1.5 * size) return null;
  const columns = columnsOf(rows, size);
  return columns.length < 2 ? null : { rows, columns };
}

/** The words of a block that stand in columns `from` to `to`, as rows of their own. */
export function columnRows(block: Block, from: number, to = from): Row[] {
  const lines = linesByColumn(block.rows, block.columns)
    .slice(from, to + 1)
    .flat();
  return rowsOf(lines.flatMap((line) => line.words));
}
