/** Dates and durations as the scoring of public agreements compares them. */
import { fold, wordsOf } from './words.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_NAME =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const PERPETUAL =
  /^(?:in )?(?:perpetual(?:ly)?|perpetuity|indefinite(?:ly)?|evergreen|no (?:fixed )?(?:expiration|expiry|end)(?: date)?|until terminated)\b/;

const two = (part: string | undefined): string => (part ?? '').padStart(2, '0');
const monthOf = (name: string | undefined): string | undefined =>
  name && MONTH_NAME.test(name) ? two(String(MONTHS.indexOf(name.slice(0, 3)) + 1)) : undefined;

/** ISO 8601 as far as the text goes, or `perpetual`; what is no date stays as it is. */
export function normalDate(value: unknown): string {
  const text = fold(value).trim();
  if (PERPETUAL.test(text)) return 'perpetual';
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:t.*)?$/.exec(text);
  if (iso) return [iso[1], two(iso[2]), ...(iso[3] ? [two(iso[3])] : [])].join('-');
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) return `${american[3]}-${two(american[1])}-${two(american[2])}`;
  const monthFirst = /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/.exec(text);
  const first = monthOf(monthFirst?.[1]);
  if (first) return `${monthFirst?.[3]}-${first}-${two(monthFirst?.[2])}`;
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})\b/.exec(text);
  const second = monthOf(dayFirst?.[2]);
  if (second) return `${dayFirst?.[3]}-${second}-${two(dayFirst?.[1])}`;
  const noDay = /^([a-z]{3,9})\.?,?\s+(\d{4})$/.exec(text);
  const only = monthOf(noDay?.[1]);
  return only ? `${noDay?.[2]}-${only}` : text;
}

/** Labels may know the year or month alone, where the contract hides the day: a fuller date inside it is right. */
export function sameDate(read: unknown, labelled: unknown): boolean {
  const [ours, theirs] = [normalDate(read), normalDate(labelled)];
  return ours === theirs || (/^\d{4}(?:-\d\d)?$/.test(theirs) && ours.startsWith(`${theirs}-`));
}

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  'twenty-four': 24,
  thirty: 30,
  'thirty-six': 36,
  forty: 40,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
  hundred: 100,
  'one hundred twenty': 120,
  'one hundred eighty': 180,
};
const DAYS: Readonly<Record<string, number>> = {
  year: 365.25,
  annual: 365.25,
  month: 30.4375,
  quarter: 91.3125,
  week: 7,
  day: 1,
};
const NUMBER_WORDS = Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const LENGTH = new RegExp(
  String.raw`(?:(?<figure>\d+(?:\.\d+)?)\s*\)?|\b(?<word>${NUMBER_WORDS})\b)(?:\s*\(\s*(?<inner>\d+(?:\.\d+)?)\s*\)?)?[\s-]*(?:calendar|business|working|full|consecutive|additional|successive)?[\s-]*(?<unit>year|annual|month|quarter|week|day)(?:s|ly)?\b`,
  'g',
);
const ISO_LENGTH = /^p(?:(\d+)y)?(?:(\d+)m)?(?:(\d+)w)?(?:(\d+)d)?$/;

function daysOf({ groups = {} }: RegExpExecArray): number {
  const count = groups.inner ?? groups.figure;
  return (count === undefined ? NUMBERS[groups.word ?? '']! : Number(count)) * DAYS[groups.unit ?? '']!;
}

/** Days, `perpetual`, or null for what is no length of time. "1 year, 6 months" is one length. */
export function normalDuration(value: unknown): number | 'perpetual' | null {
  if (typeof value === 'number') return null;
  const text = fold(value).trim();
  if (PERPETUAL.test(text) || /\b(?:perpetual|evergreen|indefinite)/.test(text)) return 'perpetual';
  const iso = text.length > 1 ? ISO_LENGTH.exec(text) : null;
  if (iso) {
    const [years, months, weeks, days] = iso.slice(1).map((part) => Number(part ?? 0));
    return years! * DAYS.year! + months! * DAYS.month! + weeks! * 7 + days!;
  }
  const [first, second] = [...text.matchAll(LENGTH)];
  if (first === undefined) {
    if (/\b(?:annual(?:ly)?|yearly|year[- ]to[- ]year)\b/.test(text)) return DAYS.year!;
    return /\b(?:month[- ]to[- ]month|monthly)\b/.test(text) ? DAYS.month! : null;
  }
  const more =
    second !== undefined &&
    first.groups?.unit === 'year' &&
    second.groups?.unit === 'month' &&
    /^\s*(?:,|and|,\s*and)\s*$/.test(text.slice(first.index + first[0].length, second.index));
  return daysOf(first) + (more ? daysOf(second) : 0);
}

/** 90 days are three months; twelve months are a year. */
const TOLERANCE = 0.02;

export function sameDuration(read: unknown, labelled: unknown): boolean {
  const [ours, theirs] = [normalDuration(read), normalDuration(labelled)];
  if (ours === null || theirs === null) return wordsOf(read).join(' ') === wordsOf(labelled).join(' ');
  if (ours === 'perpetual' || theirs === 'perpetual') return ours === theirs;
  return Math.abs(ours - theirs) <= TOLERANCE * Math.max(ours, theirs);
}
