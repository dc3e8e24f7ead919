import { joinHyphen } from '../hyphens.ts';
import type { Block } from './blocks.ts';
import { type Rect, type Rule, union, type Word } from './geometry.ts';
import { logicalRows } from './logical-rows.ts';
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

/** A line that is an address or a number to call stands by itself. */
const CONTACT = /^(?:\S+@\S+\.\w+|\+?\(?\d[\d ().-]{7,}\d)$/;
const LOOSE_END = /(?:[,&/-]|\b(?:and|or|of|the|to|for|with|in|by|a|an))$/i;

/**
 * Joins the lines of a cell. A line that left room for the next one's first word was ended on purpose; so was one among
 * several such that ends like a line of a list.
 */
export function cellText(rows: readonly Row[], right: number): string {
  const lines = rows.map((row) => textOf(row.words));
  const hasRoom = rows.map((row, index) => {
    const before = rows[index - 1];
    const first = row.words[0]!;
    return (
      before !== undefined &&
      before.right + 0.3 * row.size + (first.right - first.left) < right - 0.2 * row.size &&
      !/^\p{Ll}/u.test(lines[index]!)
    );
  });
  const isList = rows.length >= 3 && hasRoom.filter(Boolean).length >= 0.5 * (rows.length - 1);
  let text = lines[0] ?? '';
  for (let index = 1; index < rows.length; index++) {
    const [line, row, before] = [lines[index]!, rows[index]!, rows[index - 1]!];
    const apart = row.baseline - before.baseline > 1.8 * row.size;
    const ended =
      CONTACT.test(line) || (isList && /^[\p{Lu}\d+(]/u.test(line) && !LOOSE_END.test(lines[index - 1]!));
    // Addresses that are longer than their cell are cut anywhere.
    if (
      /(?:@|:\/\/)\S*$/.test(text) &&
      row.words.length === 1 &&
      /^[\p{Ll}.\d/]\S*$/u.test(line) &&
      !line.includes('@')
    )
      text += line;
    else if (/[\p{L}\d]-$/u.test(text) && /^[\p{L}\d]/u.test(line) && !hasRoom[index])
      text = joinHyphen(text, line);
    else text += hasRoom[index] || ended || apart ? `\n${line}` : ` ${line}`;
  }
  return text;
}

/** Where part of a cell is struck out, what stands is the cell, and what was struck out one beside it. */
function standing(cell: LaidCell): LaidCell[] {
  const kept = cell.words.filter((word) => !word.struck);
  if (kept.length === 0 || kept.length === cell.words.length) return [cell];
  return [kept, cell.words.filter((word) => word.struck)].map((words) => ({
    ...cell,
    words,
    text: cellText(rowsOf(words), cell.rect.right - 4),
  }));
}

/** Makes a table of a grid drawn with lines. */
export function fromGrid(grid: Grid): LaidTable {
  const cells = grid.cells.flatMap((cell) =>
    standing({
      row: cell.row,
      column: cell.column,
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      rect: cell.rect,
      words: cell.words,
      text: cellText(rowsOf(cell.words), cell.rect.right - 4),
    }),
  );
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
  const logical = logicalRows(block.rows, columns, rules);
  const cells: LaidCell[] = logical.flatMap((pieces, index) =>
    columns.flatMap((_, column) => {
      const inside = pieces.filter((piece) => piece.column === column);
      if (inside.length === 0) return [];
      const words = inside.flatMap((piece) => piece.words);
      const columnSpan = Math.min(columns.length - column, Math.max(...inside.map((piece) => piece.span)));
      const edge = columns[column + columnSpan - 1]![1];
      const text = cellText(rowsOf(words), edge);
      return standing({ row: index, column, rowSpan: 1, columnSpan, rect: union(words), words, text });
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
