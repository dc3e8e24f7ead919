/** Tables as rows of text with what each column means. */
import type { Box, Table } from '../document.ts';
import type { Evidence } from '../extraction.ts';
import type { Source } from './source.ts';

export interface Row {
  /** One text per column; '' where the row has no cell or a struck one. */
  readonly cells: readonly string[];
  readonly evidence: Evidence;
}

export interface Grid {
  readonly header: readonly string[];
  readonly rows: readonly Row[];
  readonly page: number;
  /** The paragraph above the table: its heading or introduction. */
  readonly caption: string;
}

const clean = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').trim();

function union(boxes: readonly (Box | null)[]): Box | null {
  const known = boxes.filter((box) => box !== null);
  if (known.length === 0) return null;
  const left = Math.min(...known.map((box) => box.left));
  const top = Math.min(...known.map((box) => box.top));
  return {
    left,
    top,
    width: Math.max(...known.map((box) => box.left + box.width)) - left,
    height: Math.max(...known.map((box) => box.top + box.height)) - top,
  };
}

const HEADER_WORD =
  /\b(?:item|product|service|description|quantity|qty|unit|price|rate|fee|fees|amount|total|annual|monthly|role|name|title|e-?mail|phone|telephone|contact|measure|metric|target|level|commitment|standard|requirement|id|no|line of business|commission|discount|tier|period|term|start|end|date|milestone|basis|function|for|priority|severity|response|resolution|sku|year|category|capacity|basis|operation|measure|number|annual|yearly|per|commitment|menge|preis|einheit|betrag|anzahl|prix|quantité|montant|precio|cantidad|importe|particulars|instalment|estimate|current|revised|hours|users|seats|cost|charge|billing|department|value|details?)\b/i;

/** How many leading rows are headings, where the reader did not say. */
function headerRows(rows: readonly (readonly string[])[], declared: number): number {
  let heads = declared > 0 ? declared : isHead(rows[0]) ? 1 : isGroups(rows[0]) && isHead(rows[1]) ? 2 : 0;
  // Under a heading that spans columns stand the columns' own.
  while (heads > 0 && heads < 3 && heads < rows.length - 1 && spans(rows[heads - 1]) && isHead(rows[heads]))
    heads++;
  return heads;
}

function isHead(row: readonly string[] | undefined): boolean {
  const filled = (row ?? []).filter((cell) => cell !== '');
  if (filled.length < 2) return false;
  const headed = filled.filter(
    (cell) => HEADER_WORD.test(cell) && !/[$€£@]|\d{3,}|\d[.,]\d/.test(cell) && cell.length < 50,
  ).length;
  return headed >= Math.max(2, filled.length * 0.6);
}

/** "Service, Until 30 June 2026, , , From 1 July 2026, , ": what several columns each are about. */
const isGroups = (row: readonly string[] | undefined): boolean =>
  spans(row) &&
  (row ?? []).filter((cell) => cell !== '').length >= 2 &&
  (row ?? []).every((cell) => !/[$€£¥@%]|\d[.,]\d/.test(cell));

/** A heading row with gaps: some of its cells reach over several columns. */
const spans = (row: readonly string[] | undefined): boolean => (row ?? []).some((cell) => cell === '');

/** "Role, Rate, Role, Rate": two tables side by side are read one after the other. */
function halves(grid: Grid): Grid[] {
  const width = grid.header.length / 2;
  const [left, right] = [grid.header.slice(0, width), grid.header.slice(width)];
  if (
    !Number.isInteger(width) ||
    width < 2 ||
    left.join('|') !== right.join('|') ||
    left.every((cell) => cell === '')
  )
    return [grid];
  return [0, width].map((from) => ({
    ...grid,
    header: left,
    rows: grid.rows
      .map((row) => ({ ...row, cells: row.cells.slice(from, from + width) }))
      .filter((row) => row.cells.some((cell) => cell !== '')),
  }));
}

/** A heading over several columns, at the first of which it stands, for each of them. */
function carried(row: readonly string[]): string[] {
  let group = '';
  return row.map((cell, column) => {
    if (cell !== '') group = cell;
    return column === 0 ? cell : group;
  });
}

