import { type Block, blocksOf, columnRows } from './blocks.ts';
import { type Drawn, drawnParts } from './drawn.ts';
import type { Rule, Word } from './geometry.ts';
import { kindOf } from './kinds.ts';
import { withoutLeaders } from './leaders.ts';
import { type LaidLine, linesOf } from './lines.ts';
import { type Row, rowsOf } from './rows.ts';
import { fromBlock, type LaidTable } from './table.ts';

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
