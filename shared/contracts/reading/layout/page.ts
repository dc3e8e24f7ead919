import { type Block, blocksOf, columnRows, kindOf } from './blocks.ts';
import { type Rect, type Rule, union, type Word } from './geometry.ts';
import { type Row, rowsOf, textOf } from './rows.ts';
import { type Grid, ruledTables } from './ruled.ts';
import { fromBlock, fromGrid, type LaidTable } from './table.ts';

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
}

export interface LaidTableItem {
  readonly kind: 'table';
  readonly table: LaidTable;
}

export type Item = LaidLine | LaidTableItem;

/** Columns within columns within columns are a trap. */
const MAX_DEPTH = 4;

/** Puts the words of a page into reading order: lines and tables from top to bottom, column by column. */
export function arrange(words: readonly Word[], rules: readonly Rule[], pageWidth: number): Item[] {
  const grids = ruledTables(words, rules).toSorted((a, b) => a.rect.top - b.rect.top);
  const inGrid = new Set(grids.flatMap((grid) => grid.cells.flatMap((cell) => cell.words)));
  const free = words.filter((word) => !inGrid.has(word));
  const items: Item[] = [];
  let rest = free;
  for (const grid of grids) {
    const above = rest.filter((word) => word.baseline <= grid.rect.top + 2);
    const beside = rest.filter(
      (word) => word.baseline > grid.rect.top + 2 && word.baseline < grid.rect.bottom,
    );
    const taken = new Set([...above, ...beside]);
    rest = rest.filter((word) => !taken.has(word));
    items.push(...flowOf(above, rules, pageWidth, 0));
    items.push(
      ...flowOf(
        beside.filter((word) => word.right <= grid.rect.left + 2),
        rules,
        pageWidth,
        0,
      ),
    );
    items.push(tableItem(grid));
    items.push(
      ...flowOf(
        beside.filter((word) => word.right > grid.rect.left + 2),
        rules,
        pageWidth,
        0,
      ),
    );
  }
  items.push(...flowOf(rest, rules, pageWidth, 0));
  return items;
}

const tableItem = (grid: Grid): Item => ({ kind: 'table', table: fromGrid(grid) });

function flowOf(words: readonly Word[], rules: readonly Rule[], pageWidth: number, depth: number): Item[] {
  return rowsOf(words).length === 0 ? [] : arrangeRows(rowsOf(words), rules, pageWidth, depth);
}

function arrangeRows(rows: readonly Row[], rules: readonly Rule[], pageWidth: number, depth: number): Item[] {
  if (depth > MAX_DEPTH) return rows.map(lineOf);
  return blocksOf(rows).flatMap((part): Item[] => {
    if (!('columns' in part)) return [lineOf(part)];
    return arrangeBlock(part, rules, pageWidth, depth);
  });
}

function arrangeBlock(block: Block, rules: readonly Rule[], pageWidth: number, depth: number): Item[] {
  switch (kindOf(block, pageWidth)) {
    case 'columns':
      return block.columns.flatMap((column) =>
        arrangeRows(columnRows(block, column), rules, pageWidth, depth + 1),
      );
    case 'table': {
      const table = fromBlock(block, rules);
      return table.rows < 2 ? block.rows.map(lineOf) : [{ kind: 'table', table }];
    }
    default:
      return block.rows.map(lineOf);
  }
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
  };
}
