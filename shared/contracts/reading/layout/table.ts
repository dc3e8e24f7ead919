import { joinHyphen } from '../hyphens.ts';
import { type Block, isNumeric, type Piece, piecesOf } from './blocks.ts';
import { type Rect, type Rule, union, type Word } from './geometry.ts';
import { type Row, rowsOf, textOf } from './rows.ts';
import type { Grid } from './ruled.ts';

/** A cell before it is turned into fractions of the page. */
export interface LaidCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Hard line breaks as `\n`; lines that were wrapped are joined. */
  readonly text: string;
  readonly rect: Rect;
  readonly words: readonly Word[];
}

export interface LaidTable {
  readonly rect: Rect;
  readonly rows: number;
  readonly columns: number;
  readonly headerRows: number;
  readonly cells: readonly LaidCell[];
}

/** Joins the lines of a cell. A line that left room for the next one's first word was ended on purpose. */
export function cellText(rows: readonly Row[], right: number): string {
  let text = '';
  rows.forEach((row, index) => {
    const line = textOf(row.words);
    const before = rows[index - 1];
    if (!before) text = line;
    else {
      const first = row.words[0]!;
      const fits = before.right + 0.3 * row.size + (first.right - first.left) < right - 0.2 * row.size;
      const apart = row.baseline - before.baseline > 1.8 * row.size;
      // Addresses that are longer than their cell are cut anywhere.
      if (/(?:@|:\/\/)\S*$/.test(text) && row.words.length === 1 && /^[\p{Ll}.\d/]/u.test(line)) text += line;
      else if (/[\p{L}\d]-$/u.test(text) && /^[\p{L}\d]/u.test(line) && !fits) text = joinHyphen(text, line);
      else text += (fits && !/^\p{Ll}/u.test(line)) || apart ? `\n${line}` : ` ${line}`;
    }
  });
  return text;
}

/** Makes a table of a grid drawn with lines. */
export function fromGrid(grid: Grid): LaidTable {
  const cells = grid.cells.map((cell) => ({
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    rect: cell.rect,
    words: cell.words,
    text: cellText(rowsOf(cell.words), cell.rect.right - 4),
  }));
  return {
    rect: grid.rect,
    rows: grid.rows,
    columns: grid.columns,
    cells,
    headerRows: headerRows(cells, grid.rows),
  };
}

/** Makes a table of rows that are only aligned. Lines between rows, where drawn, part them. */
export function fromBlock(block: Block, rules: readonly Rule[]): LaidTable {
  const { columns } = block;
  const flat = rules.filter((rule) => rule.right - rule.left > 20 && rule.bottom - rule.top < 4);
  const placeOf = (piece: Piece) => {
    // A heading may be wider than what stands below it: the column that it covers most is its own.
    const covered = columns.map(([from, to]) => Math.min(to, piece.right) - Math.max(from, piece.left));
    const most = covered.indexOf(Math.max(...covered));
    const touched = (at: number) => covered[at]! > 0.3 * (columns[at]![1] - columns[at]![0]);
    let [first, last] = [most, most];
    while (first > 0 && touched(first - 1)) first--;
    while (last + 1 < columns.length && touched(last + 1)) last++;
    return { column: first, span: last - first + 1 };
  };
  const logical: { pieces: (Piece & { row: Row; column: number; span: number })[]; last: Row }[] = [];
  const pitches = block.rows.slice(1).map((row, index) => row.baseline - block.rows[index]!.baseline);
  const tight = Math.min(
    ...pitches.filter((pitch) => pitch > 0.8 * block.rows[0]!.size),
    Number.POSITIVE_INFINITY,
  );

  for (const row of block.rows) {
    const pieces = piecesOf(row).map((piece) => ({ ...piece, row, ...placeOf(piece) }));
    const open = logical.at(-1);
    if (open && !startsRow(open, pieces, row)) {
      open.pieces.push(...pieces);
      open.last = row;
    } else logical.push({ pieces, last: row });
  }

  function startsRow(
    open: (typeof logical)[number],
    pieces: (typeof logical)[number]['pieces'],
    row: Row,
  ): boolean {
    const pitch = row.baseline - open.last.baseline;
    if (flat.some((rule) => rule.top > open.last.baseline - 1 && rule.bottom < row.baseline - 0.5 * row.size))
      return true;
    if (pitch < 0.8 * row.size) return false;
    if (pitch > 1.3 * tight) return true;
    const cell = (column: number) => open.pieces.filter((piece) => piece.column === column);
    if (
      pieces.some(
        (piece) => isNumeric(piece.text) && cell(piece.column).some((other) => isNumeric(other.text)),
      )
    )
      return true;
    // A piece goes on when it could not have stood on the line above.
    let sure = pieces.length === 1 || pieces.every((piece) => piece.column > 0);
    const goesOn = pieces.every((piece) => {
      const above = cell(piece.column).at(-1);
      if (!above || above.text.endsWith(':')) return false;
      if (
        /^[\p{Ll}(&]/u.test(piece.text) ||
        /(?:[,&/-]|\b(?:and|or|of|the|to|for|with))$/u.test(above.text)
      ) {
        sure = true;
        return true;
      }
      const edge = columns[Math.min(columns.length - 1, piece.column + piece.span - 1)]![1];
      const first = piece.words[0]!;
      return above.right + 0.3 * row.size + (first.right - first.left) > edge;
    });
    if (goesOn && sure)
      return pieces.length === columns.length && pieces.some((piece) => isNumeric(piece.text));
    // Without anything in the first column the row hangs on the one above.
    return (
      pieces.some((piece) => piece.column === 0) ||
      pieces.some((piece) => cell(piece.column).length === 0 && pieces.length > 1)
    );
  }

  const cells: LaidCell[] = logical.flatMap(({ pieces }, index) =>
    columns.flatMap((_, column) => {
      const inside = pieces.filter((piece) => piece.column === column);
      if (inside.length === 0) return [];
      const words = inside.flatMap((piece) => piece.words);
      const columnSpan = Math.min(columns.length - column, Math.max(...inside.map((piece) => piece.span)));
      const edge = columns[column + columnSpan - 1]![1];
      const text = cellText(rowsOf(words), edge);
      return [{ row: index, column, rowSpan: 1, columnSpan, rect: union(words), words, text }];
    }),
  );
  return {
    rect: union(block.rows),
    rows: logical.length,
    columns: columns.length,
    cells,
    headerRows: headerRows(cells, logical.length),
  };
}

/** The first rows that name the columns instead of filling them. */
export function headerRows(cells: readonly LaidCell[], rows: number): number {
  if (rows < 2) return 0;
  const row = (index: number) => cells.filter((cell) => cell.row === index && cell.text !== '');
  const bold = (list: readonly LaidCell[]) =>
    list.length > 0 && list.every((cell) => cell.words.every((word) => word.bold));
  let count = 0;
  while (count < Math.min(3, rows - 1) && bold(row(count))) count++;
  if (count > 0) return bold(row(count)) ? 0 : count;
  const first = row(0);
  if (
    first.length < 2 ||
    first.some((cell) => /\d/.test(cell.text) || cell.text.length > 40 || cell.text.endsWith(':'))
  )
    return 0;
  const body = cells.filter((cell) => cell.row > 0);
  const telling = first.some((head) => {
    const column = body.filter((cell) => cell.column === head.column);
    return column.length > 0 && column.filter((cell) => /\d|@/.test(cell.text)).length >= 0.6 * column.length;
  });
  return telling ? 1 : 0;
}
