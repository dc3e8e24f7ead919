import type { Cell, Line, NormalizedDocument, Page, Table } from '../../document.ts';
import { raised, tidy } from '../characters.ts';
import { isTitleCase, isUpper, NUMBERED } from '../layout/headings.ts';
import { rowParagraphs } from '../table-text.ts';
import { openWord } from './package.ts';
import { type Node, type Stretch, stretches } from './tree.ts';

/**
 * Reads a DOCX file: paragraphs, line and page breaks, tables with merged cells, automatic numbers, text boxes, footnotes
 * (at the end), headers and footers. What tracked changes deleted is left out.
 * @throws ZipError for an archive that cannot be read; mammoth's errors for damaged XML
 */
export async function readDocxBody(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { tree, headers, footers } = await openWord(bytes);
  const notes: Node[] = [];
  const noteNumber = (reference: Node) => {
    const same = (note: Node) => note.noteId === reference.noteId && note.noteType === reference.noteType;
    const known = notes.findIndex(same);
    return known >= 0 ? known + 1 : notes.push(reference);
  };

  const pages: { lines: Line[]; tables: Table[] }[] = [{ lines: [], tables: [] }];
  for (const text of headers) pages[0]!.lines.push(line(text, 'header'));
  const visit = (node: Node) => {
    if (node.type === 'paragraph') {
      for (const part of splitPages(stretches(node, noteNumber))) {
        if (part === null) pages.push({ lines: [], tables: [] });
        else pages.at(-1)!.lines.push(...paragraphLines(node, part));
      }
    } else if (node.type === 'table') {
      const { table, lines } = tableOf(node, noteNumber);
      if (table.cells.length > 0) pages.at(-1)!.tables.push(table);
      pages.at(-1)!.lines.push(...lines);
    } else for (const child of node.children ?? []) visit(child);
  };
  for (const child of tree.children ?? []) visit(child);

  // Notes may refer to further notes: the list can grow while it is read.
  for (let index = 0; index < notes.length; index++) {
    const body = tree.notes.resolve(notes[index]!)?.body ?? [];
    const text = tidy(body.map((part) => plain(part, noteNumber)).join(' '));
    if (text !== '') pages.at(-1)!.lines.push(line(`${raised(String(index + 1))} ${text}`, 'text'));
  }
  for (const text of footers) pages.at(-1)!.lines.push(line(text, 'footer'));
  const result: Page[] = pages.map((page, index) => ({
    number: index + 1,
    width: 0,
    height: 0,
    rotation: 0,
    ...page,
  }));
  return { schema: 1, format: 'docx', reader: 'mammoth', pages: result };
}

const line = (text: string, role: Line['role'], struck = false): Line => ({
  text,
  box: null,
  confidence: 1,
  role,
  ...(struck ? { struck } : {}),
});

/** A paragraph's parts; null stands for a page break between them. */
function splitPages(parts: readonly Stretch[]): (Stretch[] | null)[] {
  const result: (Stretch[] | null)[] = [[]];
  for (const part of parts) {
    if (part.text === '\f') result.push(null, []);
    else (result.at(-1) as Stretch[]).push(part);
  }
  return result;
}

/** One line for each line break, and for each change between struck and valid words. */
function paragraphLines(paragraph: Node, parts: readonly Stretch[]): Line[] {
  const groups: { text: string; struck: boolean; bold: boolean; size: number }[] = [];
  let fresh = true;
  for (const part of parts) {
    if (part.text === '\n') {
      fresh = true;
      continue;
    }
    const last = groups.at(-1);
    // Blanks between words take the look of what is around them.
    if (last && !fresh && (last.struck === part.struck || part.text.trim() === '')) {
      last.text += part.text;
      last.bold &&= part.bold || part.text.trim() === '';
    } else groups.push({ text: part.text, struck: part.struck, bold: part.bold, size: part.size ?? 0 });
    fresh = false;
  }
  return groups.flatMap(({ text, struck, bold }) => {
    const clean = tidy(text);
    if (clean === '') return [];
    return [line(clean, isHeading(paragraph, clean, bold) ? 'heading' : 'text', struck)];
  });
}

function isHeading(paragraph: Node, text: string, bold: boolean): boolean {
  if (text.length > 140 || !/\p{L}{2}/u.test(text)) return false;
  // Some documents style whole clauses as headings, to have them numbered.
  const sentences = text.length > 60 && /[.;]$/.test(text);
  if (/^(?:heading \d|title|subtitle)/i.test(paragraph.styleName ?? '') && !sentences) return true;
  if (sentences || /[,;]$|_{3,}|@/.test(text)) return false;
  if (bold && text.length <= 100 && !/\.\s+\p{Lu}/u.test(text.replace(NUMBERED, ''))) return true;
  if (isUpper(text) && text.length <= 80 && /\p{L}{4}/u.test(text)) return true;
  const title = text.replace(NUMBERED, '').replace(/^[.):\s–—-]+/, '');
  return (
    NUMBERED.test(text) && text.length <= 80 && title !== '' && isTitleCase(title) && !/[.;]$/.test(title)
  );
}

/** The text of a node and what it holds, valid words only, paragraphs and line breaks as `\n`. */
function plain(node: Node, noteNumber: (reference: Node) => number): string {
  if (node.type === 'paragraph')
    return stretches(node, noteNumber)
      .filter((part) => !part.struck)
      .map((part) => (part.text === '\f' ? '\n' : part.text))
      .join('');
  return (node.children ?? [])
    .map((child) => plain(child, noteNumber))
    .filter((text) => text.trim() !== '')
    .join('\n');
}

function tableOf(node: Node, noteNumber: (reference: Node) => number): { table: Table; lines: Line[] } {
  const rows = (node.children ?? []).filter((child) => child.type === 'tableRow');
  const taken: boolean[][] = [];
  const cells: (Cell & { readonly bold: boolean })[] = [];
  rows.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row.children ?? []) {
      while (taken[rowIndex]?.[column]) column++;
      const [rowSpan, columnSpan] = [cell.rowSpan ?? 1, cell.colSpan ?? 1];
      for (let r = rowIndex; r < rowIndex + rowSpan; r++) {
        taken[r] ??= [];
        for (let c = column; c < column + columnSpan; c++) taken[r]![c] = true;
      }
      cells.push({ row: rowIndex, column, rowSpan, columnSpan, box: null, ...cellContent(cell, noteNumber) });
      column += columnSpan;
    }
  });
  const marked = rows.findIndex((row) => row.isHeader !== true);
  const headerRows = marked > 0 ? marked : boldRows(cells, rows.length);
  const table: Table = {
    cells: cells.map(({ bold: _, ...cell }) => cell),
    rows: rows.length,
    columns: Math.max(0, ...cells.map((cell) => cell.column + cell.columnSpan)),
    box: null,
    headerRows,
  };
  const lines = rows.flatMap((_, row) =>
    rowLines(cells.filter((cell) => cell.row === row && cell.text !== '')),
  );
  return { table, lines };
}

function cellContent(
  cell: Node,
  noteNumber: (reference: Node) => number,
): { text: string; bold: boolean; struck?: boolean } {
  const parts: Stretch[] = [];
  const collect = (node: Node) => {
    if (node.type === 'paragraph') parts.push(...stretches(node, noteNumber));
    else for (const child of node.children ?? []) collect(child);
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
  const text = struck ? clean(parts.map((part) => part.text).join('')) : clean(plain(cell, noteNumber));
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
