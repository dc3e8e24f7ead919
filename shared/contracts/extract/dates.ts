/** Dates as English contracts print them, partial dates included. */
import { isoDate } from './calendar.ts';
import { ORDINAL_WORDS, parseOrdinal } from './numbers.ts';

/** Which comes first in 03/04/2025. */
export type DayOrder = 'day-first' | 'month-first';

export interface FoundDate {
  /** ISO 8601, partial where the text is: `2025`, `2025-03`, `2025-03-01`. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Day and month could be the other way round. */
  readonly ambiguous: boolean;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH = String.raw`(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.?`;
const YEAR = String.raw`(?:19|20|21)\d{2}(?!\d)`;
/** The letters of an ordinal come apart where they were printed raised. */
const DAY = String.raw`\d{1,2}(?: ?(?:s ?t|n ?d|r ?d|t ?h)\b)?`;
/** A gap somebody was to fill in or that was blacked out: "____", "[●]", "[***]", "[  ]", "••". */
const BLANK = String.raw`(?:(?<!_)_[_ ]{0,80}|\[[^\]\w]{0,12}\]|\[_{1,80}\]|[•●*]{1,6}|(?<!\.)\.{3,80}|(?<!-)-{2,80})`;

const FORMS: readonly RegExp[] = [
  // March 1, 2025 · March 1st 2025 · March the 1st, 2025
  new RegExp(
    String.raw`\b(?<month>${MONTH}) ?(?:the )?(?<day>${DAY})(?: ?,| ?\.|,? of)? ?(?<year>${YEAR})`,
    'giu',
  ),
  // 1 March 2025 · 1st day of March, 2025 · first day of March 2025 · this 20 day of November, 1995
  new RegExp(
    String.raw`(?<![\d/.-])(?<day>${DAY}|${ORDINAL_WORDS})[,.]?(?: ?(?:day|of|the)\b,?){0,3}[ -]?(?<month>${MONTH})[ ,-]{0,3}(?:in the year (?:of )?)?(?<year>${YEAR})`,
    'giu',
  ),
  // 2025-03-01
  new RegExp(
    String.raw`(?<![\d/.-])(?<year>${YEAR})[-/.](?<figures>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)`,
    'gu',
  ),
  // 03/18/2025 · 18.03.2025 · 3-18-25
  /(?<![\d/.,-])(?<first>\d{1,2}) ?(?<sign>[/.-]) ?(?<second>\d{1,2}) ?\k<sign> ?(?<year>(?:19|20|21)\d{2}|\d{2})(?![\d/-]|\.\d)/gu,
  // March 2025 · March ___, 2025 · ___ day of March, 2025
  new RegExp(
    String.raw`\b(?<month>${MONTH}),? ?(?:(?<blank>${BLANK}) ?,? ?|of |, ?)?(?<year>${YEAR})`,
    'giu',
  ),
  // ________, 2020
  new RegExp(
    String.raw`(?<blankyear>${BLANK}|\b(?:as of|dated|day of|this) ?,)[ ,]{0,3}(?<year>${YEAR})`,
    'giu',
  ),
];

const monthNumber = (name: string): number =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().replace('.', '').slice(0, 3))) + 1;

function dayNumber(text: string): number | null {
  return /^\d{1,2}$/.test(text.trim())
    ? Number(text)
    : parseOrdinal(text.replace(/([a-z]) ([a-z])$/i, '$1$2'));
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function dateOf(
  g: Record<string, string | undefined>,
  order: DayOrder,
): { value: string; ambiguous: boolean } | null {
  const year = fullYear(g.year ?? '');
  if (g.first !== undefined && g.second !== undefined) {
    const first = Number(g.first);
    const second = Number(g.second);
    // A full stop between figures is the continental form; there is no month-first form with it.
    const dayFirst = first > 12 || (second <= 12 && (order === 'day-first' || g.sign === '.'));
    const value = dayFirst ? isoDate(year, second, first) : isoDate(year, first, second);
    return value === null
      ? null
      : { value, ambiguous: first <= 12 && second <= 12 && first !== second && g.sign !== '.' };
  }
  if (g.blankyear !== undefined) return wrap(isoDate(year));
  const month = g.figures === undefined ? monthNumber(g.month ?? '') : Number(g.figures);
  if (g.day === undefined) return wrap(isoDate(year, month));
  const day = dayNumber(g.day);
  return day === null ? null : wrap(isoDate(year, month, day));
}

const wrap = (value: string | null): { value: string; ambiguous: boolean } | null =>
  value === null ? null : { value, ambiguous: false };

/** All dates in order, the fullest reading of each. Blank days and months give partial dates, a blank year nothing. */
export function findDates(text: string, order: DayOrder = 'month-first'): FoundDate[] {
  const found: FoundDate[] = [];
  // What an earlier form has read. What looked like a whole date but is none (31 February) counts as read, too: it must
  // not come back as its month.
  const read = new Uint8Array(text.length);
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (read.subarray(start, end).includes(1)) continue;
      read.fill(1, start, end);
      const date = dateOf(match.groups ?? {}, order);
      if (date) found.push({ ...date, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The only date of a text, or null. */
export function parseDate(text: string, order: DayOrder = 'month-first'): string | null {
  const found = findDates(text, order);
  return found.length === 1 ? (found[0]?.value ?? null) : null;
}

const AMERICAN =
  /\b(?:State of [A-Z]|Delaware|California|New York|Texas|Florida|Inc\.|LLC|U\.S\.|United States)/g;
const ELSEWHERE =
  /\b(?:GmbH|Limited|Ltd|PLC|plc|Pty|Pte|B\.V\.|S\.A\.|S\.r\.l|England|Australia|India|Singapore|Israel|Germany|France|London)\b/g;

/** How a document orders figures: its own unambiguous dates decide, then what country it speaks of. */
export function dayOrder(text: string): DayOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const match of text.matchAll(
    /(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](?:(?:19|20)\d{2}|\d{2})(?![\d/-])/g,
  )) {
    if (Number(match[1]) > 12 && Number(match[2]) <= 12) dayFirst++;
    if (Number(match[2]) > 12 && Number(match[1]) <= 12) monthFirst++;
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'day-first' : 'month-first';
  const head = text.slice(0, 20_000);
  return (head.match(ELSEWHERE)?.length ?? 0) > 2 * (head.match(AMERICAN)?.length ?? 0)
    ? 'day-first'
    : 'month-first';
}