const FORMER =
  /\b(?:current(?:ly)?|present|prior|previous(?:ly)?|existing|old|former(?:ly)?|until \S+|through \S+|ending|ended|was|before|hitherto|superseded|bisher(?:ig)?|alt|ancien(?:ne)?|anterior|actual)\b/iu;
const REVISED =
  /\b(?:revised|new|amended|renewed|renewal|updated|restated|after|now|from \S+|changed|neu|nouveau|nouvelle|nuevo|nueva)\b/iu;

/** The columns of an amendment's table that show what was, beside those that show what will be. */
function formerColumns(header: readonly string[]): ReadonlySet<number> {
  const says = (pattern: RegExp) => header.flatMap((cell, column) => (pattern.test(cell) ? [column] : []));
  const revised = says(REVISED);
  const former = says(FORMER).filter((column) => !revised.includes(column));
  return new Set(revised.length > 0 ? former : []);
}

function gridOf(table: Table, page: number, caption: string): Grid {
  const texts: string[][] = Array.from({ length: table.rows }, () =>
    Array.from({ length: table.columns }, () => ''),
  );
  const boxes: (Box | null)[][] = Array.from({ length: table.rows }, () => []);
  for (const cell of table.cells) {
    const row = texts[cell.row];
    if (row === undefined || cell.column >= table.columns) continue;
    if (cell.struck !== true) row[cell.column] = clean(cell.text);
    boxes[cell.row]?.push(cell.box);
  }
  const heads = headerRows(texts, table.headerRows);
  const grouped = texts.slice(0, heads).map((row, index) => (index < heads - 1 ? carried(row) : row));
  const headings = Array.from({ length: table.columns }, (_, column) =>
    clean(grouped.map((row) => row[column] ?? '').join(' ')),
  );
  const former = formerColumns(headings);
  const header = headings.map((heading, column) => (former.has(column) ? '' : heading));
  const rows = texts.slice(heads).map(
    (cells, index): Row => ({
      cells: cells.map((cell, column) => (former.has(column) ? '' : cell)),
      evidence: {
        page,
        quote: cells.filter((cell) => cell !== '').join(' '),
        box: union(boxes[heads + index] ?? []),
      },
    }),
  );
  return { header, rows: rows.filter((row) => row.evidence.quote !== ''), page, caption };
}

/** The last paragraph before a table's first words. */
function captionOf(source: Source, table: Table): string {
  const first = clean(table.cells.find((cell) => cell.text.trim() !== '')?.text ?? '');
  const second = clean(table.cells.filter((cell) => cell.text.trim() !== '')[1]?.text ?? '');
  const at = source.flat.indexOf(`${first} ${second}`);
  if (first === '' || at < 0) return '';
  const before = source.paragraphs.filter((paragraph) => paragraph.end <= at + 1).slice(-2);
  return before.map((paragraph) => source.text.slice(paragraph.start, paragraph.end).slice(-160)).join(' / ');
}

/** All tables; one that goes on over a page break keeps the first part's headings. */
export function gridsOf(source: Source): Grid[] {
  const grids: Grid[] = [];
  for (const page of source.document.pages) {
    for (const table of page.tables) {
      const grid = gridOf(table, page.number, captionOf(source, table));
      const before = grids.at(-1);
      const headless = grid.header.every((cell) => cell === '');
      if (
        before &&
        before.header.length === grid.header.length &&
        (table.continued === true || (headless && before.page === page.number - 1))
      ) {
        const repeated = grid.header.join('|') === before.header.join('|');
        grids.push({
          ...grid,
          header: headless || repeated ? before.header : grid.header,
          caption: grid.caption === '' ? before.caption : `${before.caption} / ${grid.caption}`,
        });
      } else grids.push(grid);
    }
  }
  return grids.flatMap(halves);
}

/** The first column whose heading matches and is not taken. */
export function columnOf(
  header: readonly string[],
  pattern: RegExp,
  taken: ReadonlySet<number> = new Set(),
): number {
  return header.findIndex((cell, index) => !taken.has(index) && pattern.test(cell));
}
