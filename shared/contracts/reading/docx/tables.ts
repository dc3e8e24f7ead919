import type { Cell, Line, Table } from '../../document.ts';
import { tidy } from '../characters.ts';
import { readsByColumn } from '../side-by-side.ts';
import { rowParagraphs } from '../table-text.ts';
import { type Node, type Stretch, stretches } from './tree.ts';

/** Gives the printed number of a footnote reference. */
export type NoteNumber = (reference: Node) => number;

/** Tables within tables within tables are layout, or a trap: what is deeper is read as text. */
const MAX_DEPTH = 8;
/** More columns, or rows that a cell spans, than fit on paper. */
const MAX_SPAN = 200;

export const line = (text: string, role: Line['role'], struck = false): Line => ({
  text,
  box: null,
  confidence: 1,
  role,
  ...(struck ? { struck } : {}),
});

/** The text of a node and what it holds, valid words only, paragraphs and line breaks as `\n`. */
export function plain(node: Node, noteNumber: NoteNumber, skips?: (node: Node) => boolean): string {
  if (node.type === 'paragraph')
    return stretches(node, noteNumber)
      .filter((part) => !part.struck)
      .map((part) => (part.text === '\f' ? '\n' : part.text))
      .join('');
  return (node.children ?? [])
    .filter((child) => skips?.(child) !== true)
    .map((child) => plain(child, noteNumber, skips))
    .filter((text) => text.trim() !== '')
    .join('\n');
}

interface Placed extends Cell {
  readonly bold: boolean;
  readonly node: Node;
}

/**
 * Reads a table, the tables in its cells after the row they stand in; or gives its cells column by column, where each
 * column is a text of its own.
 */
export function readTable(
  node: Node,
  noteNumber: NoteNumber,
  depth = 1,
):
  | { readonly tables: readonly Table[]; readonly lines: readonly Line[] }
  | { readonly columns: readonly (readonly Node[])[] } {
  const rows = (node.children ?? []).filter((child) => child.type === 'tableRow');
  const cells = placedCells(rows, noteNumber, depth);
  const width = Math.max(0, ...cells.map((cell) => cell.column + cell.columnSpan));
  if (depth === 1 && cells.every((cell) => cell.columnSpan === 1 && cell.rowSpan === 1)) {
    const columns = Array.from({ length: Math.min(width, 4) }, (_, column) =>
      cells.filter((cell) => cell.column === column),
    );
    if (readsByColumn(columns.map((list) => list.flatMap((cell) => cell.text.split('\n')))))
      return { columns: columns.map((list) => list.map((cell) => cell.node)) };
  }
  const marked = rows.findIndex((row) => row.isHeader !== true);
  const headerRows = marked > 0 ? marked : boldRows(cells, rows.length);
  const table: Table = {
    cells: cells.map(({ bold: _, node: __, ...cell }) => cell),
    rows: rows.length,
    columns: width,
    box: null,
    headerRows,
  };
  const tables: Table[] = cells.some((cell) => cell.text !== '') ? [table] : [];
  const lines: Line[] = [];
  for (let row = 0; row < rows.length; row++) {
    const inRow = cells.filter((cell) => cell.row === row);
    lines.push(...rowLines(inRow.filter((cell) => cell.text !== '')));
    if (depth >= MAX_DEPTH) continue;
    for (const inner of inRow.flatMap((cell) => innerTables(cell.node))) {
      const read = readTable(inner, noteNumber, depth + 1);
      if ('columns' in read) continue;
      tables.push(...read.tables);
      lines.push(...read.lines);
    }
  }
  return { tables, lines };
}

function placedCells(rows: readonly Node[], noteNumber: NoteNumber, depth: number): Placed[] {
  const taken: boolean[][] = [];
  const cells: Placed[] = [];
  rows.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row.children ?? []) {
      while (taken[rowIndex]?.[column]) column++;
      const rowSpan = Math.min(cell.rowSpan ?? 1, rows.length - rowIndex, MAX_SPAN);
      const columnSpan = Math.min(cell.colSpan ?? 1, MAX_SPAN);
      for (let r = rowIndex; r < rowIndex + rowSpan; r++) {
        taken[r] ??= [];
        for (let c = column; c < column + columnSpan; c++) taken[r]![c] = true;
      }
      const content = cellContent(cell, noteNumber, depth < MAX_DEPTH);
      cells.push({ row: rowIndex, column, rowSpan, columnSpan, box: null, node: cell, ...content });
      column += columnSpan;
    }
  });
  return cells;
}

/** The tables in a cell, outermost only. */
const innerTables = (node: Node): Node[] =>
  (node.children ?? []).flatMap((child) => (child.type === 'table' ? [child] : innerTables(child)));

function cellContent(
  cell: Node,
  noteNumber: NoteNumber,
  apart: boolean,
): { text: string; bold: boolean; struck?: boolean } {
  const skips = (node: Node) => apart && node.type === 'table';
  const parts: Stretch[] = [];
  const collect = (node: Node) => {
    if (node.type === 'paragraph') parts.push(...stretches(node, noteNumber));
    else for (const child of node.children ?? []) if (!skips(child)) collect(child);
  };
  collect(cell);
  const words = parts.filter((part) => part.text.trim() !== '');
  const struck = words.length > 0 && words.every((part) => part.struck);
  const clean = (text: string) =>
    text
      .split('\n')
      .map(tidy)
      .filter((part) => part !== '')
      .join('\n');
  const text = struck
    ? clean(parts.map((part) => part.text).join(''))
    : clean(plain(cell, noteNumber, skips));
  return { text, bold: words.length > 0 && words.every((part) => part.bold), ...(struck ? { struck } : {}) };
}

/** The first row, when it alone is bold. */
function boldRows(cells: readonly (Cell & { readonly bold: boolean })[], rows: number): number {
  const bold = (row: number) => {
    const filled = cells.filter((cell) => cell.row === row && cell.text !== '');
    return filled.length > 1 && filled.every((cell) => cell.bold);
  };
  return rows > 1 && bold(0) && !bold(1) ? 1 : 0;
}

function rowLines(cells: readonly Cell[]): Line[] {
  const parts = (struck: boolean) =>
    rowParagraphs(cells.filter((cell) => (cell.struck === true) === struck)).map(({ text }) =>
      line(text, 'table', struck),
    );
  return [...parts(false), ...parts(true)];
}
