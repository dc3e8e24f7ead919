import type { Block } from '@aws-sdk/client-textract';
import type { Word } from '../layout/geometry.ts';
import { rowsOf } from '../layout/rows.ts';
import { cellText, headerRows, type LaidCell, type LaidTable } from '../layout/table.ts';
import { childrenOf, type Frame } from './words.ts';

/** Makes a table of a TABLE block and its cells; null when no word stands in it. */
export function tableOf(
  table: Block,
  byId: ReadonlyMap<string, Block>,
  wordsById: ReadonlyMap<string, Word>,
  frame: Frame,
): LaidTable | null {
  if (!table.Geometry?.BoundingBox) return null;
  const cells = childrenOf(table)
    .map((id) => byId.get(id))
    .filter((block): block is Block => block?.BlockType === 'CELL');
  const merged = childrenOf(table, 'MERGED_CELL')
    .map((id) => byId.get(id))
    .filter((block): block is Block => block !== undefined);
  const inMerged = new Set(merged.flatMap((block) => childrenOf(block)));
  const parts = [
    ...cells.filter((cell) => !inMerged.has(cell.Id ?? '')).map((cell) => ({ cell, content: [cell] })),
    ...merged.map((cell) => ({ cell, content: childrenOf(cell).flatMap((id) => byId.get(id) ?? []) })),
  ];
  const laid = parts.map(({ cell, content }): LaidCell => {
    const words = content.flatMap((block) => childrenOf(block).flatMap((id) => wordsById.get(id) ?? []));
    const rect = frame.rectOf(cell.Geometry?.BoundingBox ?? table.Geometry!.BoundingBox!);
    return {
      row: (cell.RowIndex ?? 1) - 1,
      column: (cell.ColumnIndex ?? 1) - 1,
      rowSpan: cell.RowSpan ?? 1,
      columnSpan: cell.ColumnSpan ?? 1,
      text: cellText(rowsOf(words), rect.right - 4),
      rect,
      words,
    };
  });
  if (laid.every((cell) => cell.words.length === 0)) return null;
  const rows = Math.max(...laid.map((cell) => cell.row + cell.rowSpan));
  const named = cells
    .filter((cell) => cell.EntityTypes?.includes('COLUMN_HEADER'))
    .map((cell) => cell.RowIndex ?? 1);
  return {
    rect: frame.rectOf(table.Geometry.BoundingBox),
    rows,
    columns: Math.max(...laid.map((cell) => cell.column + cell.columnSpan)),
    headerRows: named.length > 0 ? Math.max(...named) : headerRows(laid, rows),
    cells: laid,
  };
}
