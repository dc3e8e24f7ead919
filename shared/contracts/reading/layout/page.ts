import { type Block, blocksOf, columnRows } from './blocks.ts';
import { type Drawn, drawnParts } from './drawn.ts';
import { type Rect, type Rule, union, type Word } from './geometry.ts';
import { kindOf } from './kinds.ts';
import { withoutLeaders } from './leaders.ts';
import { type Row, rowsOf, textOf } from './rows.ts';
import { fromBlock, type LaidTable } from './table.ts';

/** A line before it is turned into fractions of the page. */
export interface LaidLine {
  readonly kind: 'line';
  readonly text: string;
  readonly rect: Rect;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly confidence: number;
  readonly struck: boolean;
  /** Whatever made the words says that they are a heading. */
  readonly titled: boolean;
}

export interface LaidTableItem {
  readonly kind: 'table';
  readonly table: LaidTable;
}

export type Item = LaidLine | LaidTableItem;

/** Columns within columns within columns are a trap. */
const MAX_DEPTH = 4;

/**
 * Puts the words of a page into reading order: lines and tables from top to bottom, column by column.
 * @param given tables that are already known; others are found by their lines and by alignment
 */
export function arrange(
  words: readonly Word[],
  rules: readonly Rule[],
  pageWidth: number,
  given: readonly LaidTable[] = [],
): Item[] {
  const found: readonly Drawn[] =
    given.length > 0 ? given.map((table) => ({ rect: table.rect, table })) : drawnParts(words, rules);
  const parts = found.toSorted((a, b) => a.rect.top - b.rect.top);
  const inPart = new Set(
    parts.flatMap((part) =>
      'table' in part ? part.table.cells.flatMap((cell) => cell.words) : part.texts.flat(),
    ),
  );
  const items: Item[] = [];
  let rest = words.filter((word) => !inPart.has(word));
  const put = (text: readonly Word[], depth = 0) =>
    items.push(...arrangeRows(rowsOf(text), rules, pageWidth, depth));
  for (const part of parts) {
    const { rect } = part;
    const above = rest.filter((word) => word.baseline <= rect.top + 2);
    const beside = rest.filter((word) => word.baseline > rect.top + 2 && word.baseline < rect.bottom);
    const taken = new Set([...above, ...beside]);
    rest = rest.filter((word) => !taken.has(word));
    put(above);
    put(beside.filter((word) => word.right <= rect.left + 2));
    if ('table' in part) items.push({ kind: 'table', table: part.table });
    else for (const text of part.texts) put(text, 1);
    put(beside.filter((word) => word.right > rect.left + 2));
  }
  put(rest);
  return items;
}

function arrangeRows(rows: readonly Row[], rules: readonly Rule[], pageWidth: number, depth: number): Item[] {
  if (depth > MAX_DEPTH) return rows.flatMap(linesOf);
  return blocksOf(rows.map(withoutLeaders)).flatMap((part): Item[] => {
    if (!('columns' in part)) return linesOf(part);
    return arrangeBlock(part, rules, pageWidth, depth);
  });
}

function arrangeBlock(block: Block, rules: readonly Rule[], pageWidth: number, depth: number): Item[] {
  const found = kindOf(block, { pageWidth, rules });
  if (found.kind === 'columns')
    return found.starts.flatMap((from, index) => {
      const to = (found.starts[index + 1] ?? block.columns.length) - 1;
      return arrangeRows(columnRows(block, from, to), rules, pageWidth, depth + 1);
    });
  if (found.kind === 'lines') return block.rows.flatMap(linesOf);
  const table = fromBlock(block, rules);
  return table.rows < 2 ? block.rows.flatMap(linesOf) : [{ kind: 'table', table }];
}

/** The lines of a row: words that are struck out stand in lines of their own. */
function linesOf(row: Row): LaidLine[] {
  const groups: Word[][] = [];
  for (const word of row.words) {
    if (groups.at(-1)?.[0]?.struck === word.struck) groups.at(-1)!.push(word);
    else groups.push([word]);
  }
  return groups.map((words) => lineOf({ ...row, ...union(words), words }));
}

/** Makes a line of a row. */
export function lineOf(row: Row): LaidLine {
  const letters = row.words.reduce((sum, word) => sum + word.text.length, 0);
  const weigh = (value: (word: Word) => number) =>
    row.words.reduce((sum, word) => sum + value(word) * word.text.length, 0) / Math.max(1, letters);
  return {
    kind: 'line',
    text: textOf(row.words),
    rect: union(row.words),
    baseline: row.baseline,
    size: row.size,
    bold: weigh((word) => (word.bold ? 1 : 0)) > 0.9,
    confidence: weigh((word) => word.confidence),
    struck: weigh((word) => (word.struck ? 1 : 0)) > 0.8,
    titled: row.words.every((word) => word.mark === 'heading'),
  };
}
