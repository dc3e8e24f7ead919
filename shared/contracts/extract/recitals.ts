import type { Source } from './source.ts';

/** Whether an offset stands in a recital, before the parties agree: what is dated there is history. */
export function inRecital(source: Source, at: number): boolean {
  const before = source.flat.slice(Math.max(0, at - 900), at);
  const recital = Math.max(before.lastIndexOf('WHEREAS'), before.lastIndexOf('Whereas'));
  return recital >= 0 && !/NOW,? THEREFORE|agree as follows/i.test(before.slice(recital));
}
