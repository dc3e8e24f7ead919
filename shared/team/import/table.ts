/** CSV as rows of cells. Cells are text, whatever they look like: nothing is computed. */
import { CsvError, parse } from 'csv-parse/sync';
import { invalid } from '../../kernel/problem.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface Row {
  /** As an editor shows it: where the row ends. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly delimiter: Delimiter;
  readonly rows: readonly Row[];
}

/** More are not read; far more than are imported, so that one learns how many there are. */
const MOST_ROWS = 20_000;
const MOST_CELLS = 200;
const SAMPLE_LINES = 30;

/** Excel's own word for the separator, in a first line: `sep=;`. */
const SEPARATOR_LINE = /^sep=(.)(\r\n|\r|\n)/i;

function parsed(text: string, delimiter: Delimiter, to?: number) {
  return parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: false,
    ...(to !== undefined && { to }),
  }) as unknown as { record: string[]; info: { lines: number } }[];
}

/** The separator by which the first rows come apart most evenly into the most columns. */
function delimiterOf(text: string): Delimiter {
  const score = (delimiter: Delimiter) => {
    try {
      const widths = parsed(text, delimiter, SAMPLE_LINES).map(({ record }) => record.length);
      const width = widths[0] ?? 1;
      return width === 1
        ? 0
        : (widths.filter((other) => other === width).length / widths.length) * 100 + width;
    } catch {
      return 0;
    }
  };
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, value: score(delimiter) }));
  return scored.reduce((best, next) => (next.value > best.value ? next : best)).delimiter;
}

/** @throws Problem 400 for a quote that is never closed, and for what is too large */
export function readTable(text: string): Table {
  const announced = SEPARATOR_LINE.exec(text);
  const given = DELIMITERS.find((delimiter) => delimiter === announced?.[1]);
  const body = given === undefined ? text : text.slice(announced?.[0].length);
  const delimiter = given ?? delimiterOf(body);
  const skipped = given === undefined ? 0 : 1;
  try {
    const rows = parsed(body, delimiter, MOST_ROWS + 1)
      .map(({ record, info }) => ({
        line: info.lines + skipped,
        cells: record.slice(0, MOST_CELLS).map((cell) => cell.trim()),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
    return { delimiter, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines + skipped : undefined;
    throw invalid([
      {
        field: 'file',
        code: 'malformed',
        message:
          error.code === 'CSV_QUOTE_NOT_CLOSED'
            ? `a quotation mark is opened and never closed${line === undefined ? '' : ` (before line ${line})`}`
            : 'is not a table that can be read',
      },
    ]);
  }
}

/** A spreadsheet would compute it (OWASP, CSV Injection). */
export const isFormula = (cell: string) => /^[\s]*[=+\-@\t\r]/.test(cell);

/** As a spreadsheet shows it and computes nothing. */
const safeCell = (cell: string) => {
  const plain = isFormula(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n|]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

export const writeTable = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => `${cells.map(safeCell).join(',')}\r\n`).join('');
