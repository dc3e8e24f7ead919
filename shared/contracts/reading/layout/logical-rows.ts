import { median, type Rule } from './geometry.ts';
import { isNumeric, LABEL, type Piece, type Span, splitAt } from './pieces.ts';
import type { Row } from './rows.ts';

/** A piece with the columns it stands in. */
export interface Placed extends Piece {
  readonly row: Row;
  readonly column: number;
  readonly span: number;
}

interface Open {
  readonly pieces: Placed[];
  last: Row;
  /** Whether the first column has ended while others go on. */
  labelled: boolean;
}

const has = (pieces: readonly Placed[], column: number) => pieces.some((piece) => piece.column === column);

/** Gathers the printed lines of a table without borders to rows, whose cells may have several lines. */
export function logicalRows(
  rows: readonly Row[],
  columns: readonly Span[],
  rules: readonly Rule[],
): (readonly Placed[])[] {
  const placed = rows.map((row) => placedPieces(row, columns));
  const [from, to] = [columns[0]![0], columns.at(-1)![1]];
  const flat = rules.filter((rule) => rule.right - rule.left > 20 && rule.bottom - rule.top < 4);
  const isRuled = (above: Row, below: Row, part = 0) =>
    flat.some(
      (rule) =>
        rule.top > above.baseline - 1 &&
        rule.bottom < below.baseline - 0.5 * below.size &&
        Math.min(rule.right, to) - Math.max(rule.left, from) >= part * (to - from),
    );
  const parted = rows.map((row, index) => index > 0 && isRuled(rows[index - 1]!, row));
  const ruled = separates(
    placed,
    rows.map((row, index) => index === 0 || isRuled(rows[index - 1]!, row, 0.6)),
  );
  const { tight, loose } = pitchesOf(placed, columns.length);

  const logical: Open[] = [];
  rows.forEach((row, index) => {
    const pieces = placed[index]!;
    const open = logical.at(-1);
    const starts =
      !open ||
      parted[index]! ||
      (!ruled && startsRow(open, pieces, row, { columns, tight, loose, first: logical.length === 1 }));
    if (!starts) {
      if (has(open.pieces, 0) && !has(pieces, 0)) open.labelled = true;
      open.pieces.push(...pieces);
      open.last = row;
    } else logical.push({ pieces: [...pieces], last: row, labelled: false });
  });
  return logical.map((entry) => entry.pieces);
}

function placedPieces(row: Row, columns: readonly Span[]): Placed[] {
  const borders = columns.slice(1).map(([from], index) => (columns[index]![1] + from) / 2);
  return splitAt(row, borders).map((piece) => {
    // A heading may be wider than what stands below it: the column that it covers most is its own.
    const covered = columns.map(([from, to]) => Math.min(to, piece.right) - Math.max(from, piece.left));
    const most = covered.indexOf(Math.max(...covered));
    const touched = (at: number) => covered[at]! > 0.3 * (columns[at]![1] - columns[at]![0]);
    let [first, last] = [most, most];
    while (first > 0 && touched(first - 1)) first--;
    while (last + 1 < columns.length && touched(last + 1)) last++;
    return { ...piece, row, column: first, span: last - first + 1 };
  });
}

/**
 * The step between wrapped lines, and the least that parts rows: rows are often set a little farther apart. Measured in
 * each column, since cells set at middle height stand between the lines of others.
 */
function pitchesOf(
  placed: readonly (readonly Placed[])[],
  columns: number,
): { tight: number; loose: number } {
  const all = placed.flat();
  const size = median(all.map((piece) => piece.row.size));
  const steps = Array.from({ length: columns }, (_, column) => {
    const lines = all.filter((piece) => piece.column === column).map((piece) => piece.row.baseline);
    return lines.slice(1).map((line, index) => line - lines[index]!);
  })
    .flat()
    .filter((step) => step > 0.8 * size)
    .toSorted((a, b) => a - b);
  const tight = steps[0] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i < steps.length && steps[i - 1]! < 1.5 * size; i++) {
    const [below, above] = [steps[i - 1]!, steps[i]!];
    if (above > 1.12 * below && above - below > 1.2) return { tight, loose: (below + above) / 2 };
  }
  return { tight, loose: 1.3 * tight };
}

