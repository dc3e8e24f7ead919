/** Mistakes by kind, and what they are for a person who looks for their cause. */
import type { Mistake } from './outcome.ts';
import { normalDate } from './public/dates.ts';

export const MISTAKE_KINDS = [
  'wrong',
  'missed',
  'invented',
  'partial',
  'off by a day',
  'other date',
] as const;
export type MistakeCounts = Readonly<Record<(typeof MISTAKE_KINDS)[number], number>>;

const DAY_MS = 86_400_000;

/** Of a wrong date: is one part of the other, are they neighbours, or is it another one? */
export function dateMistake(read: unknown, labelled: unknown): 'partial' | 'off by a day' | 'other date' {
  const [ours, theirs] = [normalDate(read), normalDate(labelled)];
  if (ours.startsWith(`${theirs}-`) || theirs.startsWith(`${ours}-`)) return 'partial';
  return Math.abs(Date.parse(ours) - Date.parse(theirs)) === DAY_MS ? 'off by a day' : 'other date';
}

export function mistakeCounts(field: string, mistakes: readonly Mistake[]): MistakeCounts {
  const of = (kind: Mistake['kind']) => mistakes.filter((mistake) => mistake.kind === kind);
  const dates = /Date$/.test(field)
    ? of('wrong').map(({ read, labelled }) => dateMistake(read, labelled))
    : [];
  const dated = (kind: (typeof dates)[number]) => dates.filter((each) => each === kind).length;
  return {
    wrong: of('wrong').length,
    missed: of('missed').length,
    invented: of('invented').length,
    partial: dated('partial'),
    'off by a day': dated('off by a day'),
    'other date': dated('other date'),
  };
}
