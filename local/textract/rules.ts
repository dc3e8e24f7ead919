import type { Bitmap } from './pages.ts';

/** A straight line on a page, in pixels: `at` is y of a horizontal and x of a vertical one. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Shortest lines that count, in inches: letters are shorter, cells are not. */
const [HORIZONTAL, VERTICAL] = [0.5, 0.24];
/** Thickest line, in inches; anything thicker is a bar or a photo. */
const THICKEST = 0.05;
const GAP = 2;

/** Finds the lines drawn on a straight page. */
export function rulesOf(bitmap: Bitmap): { horizontal: Rule[]; vertical: Rule[] } {
  const { data, width, height, dpi } = bitmap;
  let sum = 0;
  for (let i = 0; i < data.length; i += 16) sum += data[i]!;
  const threshold = (sum / Math.ceil(data.length / 16)) * 0.74;
  const horizontal = trace(
    height,
    width,
    (y, x) => data[y * width + x]! < threshold,
    HORIZONTAL * dpi,
    THICKEST * dpi,
  );
  const vertical = trace(
    width,
    height,
    (x, y) => data[y * width + x]! < threshold,
    VERTICAL * dpi,
    THICKEST * dpi,
  );
  return { horizontal, vertical };
}

interface Run {
  first: number;
  last: number;
  from: number;
  to: number;
}

/** Follows dark runs along one direction, and joins those that touch on neighbouring tracks. */
function trace(
  tracks: number,
  length: number,
  isDark: (track: number, position: number) => boolean,
  shortest: number,
  thickest: number,
): Rule[] {
  const done: Run[] = [];
  let open: Run[] = [];
  for (let track = 0; track < tracks; track++) {
    const here: Run[] = [];
    let start = -1;
    let last = -1;
    for (let position = 0; position <= length; position++) {
      if (position < length && isDark(track, position)) {
        if (start < 0) start = position;
        last = position;
      } else if (start >= 0 && (position === length || position - last > GAP)) {
        if (last - start + 1 >= shortest) here.push({ first: track, last: track, from: start, to: last });
        start = -1;
      }
    }
    const next: Run[] = [];
    for (const run of here) {
      const above = open.find((other) => other.from <= run.to + GAP && run.from <= other.to + GAP);
      if (above) {
        Object.assign(above, {
          last: track,
          from: Math.min(above.from, run.from),
          to: Math.max(above.to, run.to),
        });
        if (!next.includes(above)) next.push(above);
      } else next.push(run);
    }
    done.push(...open.filter((run) => !next.includes(run)));
    open = next;
  }
  return [...done, ...open]
    .filter((run) => run.last - run.first <= thickest)
    .map((run) => ({ at: (run.first + run.last) / 2, from: run.from, to: run.to }));
}