/** Whether the lines drawn between rows part all of them: then no stretch between two holds stacked numbers. */
function separates(placed: readonly (readonly Placed[])[], starts: readonly boolean[]): boolean {
  const bands: Placed[][] = [];
  placed.forEach((pieces, index) => {
    if (starts[index]) bands.push([...pieces]);
    else bands.at(-1)!.push(...pieces);
  });
  return (
    bands.length >= 3 &&
    bands.every((band) => {
      const numbers = band.filter((piece) => isNumeric(piece.text)).map((piece) => piece.column);
      const labels = band.filter((piece) => piece.column === 0 && !/^\p{Ll}/u.test(piece.text)).length;
      return new Set(numbers).size === numbers.length && labels <= 3;
    })
  );
}

interface Measures {
  readonly columns: readonly Span[];
  readonly tight: number;
  readonly loose: number;
  /** Whether the open row is the table's first. */
  readonly first: boolean;
}

function startsRow(open: Open, pieces: readonly Placed[], row: Row, measures: Measures): boolean {
  const { columns, tight, loose, first } = measures;
  const pitch = row.baseline - open.last.baseline;
  if (pitch < 0.8 * row.size) return false;
  if (pitch > loose) return true;
  const cell = (column: number) => open.pieces.filter((piece) => piece.column === column);
  if (
    pieces.some((piece) => isNumeric(piece.text) && cell(piece.column).some((other) => isNumeric(other.text)))
  )
    return true;
  if (pieces[0]?.column === 0 && pieces.length > 1 && LABEL.test(pieces[0].text)) return true;
  const mail = /^\S+@\S+$/;
  if (
    pieces.some((piece) => mail.test(piece.text) && cell(piece.column).some((other) => mail.test(other.text)))
  )
    return true;
  // Headings of several lines, ended at the bottom.
  const bold = (list: readonly Placed[]) => list.every((piece) => piece.words.every((word) => word.bold));
  if (first && pieces.length > 1 && bold(pieces) && bold(open.pieces) && pitch < 1.1 * tight) return false;
  // A label after lines without one.
  if (open.labelled && has(pieces, 0) && !/^\p{Ll}/u.test(pieces[0]!.text)) return true;
  const used = new Set(open.pieces.map((piece) => piece.column));
  // A piece goes on when it could not have stood on the line above.
  let sure = pieces.length === 1 || pieces.every((piece) => piece.column > 0);
  const continues = (piece: Placed) => {
    const above = cell(piece.column).at(-1);
    if (!above || above.text.endsWith(':')) return false;
    if (/^[\p{Ll}(&]/u.test(piece.text) || /(?:[,&/-]|\b(?:and|or|of|the|to|for|with))$/u.test(above.text)) {
      sure = true;
      return true;
    }
    const edge = columns[Math.min(columns.length - 1, piece.column + piece.span - 1)]![1];
    const word = piece.words[0]!;
    // Lines of one cell do not stand so far apart.
    if (pitch > 1.65 * row.size) return false;
    return above.right + 0.3 * row.size + (word.right - word.left) > edge;
  };
  // A tall cell, beside which the others stand at middle height.
  const [only] = used;
  if (used.size === 1 && pieces.length > 1) {
    const piece = pieces.find((other) => other.column === only);
    const [left, right] = columns[only!]!;
    const full = open.pieces.every(
      (other) => other.text.length >= 24 && other.right - other.left > 0.8 * (right - left),
    );
    if (piece && full && /^\p{Ll}/u.test(piece.text) && continues(piece)) return false;
  }
  if (pieces.every(continues) && sure)
    return pieces.length === columns.length && pieces.some((piece) => isNumeric(piece.text));
  // Without anything in the first column the row hangs on the one above.
  return has(pieces, 0) || pieces.some((piece) => !used.has(piece.column) && pieces.length > 1);
}
