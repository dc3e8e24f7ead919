/** Amounts of one sentence that belong together: a unit price with its sum, and the years of a ramp. */
import type { FoundMoney } from './money.ts';
import { NUMBER_WORDS, parseFigures, parseNumberWords } from './numbers.ts';

/** "$58.00 each, which makes $8,120.00": between the unit price and the sum. */
const MAKES =
  /^ ?(?:each|apiece|(?:a|an|per|for each|the) \p{L}+(?: \p{L}+)?)?,? ?(?:which (?:makes|comes to|amounts to|is|gives)|that (?:is|makes|comes to)|together|in all|making|altogether|=|for a total of|giving) ?$/iu;

/** True where the second amount is the first times a number of units. */
export const isSumOf = (between: string): boolean => between.length < 70 && MAKES.test(between);

const COUNT = new RegExp(
  String.raw`(?<![\p{L}\d.])(?:(?<figures>\d{1,3}(?:[,.' ]\d{3})*|\d+)|(?<words>${NUMBER_WORDS})(?: \((?<inner>\d+)\))?) (?<unit>\p{Ll}[\p{L}-]+(?: \p{Ll}[\p{L}-]+)?)`,
  'giu',
);

/** "Helpdesk cover for 140 workstations" → 140 workstations; null without a count that makes the sum. */
export function countIn(text: string, unit: number, sum: number): { count: number; unit: string } | null {
  for (const match of text.matchAll(COUNT)) {
    const g = match.groups ?? {};
    const count = g.inner
      ? Number(g.inner)
      : g.figures
        ? parseFigures(g.figures)
        : parseNumberWords(g.words ?? '');
    if (count !== null && count > 0 && Math.abs(count * unit - sum) <= Math.max(1, sum * 0.002))
      return { count, unit: (g.unit ?? '').replace(/ (?:at|for|a|per|each|are|is|every|in)$/i, '') };
  }
  return null;
}

const ORDINAL: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
};
const YEAR_OF =
  /^,? ?(?:in|for|during) (?:the |contract )?(?:(?<ordinal>first|second|third|fourth|fifth)(?: contract| subscription)? year|(?:contract )?year (?<year>\d|one|two|three|four|five))\b/i;

/** Which year of a ramp an amount is for, told by what follows it; null where it is for none. */
export function rampYear(after: string): number | null {
  const g = YEAR_OF.exec(after)?.groups;
  if (!g) return null;
  const word = (g.ordinal ?? g.year ?? '').toLowerCase();
  return ORDINAL[word] ?? (Number(word) || null);
}

/** The amounts right before one in the same sentence. */
export const previousIn = (
  all: readonly FoundMoney[],
  index: number,
  start: number,
): FoundMoney | undefined => {
  const before = all[index - 1];
  return before && before.start >= start ? before : undefined;
};
