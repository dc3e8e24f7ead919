import type { Rule } from './rules.ts';

/** A rectangle in pixels. */
export interface Area {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface GridCell extends Area {
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A table drawn with lines. */
export interface Grid extends Area {
  readonly cells: readonly GridCell[];
}

const MAX_CELLS = 400;

/** Finds tables: lines that meet and enclose at least two columns and two cells. */
export function gridsOf(horizontal: readonly Rule[], vertical: readonly Rule[], dpi: number): Grid[] {
  const tolerance = 0.04 * dpi;
  return components(horizontal, vertical, tolerance)
    .map(({ h, v }) => gridOf(h, v, tolerance))
    .filter((grid) => grid !== null);
}

function components(
  horizontal: readonly Rule[],
  vertical: readonly Rule[],
  tolerance: number,
): { h: Rule[]; v: Rule[] }[] {
  const meets = (h: Rule, v: Rule) =>
    h.from - tolerance <= v.at &&
    v.at <= h.to + tolerance &&
    v.from - tolerance <= h.at &&
    h.at <= v.to + tolerance;
  const [flat, upright] = [new Set(horizontal), new Set(vertical)];
  const groups: { h: Rule[]; v: Rule[] }[] = [];
  for (const start of horizontal) {
    if (!flat.delete(start)) continue;
    const group: { h: Rule[]; v: Rule[] } = { h: [start], v: [] };
    const queue: [Rule, boolean][] = [[start, true]];
    for (let entry = queue.pop(); entry; entry = queue.pop()) {
      const [rule, isFlat] = entry;
      for (const other of isFlat ? upright : flat) {
        if (!(isFlat ? meets(rule, other) : meets(other, rule))) continue;
        (isFlat ? upright : flat).delete(other);
        (isFlat ? group.v : group.h).push(other);
        queue.push([other, !isFlat]);
      }
    }
    groups.push(group);
  }
  return groups;
}

function positions(rules: readonly Rule[], tolerance: number): number[] {
  const result: number[] = [];
  for (const { at } of rules.toSorted((a, b) => a.at - b.at))
    if (result.length === 0 || at - result.at(-1)! > 1.5 * tolerance) result.push(at);
  return result;
}

function gridOf(h: readonly Rule[], v: readonly Rule[], tolerance: number): Grid | null {
  const [xs, ys] = [positions(v, tolerance), positions(h, tolerance)];
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 2 || rows < 1 || rows * columns > MAX_CELLS) return null;
  const covers = (rules: readonly Rule[], at: number, from: number, to: number) => {
    let covered = 0;
    for (const rule of rules)
      if (Math.abs(rule.at - at) <= tolerance)
        covered += Math.max(0, Math.min(to, rule.to) - Math.max(from, rule.from));
    return covered >= 0.6 * (to - from);
  };
  // A cell takes in its neighbours to the right and below for as long as no line parts them.
  const taken = new Set<number>();
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue;
      let [right, bottom] = [column, row];
      while (right + 1 < columns && !covers(v, xs[right + 1]!, ys[row]!, ys[row + 1]!)) right++;
      while (bottom + 1 < rows && !covers(h, ys[bottom + 1]!, xs[column]!, xs[right + 1]!)) bottom++;
      for (let r = row; r <= bottom; r++) for (let c = column; c <= right; c++) taken.add(r * columns + c);
      cells.push({
        row,
        column,
        rowSpan: bottom - row + 1,
        columnSpan: right - column + 1,
        x0: xs[column]!,
        y0: ys[row]!,
        x1: xs[right + 1]!,
        y1: ys[bottom + 1]!,
      });
    }
  if (cells.length < 2 || new Set(cells.map((cell) => cell.column)).size < 2) return null;
  return { x0: xs[0]!, y0: ys[0]!, x1: xs[columns]!, y1: ys[rows]!, cells };
}
