import { readsByColumn } from '../side-by-side.ts';
import { type Rect, type Rule, union, type Word } from './geometry.ts';
import { logicalRows } from './logical-rows.ts';
import { isNumeric, LABEL, type Span } from './pieces.ts';
import { rowsOf, textOf } from './rows.ts';
import { type Grid, type GridCell, holds, ruled } from './ruled.ts';
import { fromGrid, type LaidTable } from './table.ts';

/** What lines on a page enclose: a table, or texts side by side, each to be read on its own. */
export type Drawn =
  | { readonly rect: Rect; readonly table: LaidTable }
  | { readonly rect: Rect; readonly texts: readonly (readonly Word[])[] };

export function drawnParts(words: readonly Word[], rules: readonly Rule[]): Drawn[] {
  const { grids, frames } = ruled(words, rules);
  const tables = apart(grids).map((grid): Drawn => {
    const texts = Array.from({ length: grid.columns }, (_, column) =>
      grid.cells.filter((cell) => cell.column === column).flatMap((cell) => cell.words),
    );
    return readsByColumn(texts.map(readable))
      ? { rect: grid.rect, texts }
      : { rect: grid.rect, table: fromGrid(splitRows(grid)) };
  });
  return [...tables, ...panels(frames, words, grids)];
}

const readable = (words: readonly Word[]) => rowsOf(words).map((row) => textOf(row.words));

/** A table within a cell keeps its words for itself. */
function apart(grids: readonly Grid[]): Grid[] {
  const within = (inner: Rect, outer: Rect) =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;
  return grids.map((grid) => {
    const inner = grids.filter((other) => other !== grid && within(other.rect, grid.rect));
    if (inner.length === 0) return grid;
    const taken = new Set(inner.flatMap((other) => other.cells.flatMap((cell) => cell.words)));
    const cells = grid.cells.map((cell) => ({
      ...cell,
      words: cell.words.filter((word) => !taken.has(word)),
    }));
    return { ...grid, cells };
  });
}

/** Frames that stand side by side, like addresses of two parties. */
function panels(frames: readonly Rect[], words: readonly Word[], grids: readonly Grid[]): Drawn[] {
  const boxes = frames
    .map((rect) => ({ rect, words: words.filter((word) => holds(rect, word)) }))
    .filter((box) => rowsOf(box.words).length >= 2)
    .filter((box) => !grids.some((grid) => overlap(grid.rect, box.rect)))
    .toSorted((a, b) => a.rect.top - b.rect.top || a.rect.left - b.rect.left);
  const result: Drawn[] = [];
  const left = new Set(boxes);
  for (const box of boxes) {
    if (!left.delete(box)) continue;
    const group = [box];
    for (const other of left)
      if (
        Math.abs(other.rect.top - box.rect.top) < 8 &&
        group.every(({ rect }) => !overlap(rect, other.rect))
      )
        group.push(other);
    if (group.length < 2) continue;
    for (const other of group) left.delete(other);
    const texts = group.toSorted((a, b) => a.rect.left - b.rect.left).map((part) => part.words);
    result.push({ rect: union(group.map(({ rect }) => rect)), texts });
  }
  return result;
}

const overlap = (a: Rect, b: Rect) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;

/** Parts the rows of a table whose columns are drawn but whose rows are not: numbers stand above numbers. */
function splitRows(grid: Grid): Grid {
  let added = 0;
  const cells: GridCell[] = [];
  const spanning = grid.cells.filter((cell) => cell.rowSpan > 1);
  const growth = new Map<GridCell, number>();
  const shift = new Map<number, number>();
  for (let row = 0; row < grid.rows; row++) {
    shift.set(row, added);
    const own = grid.cells.filter((cell) => cell.row === row && cell.rowSpan === 1);
    const parts = stacked(own) ? partsOf(own) : null;
    if (!parts) {
      cells.push(...own.map((cell) => ({ ...cell, row: row + added })));
      continue;
    }
    cells.push(
      ...parts.flatMap((part, index) => part.map((cell) => ({ ...cell, row: row + added + index }))),
    );
    for (const cell of spanning)
      if (cell.row <= row && row < cell.row + cell.rowSpan)
        growth.set(cell, (growth.get(cell) ?? 0) + parts.length - 1);
    added += parts.length - 1;
  }
  if (added === 0) return grid;
  for (const cell of spanning)
    cells.push({
      ...cell,
      row: cell.row + (shift.get(cell.row) ?? 0),
      rowSpan: cell.rowSpan + (growth.get(cell) ?? 0),
    });
  return { ...grid, rows: grid.rows + added, cells };
}

function stacked(cells: readonly GridCell[]): boolean {
  if (cells.filter((cell) => cell.words.length > 0).length < 2) return false;
  const lines = cells.map((cell) => rowsOf(cell.words).map((row) => textOf(row.words)));
  const first = lines[0]!;
  return (
    lines.some((list) => list.length >= 2 && list.every((text) => isNumeric(text))) ||
    (first.length >= 2 && first.every((text) => LABEL.test(text)))
  );
}

/** The rows within a row, each with a cell for every column. */
function partsOf(cells: readonly GridCell[]): GridCell[][] | null {
  const ordered = cells.toSorted((a, b) => a.column - b.column);
  const columns = ordered.map((cell): Span => [cell.rect.left, cell.rect.right - 4]);
  const rows = logicalRows(rowsOf(ordered.flatMap((cell) => cell.words)), columns, []);
  if (rows.length < 2) return null;
  const heights = rows.map((pieces) => union(pieces.flatMap((piece) => piece.words)));
  return rows.map((pieces, index) =>
    ordered.map((cell) => {
      const words = pieces.flatMap((piece) => piece.words).filter((word) => cell.words.includes(word));
      const top = index === 0 ? cell.rect.top : heights[index]!.top;
      const bottom = heights[index + 1]?.top ?? cell.rect.bottom;
      return { ...cell, words, rect: { ...cell.rect, top, bottom } };
    }),
  );
}
