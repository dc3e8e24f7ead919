/** The middle of some figures; of two in the middle their mean. @throws RangeError for none */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('There is no median of nothing.');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * The figure that `share` of all figures do not exceed, by the nearest rank; p95 is a share of 0.95.
 * @throws RangeError for none
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('There is no percentile of nothing.');
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] as number;
}

/**
 * Runs tasks in turn, round after round: what slows the machine for a while slows all of them alike.
 *
 * @param tasks each gives one figure (or one record of figures) a time
 * @param options.rounds how often each task runs, by its place; a task that has had its rounds is left out
 * @param options.timeLimitMs no round begins that would likely end after it, but each task runs once
 * @returns the figures of each task, in the order of the tasks
 */
export async function interleave<T>(
  tasks: readonly (() => Promise<T>)[],
  options: { readonly rounds: (task: number) => number; readonly timeLimitMs: number },
): Promise<T[][]> {
  const figures: T[][] = tasks.map(() => []);
  const began = performance.now();
  const most = Math.max(0, ...tasks.map((_, index) => options.rounds(index)));
  let longest = 0;
  for (let round = 0; round < most; round++) {
    const roundBegan = performance.now();
    if (round > 0 && roundBegan - began + longest > options.timeLimitMs) break;
    for (const [index, task] of tasks.entries())
      if (round < options.rounds(index)) figures[index]?.push(await task());
    longest = Math.max(longest, performance.now() - roundBegan);
  }
  return figures;
}
