import { type Rect, type Rule, union, type Word } from './geometry.ts';

/** A cell of a grid with the words that stand in it. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly rect: Rect;
  readonly words: readonly Word[];
}

export interface Grid {
  readonly rect: Rect;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly GridCell[];
}

/** How far lines may miss each other and still meet, in points. */
const TOLERANCE = 3;
const MAX_GRID = 400;
const NOTHING = { grids: [], frames: [] } as const;

interface Segment {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Joins pieces of one line: borders are often drawn cell by cell. */
function merge(segments: readonly Segment[]): Segment[] {
  const merged: { at: number; from: number; to: number }[] = [];
  for (const segment of segments.toSorted((a, b) => Math.round(a.at) - Math.round(b.at) || a.from - b.from)) {
    const line = merged.findLast(
      (other) =>
        Math.abs(other.at - segment.at) <= 1.5 &&
        segment.from <= other.to + TOLERANCE &&
        segment.to >= other.from - TOLERANCE,
    );
    if (line && merged.length - merged.lastIndexOf(line) < 50) {
      line.to = Math.max(line.to, segment.to);
      line.from = Math.min(line.from, segment.from);
    } else merged.push({ ...segment });
  }
  return merged;
}

/** Distinct positions, those nearer than the tolerance taken as one. */
function positions(values: readonly number[]): number[] {
  const result: number[] = [];
  for (const value of values.toSorted((a, b) => a - b))
    if (result.length === 0 || value - result.at(-1)! > TOLERANCE) result.push(value);
  return result;
}

const covers = (segments: readonly Segment[], at: number, from: number, to: number) => {
  let covered = 0;
  for (const segment of segments)
    if (Math.abs(segment.at - at) <= TOLERANCE)
      covered += Math.max(0, Math.min(to, segment.to) - Math.max(from, segment.from));
  return covered >= 0.6 * (to - from);
};

/**
 * Finds what is drawn with lines: tables of at least two columns and one row, closed on every side, and frames, which
 * have a single column.
 */
export function ruled(
  words: readonly Word[],
  rules: readonly Rule[],
): { readonly grids: readonly Grid[]; readonly frames: readonly Rect[] } {
  const flat = rules.filter(
    (rule) => rule.right - rule.left >= rule.bottom - rule.top && rule.right - rule.left > 6,
  );
  const upright = rules.filter(
    (rule) => rule.right - rule.left < rule.bottom - rule.top && rule.bottom - rule.top > 4,
  );
  if (flat.length < 2 || upright.length < 2) return NOTHING;
  const horizontal = merge(
    flat.map((rule) => ({ at: (rule.top + rule.bottom) / 2, from: rule.left, to: rule.right })),
  );
  const vertical = merge(
    upright.map((rule) => ({ at: (rule.left + rule.right) / 2, from: rule.top, to: rule.bottom })),
  );
  if (horizontal.length > 2000 || vertical.length > 2000) return NOTHING;

  const groups = components(horizontal, vertical);
  const grids = groups.map(({ h, v }) => grid(h, v, words)).filter((table) => table !== null);
  const frames = groups.flatMap(({ h, v }) => {
    const [xs, ys] = [positions(v.map((line) => line.at)), positions(h.map((line) => line.at))];
    if (xs.length !== 2 || ys.length < 2) return [];
    return [{ left: xs[0]!, right: xs[1]!, top: ys[0]!, bottom: ys.at(-1)! }];
  });
  return { grids, frames };
}

/** Groups lines that touch each other. */
function components(
  horizontal: readonly Segment[],
  vertical: readonly Segment[],
): { h: Segment[]; v: Segment[] }[] {
  const groups: { h: Segment[]; v: Segment[] }[] = [];
  const left = new Set(vertical);
  const unseen = new Set(horizontal);
  const touch = (h: Segment, v: Segment) =>
    h.from - TOLERANCE <= v.at &&
    v.at <= h.to + TOLERANCE &&
    v.from - TOLERANCE <= h.at &&
    h.at <= v.to + TOLERANCE;
  for (const start of horizontal) {
    if (!unseen.delete(start)) continue;
    const group: { h: Segment[]; v: Segment[] } = { h: [start], v: [] };
    const queue: [Segment, boolean][] = [[start, true]];
    for (let item = queue.pop(); item; item = queue.pop()) {
      const [segment, isFlat] = item;
      for (const other of isFlat ? left : unseen) {
        if (!(isFlat ? touch(segment, other) : touch(other, segment))) continue;
        (isFlat ? left : unseen).delete(other);
        (isFlat ? group.v : group.h).push(other);
        queue.push([other, !isFlat]);
      }
    }
    groups.push(group);
  }
  return groups;
}

function grid(h: readonly Segment[], v: readonly Segment[], words: readonly Word[]): Grid | null {
  const xs = positions(v.map((line) => line.at));
  const ys = positions(h.map((line) => line.at));
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 2 || rows < 1 || columns * rows > MAX_GRID * 10 || columns > MAX_GRID || rows > MAX_GRID)
    return null;

