/** Days, dates and lengths of time as the scoring of filled contracts compares them. */
import { isBlank } from '../outcome.ts';
import { fold } from './words.ts';

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
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  thirty: 30,
  forty: 40,
  sixty: 60,
  ninety: 90,
};
const COMPOUND = /\b(twenty|thirty|forty|sixty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)\b/g;
const SIMPLE = new RegExp(String.raw`\b(?:${Object.keys(NUMBERS).join('|')})\b`, 'g');

/** Folded, with figures in place of number words; of "thirty (30)" the figure in brackets stays. */
export const withFigures = (value: unknown): string =>
  fold(value)
    .replace(COMPOUND, (_, tens: string, ones: string) => String(NUMBERS[tens]! + NUMBERS[ones]!))
    .replace(/\bone hundred (?:and )?(twenty|eighty)\b/g, (_, rest) => (rest === 'twenty' ? '120' : '180'))
    .replace(/\bforty-five\b/g, '45')
    .replace(SIMPLE, (word) => String(NUMBERS[word]))
    .replace(/(\d+)\s*\((\d+)\)/g, '$2');

const PAYMENT_DAYS = [
  /\bnet\s*-?(\d{1,3})\b/,
  /(\d{1,3})\s*-?\s*(?:calendar |business |working )?(?:days?|tage?n?|jours?|dias)\b/,
  /\bn\/?(\d{1,3})\b/,
  /^\D*(\d{1,3})\D*$/,
];
const AT_ONCE = /(?:on|upon) (?:receipt|signature|presentation)|immediate/;

/** The days in which to pay, 0 for at once, null where nothing says. */
export function paymentDays(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (isBlank(value)) return null;
  const text = withFigures(value);
  for (const pattern of PAYMENT_DAYS) {
    const days = pattern.exec(text)?.[1];
    if (days !== undefined) return Number(days);
  }
  return AT_ONCE.test(text) ? 0 : null;
}

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30.4375,
  quarter: 91.3125,
  year: 365.25,
};
const LENGTH =
  /(\d+(?:\.\d+)?)[\s-]*(?:calendar|business|working|further|additional)?[\s-]*(year|month|week|day|quarter)/;

function daysOf(value: unknown): number | null {
  if (isBlank(value)) return null;
  const text = withFigures(value);
  const length = LENGTH.exec(text);
  if (length) return Number(length[1]) * DAYS[length[2]!]!;
  return /annual|yearly|each year/.test(text) ? DAYS.year! : null;
}

/** 90 days are three months. */
const TOLERANCE = 0.02;

export function sameDuration(read: unknown, labelled: unknown): boolean {
  const [ours, theirs] = [daysOf(read), daysOf(labelled)];
  return ours !== null && theirs !== null && Math.abs(ours - theirs) <= TOLERANCE * Math.max(ours, theirs);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const iso = (year: string, month: string, day: string): string | null => {
  const at = MONTHS.indexOf(month);
  return at < 0 ? null : `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** ISO 8601, or the text where it is no date; null for nothing. */
export function isoDate(value: unknown): string | null {
  if (isBlank(value)) return null;
  const text = fold(value).trim();
  const already = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  if (already) return already;
  const american = /([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/.exec(text);
  const european = /(\d{1,2})(?:st|nd|rd|th)?[ .-]+(?:day of )?([a-z]{3})[a-z]*[ ,.-]+(\d{4})/.exec(text);
  return (
    (american && iso(american[3]!, american[1]!, american[2]!)) ??
    (european && iso(european[3]!, european[2]!, european[1]!)) ??
    text
  );
}
