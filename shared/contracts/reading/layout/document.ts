import type { Line, NormalizedDocument, Page, Table } from '../../document.ts';
import { rowParagraphs } from '../table-text.ts';
import { furnitureOf } from './furniture.ts';
import { type Rect, type Rule, toBox, turn, type Word } from './geometry.ts';
import { headingTest } from './headings.ts';
import { type LaidLine, lineOf } from './lines.ts';
import { arrange, type Item } from './page.ts';
import { rowsOf } from './rows.ts';
import { runningLines } from './running.ts';
import type { LaidTable } from './table.ts';

/** Words and lines of a page, turned so that the text runs from left to right. */
export interface RawPage {
  readonly number: number;
  /** Of the page as a viewer shows it, in points. */
  readonly width: number;
  readonly height: number;
  /** Clockwise rotation that was undone, in degrees. */
  readonly rotation: number;
  /** Quarter turns clockwise from the page as shown to the page as read. */
  readonly turns: number;
  readonly words: readonly Word[];
  readonly rules: readonly Rule[];
  /** Tables that are already known; their words are among `words`. */
  readonly tables?: readonly LaidTable[];
  /** How far lines fall per point to the right, undone in `words`. */
  readonly slope?: number;
  /** Text that runs across the page's direction: margin notes, stamps, watermarks. Already in the page's own frame. */
  readonly aside: readonly { readonly text: string; readonly rect: Rect }[];
}

/** Lays out pages: running headers and footers, lines in reading order, tables, headings. */
export function layOut(
  pages: readonly RawPage[],
  about: Pick<NormalizedDocument, 'format' | 'reader'>,
): NormalizedDocument {
  const sizes = pages.map((page) => (page.turns % 2 === 1 ? page.width : page.height));
  const furniture = furnitureOf(pages.map((page, index) => ({ words: free(page), height: sizes[index]! })));
  const arranged = pages.map((page, index) => {
    const running = new Set(furniture[index]!.flatMap(({ row }) => row.words));
    const body = page.words.filter((word) => !running.has(word));
    return arrange(body, page.rules, page.turns % 2 === 1 ? page.height : page.width, page.tables);
  });
  const isHeading = headingTest(arranged.flat().filter((item) => item.kind === 'line'));
  const runs = runningLines(arranged);
  const result: Page[] = [];
  pages.forEach((page, index) => {
    const items = arranged[index]!;
    const running = furniture[index]!;
    const box = boxer(page);
    const lines: Line[] = [];
    const plain = (line: LaidLine, role: Line['role']): Line => ({
      text: line.text,
      box: box(line.rect),
      confidence: line.confidence,
      role,
      ...(line.struck ? { struck: true } : {}),
    });
    const edge = (role: 'header' | 'footer') => {
      for (const { row } of running.filter((entry) => entry.role === role))
        lines.push(plain(lineOf(row), role));
    };
    edge('header');
    items.forEach((item, at) => {
      if (item.kind === 'table') lines.push(...tableLines(item.table, box));
      else
        lines.push(
          plain(
            item,
            runs.has(item)
              ? 'footer'
              : isHeading(item, neighbour(items, at - 1), neighbour(items, at + 1))
                ? 'heading'
                : 'text',
          ),
        );
    });
    for (const note of page.aside)
      lines.push({ text: note.text, box: box(note.rect), confidence: 1, role: 'footer' });
    edge('footer');
    const tables = items.flatMap((item) => (item.kind === 'table' ? [item.table] : []));
    result.push({
      number: page.number,
      width: page.width,
      height: page.height,
      rotation: page.rotation,
      lines,
      tables: tables.map((table, at) => {
        const first =
          at === 0 && items.find((item) => item.kind === 'table' || item.text !== '')?.kind === 'table';
        const previous = index > 0 ? lastTable(arranged[index - 1]!) : null;
        return toTable(table, box, first && previous !== null && continues(previous, table));
      }),
    });
  });
  return { schema: 1, ...about, pages: result };
}

/** Words outside known tables. */
function free(page: RawPage): readonly Word[] {
  if (!page.tables?.length) return page.words;
  const inTable = new Set(page.tables.flatMap((table) => table.cells.flatMap((cell) => cell.words)));
  return page.words.filter((word) => !inTable.has(word));
}

const neighbour = (items: readonly Item[], index: number): LaidLine | null => {
  const item = items[index];
  return item?.kind === 'line' ? item : null;
};

/** The table that a page ends with. */
function lastTable(items: readonly Item[]): LaidTable | null {
  const last = items.at(-1);
  return last?.kind === 'table' ? last.table : null;
}

/** Same columns at the same places: the table goes on. */
function continues(before: LaidTable, after: LaidTable): boolean {
  return (
    before.columns === after.columns &&
    Math.abs(before.rect.left - after.rect.left) < 12 &&
    Math.abs(before.rect.right - after.rect.right) < 0.12 * (before.rect.right - before.rect.left)
  );
}

/** From the frame the page was read in, back to the page as shown. */
function boxer(page: RawPage) {
  const [width, height] = page.turns % 2 === 1 ? [page.height, page.width] : [page.width, page.height];
  return (rect: Rect) =>
    toBox(turn(plainRect(rect), (4 - page.turns) % 4, width, height), page.width, page.height);
}

const plainRect = ({ left, top, right, bottom }: Rect): Rect => ({ left, top, right, bottom });

/** A table's text as lines, row by row; what is struck out stands in lines of its own. */
function tableLines(table: LaidTable, box: (rect: Rect) => Line['box']): Line[] {
  const lines: Line[] = [];
  for (let row = 0; row < table.rows; row++) {
    const inRow = table.cells.filter((cell) => cell.row === row && cell.text !== '');
    for (const struckOut of [false, true])
      for (const { text, cells } of rowParagraphs(
        inRow.filter((cell) => isStruck(cell.words) === struckOut),
      )) {
        const words = cells.flatMap((cell) => cell.words);
        lines.push({
          text,
          box: box(around(words)),
          confidence: sure(words),
          role: 'table',
          ...(struckOut ? { struck: true } : {}),
        });
      }
  }
  return lines;
}

const around = (words: readonly Word[]): Rect => ({
  left: Math.min(...words.map((word) => word.left)),
  top: Math.min(...words.map((word) => word.top)),
  right: Math.max(...words.map((word) => word.right)),
  bottom: Math.max(...words.map((word) => word.bottom)),
});

const sure = (words: readonly Word[]) =>
  words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);

const isStruck = (words: readonly Word[]) => words.length > 0 && words.every((word) => word.struck);

function toTable(table: LaidTable, box: (rect: Rect) => Line['box'], continued: boolean): Table {
  return {
    rows: table.rows,
    columns: table.columns,
    headerRows: table.headerRows,
    box: box(table.rect),
    cells: table.cells.map((cell) => ({
      row: cell.row,
      column: cell.column,
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      text: cell.text,
      box: cell.words.length > 0 ? box(around(cell.words)) : box(cell.rect),
      ...(isStruck(cell.words) ? { struck: true } : {}),
    })),
    ...(continued ? { continued: true } : {}),
  };
}

/** Words of one direction as asides. */
export function asides(words: readonly Word[]): { text: string; rect: Rect }[] {
  return rowsOf(words).map((row) => {
    const line = lineOf(row);
    return { text: line.text, rect: line.rect };
  });
}