  // Elementary cells that no line parts belong together.
  const parent = Array.from({ length: rows * columns }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const index = r * columns + c;
      if (c + 1 < columns && !covers(v, xs[c + 1]!, ys[r]!, ys[r + 1]!))
        parent[find(index + 1)] = find(index);
      if (r + 1 < rows && !covers(h, ys[r + 1]!, xs[c]!, xs[c + 1]!))
        parent[find(index + columns)] = find(index);
    }
  const spans = new Map<number, { r0: number; r1: number; c0: number; c1: number }>();
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const root = find(r * columns + c);
      const span = spans.get(root);
      if (!span) spans.set(root, { r0: r, r1: r, c0: c, c1: c });
      else {
        span.r0 = Math.min(span.r0, r);
        span.r1 = Math.max(span.r1, r);
        span.c0 = Math.min(span.c0, c);
        span.c1 = Math.max(span.c1, c);
      }
    }
  if (spans.size < 2) return null;
  const rect = { left: xs[0]!, top: ys[0]!, right: xs[columns]!, bottom: ys[rows]! };
  const inside = words.filter((word) => holds(rect, word));
  if (inside.length < 2) return null;
  const cells = [...spans.values()].map(({ r0, r1, c0, c1 }) => {
    const cell = { left: xs[c0]!, top: ys[r0]!, right: xs[c1 + 1]!, bottom: ys[r1 + 1]! };
    return {
      row: r0,
      column: c0,
      rowSpan: r1 - r0 + 1,
      columnSpan: c1 - c0 + 1,
      rect: cell,
      words: inside.filter((word) => holds(cell, word)),
    };
  });
  // A frame around running text is no table.
  const filled = cells.filter((cell) => cell.words.length > 0);
  if (filled.length < 2 || new Set(filled.map((cell) => cell.column)).size < 2) return null;
  return compact({ rect, rows, columns, cells });
}

/** Whether a word stands within a rectangle, by its middle. */
export function holds(rect: Rect, word: Word): boolean {
  const x = (word.left + word.right) / 2;
  const y = word.baseline - 0.25 * word.size;
  return x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
}

/** Leaves out rows and columns that hold nothing: double lines, spacers. */
function compact(table: Grid): Grid {
  const used = (count: number, of: (cell: GridCell) => readonly [number, number]) => {
    const isUsed = Array.from({ length: count }, () => false);
    for (const cell of table.cells)
      if (cell.words.length > 0) {
        const [first, span] = of(cell);
        // A spanning cell keeps its first row or column only: the others are kept by what stands in them.
        if (span >= 1) isUsed[first] = true;
      }
    return isUsed;
  };
  const rows = used(table.rows, (cell) => [cell.row, cell.rowSpan]);
  const columns = used(table.columns, (cell) => [cell.column, cell.columnSpan]);
  const before = (used: readonly boolean[], index: number) => used.slice(0, index).filter(Boolean).length;
  const cells = table.cells
    .map((cell) => ({
      ...cell,
      row: before(rows, cell.row),
      column: before(columns, cell.column),
      rowSpan: before(rows, cell.row + cell.rowSpan) - before(rows, cell.row),
      columnSpan: before(columns, cell.column + cell.columnSpan) - before(columns, cell.column),
    }))
    .filter((cell) => cell.rowSpan > 0 && cell.columnSpan > 0);
  const rect = union(cells.map((cell) => cell.rect));
  return { rect, rows: rows.filter(Boolean).length, columns: columns.filter(Boolean).length, cells };
}
