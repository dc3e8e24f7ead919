/** How smoothly a page moved. */
export interface Smoothness {
  readonly frames: number;
  /** Milliseconds within which nineteen of twenty frames came. */
  readonly p95: number;
  /** Frames that came a whole frame late or more, out of all. */
  readonly dropped: number;
}

/** A frame at 60 Hz, in milliseconds. */
const FRAME = 1000 / 60;

/** @param times when each frame came, in milliseconds. @throws RangeError for fewer than two */
export function smoothness(times: readonly number[]): Smoothness {
  if (times.length < 2) throw new RangeError('One frame has no length.');
  const lengths = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = lengths.toSorted((a, b) => a - b);
  const late = lengths.filter((length) => length >= 2 * FRAME - 1).length;
  return {
    frames: lengths.length,
    p95: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0,
    dropped: late / lengths.length,
  };
}
