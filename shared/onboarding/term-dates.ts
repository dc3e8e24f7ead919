/** What the contract's term means for the calendar: its end, the last day for notice, and when to prepare for them. */
import { addDuration, dayBefore, daysInMonth } from '../contracts/extract/calendar.ts';
import type { Duration } from '../contracts/extract/durations.ts';
import type { KeyedFact } from '../contracts/fact.ts';
import { addDays, daysBetween, later } from './working-days.ts';

/** Prepare the renewal this long before the last day for notice, or in the middle of the time that is left. */
const REVIEW_LEAD_DAYS = 60;
/** Talk about what follows this long before a term that does not renew. */
const FOLLOW_ON_LEAD_DAYS = 90;
/** A contract that renews is followed through this many renewals to find the term that runs today. */
const MAXIMUM_RENEWALS = 1000;

export interface TermDates<F extends Valued = KeyedFact<string>> {
  /** The last day of the term that runs on the day of planning. */
  readonly end: string;
  /** How often the contract has renewed by itself until then. */
  readonly renewals: number;
  readonly renews: boolean;
  /** null where the contract asks for no notice. */
  readonly noticeBy: string | null;
  /** The fact that the end was read or computed from. */
  readonly fact: F;
}

interface Valued {
  readonly value: string;
}

/** What a contract says about its term; null where it says nothing. */
type TermFacts<F extends Valued> = Readonly<
  Record<
    'expirationDate' | 'effectiveDate' | 'agreementDate' | 'term' | 'renewalTerm' | 'noticePeriod',
    F | null
  >
>;

/** `36 months` → 36, month; undefined for anything else, such as `perpetual`. */
export function duration(text: string | undefined): Duration | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?) (day|week|month|quarter|year)s?$/.exec(text ?? '') ?? [];
  return count ? { count: Number(count), unit: unit as Duration['unit'] } : undefined;
}

/** A whole day: the first or the last that a partial date may mean; undefined for `perpetual` and the like. */
export function wholeDay(date: string | undefined, which: 'first' | 'last'): string | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? '') ?? [];
  if (!year) return undefined;
  if (day) return date;
  if (which === 'first') return `${year}-${month ?? '01'}-01`;
  const last = month ?? '12';
  return `${year}-${last}-${daysInMonth(Number(year), Number(last))}`;
}

/** The term that runs on `today`, or the one that ran last; undefined where the contract does not say when it ends. */
export function termDates<F extends Valued>(
  extraction: TermFacts<F>,
  today: string,
): TermDates<F> | undefined {
  const first = firstEnd(extraction);
  if (!first) return undefined;
  const renewal = duration(extraction.renewalTerm?.value);
  const notice = duration(extraction.noticePeriod?.value);
  let end = first.end;
  let renewals = 0;
  while (renewal && end < today && renewals < MAXIMUM_RENEWALS) {
    const next = endOfTerm(addDays(first.end, 1), { ...renewal, count: renewal.count * (renewals + 1) });
    if (!next || next <= end) break;
    end = next;
    renewals++;
  }
  return {
    end,
    renewals,
    renews: extraction.renewalTerm !== null,
    noticeBy: notice ? addDuration(end, { ...notice, count: -notice.count }) : null,
    fact: first.fact,
  };
}

function firstEnd<F extends Valued>(extraction: TermFacts<F>) {
  const { expirationDate, effectiveDate, agreementDate, term } = extraction;
  const stated = wholeDay(expirationDate?.value, 'last');
  if (expirationDate) return stated ? { end: stated, fact: expirationDate } : undefined;
  const start = wholeDay(effectiveDate?.value ?? agreementDate?.value, 'first');
  const length = duration(term?.value);
  const end = start && length && endOfTerm(start, length);
  return end && term ? { end, fact: term } : undefined;
}

/** The last day of a term that begins on `start`; undefined beyond the years that contracts have. */
function endOfTerm(start: string, length: Duration): string | undefined {
  const next = addDuration(start, length);
  return next ? dayBefore(next) : undefined;
}

/** When to act, on or after `today`; a date that has passed is left out. */
export function termTasks(dates: Pick<TermDates, 'end' | 'renews' | 'noticeBy'>, today: string) {
  const lead = (deadline: string, days: number) =>
    later(addDays(deadline, -days), addDays(today, Math.floor(daysBetween(today, deadline) / 2)));
  const ahead = (date: string | null) => date !== null && date > today;
  const tasks: { on: 'renewal_review' | 'last_notice_day' | 'follow_on' | 'term_end'; date: string }[] = [];
  if (dates.noticeBy && ahead(dates.noticeBy)) {
    tasks.push({ on: 'renewal_review', date: lead(dates.noticeBy, REVIEW_LEAD_DAYS) });
    tasks.push({ on: 'last_notice_day', date: dates.noticeBy });
  }
  if (!ahead(dates.end)) return tasks;
  if (!dates.renews) tasks.push({ on: 'follow_on', date: lead(dates.end, FOLLOW_ON_LEAD_DAYS) });
  tasks.push({ on: 'term_end', date: dates.end });
  return tasks;
}
