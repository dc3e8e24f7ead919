/** Durations: "thirty-six (36) months", "one-year", "two years and six months". */
import { NUMBER_WORDS, parseNumberWords } from './numbers.ts';

export type DurationUnit =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'hour'
  | 'minute'
  | 'business day'
  | 'business hour';

export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

export interface FoundDuration extends Duration {
  readonly start: number;
  readonly end: number;
}

const UNIT =
  '(?<adjective>(?:calendar|business|working|full|consecutive|additional|successive|contract|more|further) ){0,2}(?<unit>years?|months?|quarters?|weeks?|days?|hours?|minutes?)';
const PATTERN = new RegExp(
  String.raw`(?<![\w$€£.,/])(?:(?<words>${NUMBER_WORDS})(?: \(?and (?:one|a)[ -]half\)?(?<half>))?|(?<figures>\d{1,4}(?:\.\d+)?))?(?: ?[(\[] ?(?<inner>\d{1,4}(?:\.\d+)?|${NUMBER_WORDS}) ?[)\]]?)?[ ~-]{0,2}${UNIT}(?<possessive>['’]s?)?(?![\w-])`,
  'giu',
);

function unitOf(word: string, adjective: string): DurationUnit {
  const base = word.toLowerCase().replace(/s$/, '') as
    | 'year'
    | 'month'
    | 'quarter'
    | 'week'
    | 'day'
    | 'hour'
    | 'minute';
  const business = /business|working/i.test(adjective);
  if (business && base === 'day') return 'business day';
  if (business && base === 'hour') return 'business hour';
  return base;
}

/** All durations with a count, in order; "two years and six months" is one of 30 months. */
export function findDurations(text: string): FoundDuration[] {
  const found: FoundDuration[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const g = match.groups ?? {};
    const inner = g.inner;
    const raw = inner ?? g.figures;
    let count =
      raw !== undefined
        ? /^\d/.test(raw)
          ? Number(raw)
          : parseNumberWords(raw)
        : g.words !== undefined
          ? parseNumberWords(g.words)
          : null;
    if (count === null || count <= 0) continue;
    if (g.half !== undefined && inner === undefined) count += 0.5;
    const adjective = match[0].slice(0, -(g.unit ?? '').length);
    const duration: FoundDuration = {
      count,
      unit: unitOf(g.unit ?? '', adjective),
      start: match.index,
      end: match.index + match[0].length,
    };
    const before = found.at(-1);
    if (
      before?.unit === 'year' &&
      duration.unit === 'month' &&
      /^,? ?(?:and )?$/.test(text.slice(before.end, duration.start))
    ) {
      found[found.length - 1] = {
        count: before.count * 12 + duration.count,
        unit: 'month',
        start: before.start,
        end: duration.end,
      };
    } else found.push(duration);
  }
  return found;
}

const SINGLE =
  /(?:(?<=\b(?:for|by|of|lasts?|over|is) )(?:a|an|another) (?:further |additional |full |whole |single |successive |like )?|\b(?:another|further|additional|successive) )(?<unit>year|month|quarter)\b(?!['’]|-)/giu;

/** As {@link findDurations}, and those without a number: "for a year", "by a further month". */
export function findLooseDurations(text: string): FoundDuration[] {
  const found = findDurations(text);
  for (const match of text.matchAll(SINGLE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (found.some((other) => other.start < end && other.end > start)) continue;
    const unit =
      (match.groups?.unit ?? 'year').toLowerCase() === 'month'
        ? 'month'
        : match.groups?.unit?.toLowerCase() === 'quarter'
          ? 'quarter'
          : 'year';
    found.push({ count: 1, unit, start, end });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** "36 months", "1 year"; half years are given in months. */
export function formatDuration({ count, unit }: Duration): string {
  if (unit === 'year' && !Number.isInteger(count))
    return formatDuration({ count: Math.round(count * 12), unit: 'month' });
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** "36 months" → 36 months; null when the text is not exactly one duration. */
export function parseDuration(text: string): Duration | null {
  const found = findDurations(text);
  const [only] = found;
  return found.length === 1 && only !== undefined ? { count: only.count, unit: only.unit } : null;
}

const DAYS: Readonly<Record<DurationUnit, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  'business hour': 1 / 24,
  day: 1,
  'business day': 1,
  week: 7,
  month: 30.4375,
  quarter: 91.3125,
  year: 365.25,
};

/** Length in days, to compare durations. */
export const inDays = (duration: Duration): number => duration.count * DAYS[duration.unit];
