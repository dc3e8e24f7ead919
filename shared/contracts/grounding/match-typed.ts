/** Looks values up by what they mean: dates, durations, amounts, numbers, jurisdictions. */

import { findDates } from '../extract/dates.ts';
import { findDurations, inDays, parseDuration } from '../extract/durations.ts';
import { paymentTermOf } from '../extract/labels.ts';
import { findMoney, majorUnits } from '../extract/money.ts';
import { FIGURES, NUMBER_WORDS, parseFigures, parseNumberWords } from '../extract/numbers.ts';
import { JURISDICTION, jurisdictionName } from '../extract/places.ts';
import type { Money } from '../extraction.ts';
import type { Match, WordIndex } from './word-index.ts';

/** What a document says in figures, read once for all lookups. */
interface Readings {
  readonly dates: ReturnType<typeof findDates>;
  readonly durations: ReturnType<typeof findDurations>;
  readonly money: ReturnType<typeof findMoney>;
  readonly numbers: readonly { readonly value: number; readonly start: number; readonly end: number }[];
}

const readings = new WeakMap<WordIndex, Readings>();

function readingsOf(index: WordIndex): Readings {
  const known = readings.get(index);
  if (known) return known;
  const { money, flat, dayOrder, decimal } = index.source;
  const figures = [
    ...flat.matchAll(new RegExp(`(?<![\\p{L}\\d])(?:${FIGURES})(?![\\p{L}\\d])`, 'gu')),
  ].flatMap((match) => {
    const value = parseFigures(match[0], decimal);
    return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
  });
  const words = [...flat.matchAll(new RegExp(`(?<!\\p{L})(?:${NUMBER_WORDS})(?!\\p{L})`, 'giu'))].flatMap(
    (match) => {
      const value = parseNumberWords(match[0]);
      return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
    },
  );
  const read: Readings = {
    dates: findDates(flat, dayOrder),
    durations: findDurations(flat),
    money: findMoney(flat, { ...money, accounting: true }),
    numbers: [...figures, ...words],
  };
  readings.set(index, read);
  return read;
}

const exact = ({ start, end }: { start: number; end: number }): Match => ({
  span: { start, end },
  quality: 1,
});

/** Places of a date; a partial value is found in a fuller date, never the other way round. */
export function matchDate(index: WordIndex, iso: string): Match[] {
  const { dates } = readingsOf(index);
  const same = dates.filter((date) => date.value === iso);
  if (same.length > 0) return same.map((date) => ({ ...exact(date), quality: date.ambiguous ? 0.7 : 1 }));
  // The other reading of 03/04/2025 is still the document's.
  const swapped = dates.filter(
    (date) =>
      date.ambiguous &&
      date.value.length === 10 &&
      `${date.value.slice(0, 5)}${date.value.slice(8)}-${date.value.slice(5, 7)}` === iso,
  );
  if (swapped.length > 0) return swapped.map((date) => ({ ...exact(date), quality: 0.5 }));
  return dates
    .filter((date) => date.value.startsWith(`${iso}-`))
    .map((date) => ({ ...exact(date), quality: 0.85 }));
}

/** Places of a duration of the same length: "36 months" is found in "three (3) years". */
export function matchDuration(index: WordIndex, value: string): Match[] {
  const sought = parseDuration(value);
  if (sought === null) return [];
  const days = inDays(sought);
  return readingsOf(index)
    .durations.filter((duration) => Math.abs(inDays(duration) - days) <= days * 0.005)
    .map((duration) => ({ ...exact(duration), quality: duration.unit === sought.unit ? 1 : 0.9 }));
}

/** Places of a number, in figures or in words. */
export function matchNumber(index: WordIndex, value: number): Match[] {
  return readingsOf(index)
    .numbers.filter((number) => number.value === value)
    .map(exact);
}

/** Places of an amount, whatever its sign; without a printed currency (a table's cell) the figures are enough. */
export function matchMoney(index: WordIndex, value: Money): Match[] {
  const printed = readingsOf(index).money.filter(
    ({ money }) => money.currency === value.currency && Math.abs(money.minor) === Math.abs(value.minor),
  );
  if (printed.length > 0) return printed.map(exact);
  return matchNumber(index, Math.abs(majorUnits(value))).map((match) => ({ ...match, quality: 0.8 }));
}

/** Places of a percentage. */
export function matchPercent(index: WordIndex, value: number): Match[] {
  const { flat } = index.source;
  return matchNumber(index, Math.abs(value)).filter(({ span }) =>
    /^ ?(?:%|per ?cent)/i.test(flat.slice(span.end, span.end + 9)),
  );
}

/** Places of a jurisdiction under any of its usual names; those beside words of governing first. */
export function matchLaw(index: WordIndex, value: string): Match[] {
  const { flat } = index.source;
  const sought = jurisdictionName(value.split(/[,;]/)[0]?.trim() ?? value).split(',')[0];
  const found: Match[] = [];
  for (const match of flat.matchAll(new RegExp(String.raw`(?<!\p{L})${JURISDICTION}(?!\p{L})`, 'gu'))) {
    if (jurisdictionName(match[0]).split(',')[0] !== sought) continue;
    const around = flat.slice(Math.max(0, match.index - 140), match.index + 60);
    found.push({
      span: { start: match.index, end: match.index + match[0].length },
      quality: /\bgovern|\bconstru|\blaws?\b/i.test(around) ? 1 : 0.4,
    });
  }
  return found.sort((a, b) => b.quality - a.quality);
}

/** Places of a payment term: `net 30` is found in "within thirty (30) days of the invoice". */
export function matchPaymentTerms(index: WordIndex, value: string): Match[] {
  const sought = paymentTermOf(value);
  const { flat } = index.source;
  const paying = /\b(?:pay|paid|payable|payment|invoice|invoices|bill|bills|due|net)\b/i;
  const found: Match[] = [];
  for (const match of flat.matchAll(/\bnet[ -]?(\d{1,3})\b/gi)) {
    if (sought === `net ${Number(match[1])}`)
      found.push({ span: { start: match.index, end: match.index + match[0].length }, quality: 1 });
  }
  for (const duration of readingsOf(index).durations) {
    if (!/day/.test(duration.unit) || sought !== `net ${duration.count}`) continue;
    const around = flat.slice(Math.max(0, duration.start - 160), duration.end + 80);
    if (paying.test(around)) found.push({ ...exact(duration), quality: 0.9 });
  }
  if (sought === 'due on receipt')
    for (const match of flat.matchAll(/\b(?:up)?on (?:the )?receipt\b/gi))
      if (paying.test(flat.slice(Math.max(0, match.index - 120), match.index + 60)))
        found.push({ span: { start: match.index, end: match.index + match[0].length }, quality: 0.9 });
  return found;
}

/** Places where a contract says that it has no end. */
export function matchOpenEnd(index: WordIndex): Match[] {
  return [
    ...index.source.flat.matchAll(
      /\bperpetual(?:ly)?\b|\bperpetuity\b|\bindefinite(?:ly)?\b|\bevergreen\b|\b(?:continue|remain)s?\b[^.;]{0,120}?\buntil\b[^.;]{0,40}?\bterminat\w+/gi,
    ),
  ].map((match) => ({
    span: { start: match.index, end: match.index + match[0].length },
    quality: 0.8,
  }));
}
