/** Schedule expressions of rules. Source: EventBridge user guide, "Setting a schedule pattern"; times in UTC. */
import { AwsError } from '../types.ts';

/** The next time after `after` (ms since the epoch) at which a schedule fires; undefined where it never does. */
export type Schedule = (after: number) => number | undefined;

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const DAY = 86_400_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** 29 February on a given weekday repeats within 40 years. */
const LONGEST_SEARCH_DAYS = 366 * 41;

/** @throws AwsError ValidationException for what is no schedule */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d{1,9}) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) {
    const value = Number(rate[1]);
    if (value < 1 || (value === 1) !== (rate[3] === '')) throw invalid(expression);
    const period = value * UNITS[rate[2]!]!;
    return (after) => after + period;
  }
  const cron = /^cron\((.*)\)$/.exec(expression);
  const fields = (cron?.[1] ?? '').trim().split(/\s+/);
  if (fields.length !== 6) throw invalid(expression);
  return parseCron(fields, expression);
}

function parseCron(fields: readonly string[], expression: string): Schedule {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  // Exactly one of the two days says nothing.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) throw invalid(expression);
  const wrong = () => invalid(expression);
  const minutes = valueSet(minute, 0, 59, wrong);
  const hours = valueSet(hour, 0, 23, wrong);
  const months = valueSet(month, 1, 12, wrong, MONTHS);
  const years = valueSet(year, 1970, 2199, wrong);
  const day = dayOfMonth === '?' ? weekdayTest(dayOfWeek, wrong) : dayTest(dayOfMonth, wrong);
  return (after) => {
    const from = Math.floor(after / 60_000) * 60_000 + 60_000;
    const first = Math.floor(from / DAY);
    for (let index = first; index < first + LONGEST_SEARCH_DAYS; index++) {
      const date = new Date(index * DAY);
      if (date.getUTCFullYear() > 2199) return undefined;
      if (!years.has(date.getUTCFullYear()) || !months.has(date.getUTCMonth() + 1) || !day(date)) continue;
      for (const atHour of hours) {
        for (const atMinute of minutes) {
          const time = index * DAY + atHour * 3_600_000 + atMinute * 60_000;
          if (time >= from) return time;
        }
      }
    }
    return undefined;
  };
}

/** Numbers of a field, ascending: lists, ranges, steps, names. */
function valueSet(
  field: string,
  least: number,
  most: number,
  wrong: () => AwsError,
  names: readonly string[] = [],
): ReadonlySet<number> {
  const number = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + 1 : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw wrong();
    return value;
  };
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) throw wrong();
    const [from = '', to, ...rest] = range.split('-');
    if (rest.length > 0) throw wrong();
    const start = range === '*' ? least : number(from);
    const end = range === '*' ? most : to !== undefined ? number(to) : step === undefined ? start : most;
    if (end < start && names.length === 0) throw wrong();
    // A range of names may go over the end of the week or year: FRI-MON.
    const last = end < start ? end + (most - least + 1) : end;
    for (let value = start; value <= last; value += Number(step ?? 1)) {
      values.add(least + ((value - least) % (most - least + 1)));
    }
  }
  return new Set([...values].sort((a, b) => a - b));
}

type DayTest = (date: Date) => boolean;

function dayTest(field: string, wrong: () => AwsError): DayTest {
  if (field === 'L') return (date) => date.getUTCDate() === daysInMonth(date);
  if (field === 'LW') return (date) => date.getUTCDate() === nearestWeekday(date, daysInMonth(date));
  const nearest = /^(\d{1,2})W$/.exec(field);
  if (nearest !== null) {
    const wanted = Number(nearest[1]);
    if (wanted < 1 || wanted > 31) throw wrong();
    return (date) => wanted <= daysInMonth(date) && date.getUTCDate() === nearestWeekday(date, wanted);
  }
  const days = valueSet(field, 1, 31, wrong);
  return (date) => days.has(date.getUTCDate());
}

function weekdayTest(field: string, wrong: () => AwsError): DayTest {
  const one = (text: string) => [...valueSet(text, 1, 7, wrong, WEEKDAYS)][0]! - 1;
  const last = /^(\w+)L$/.exec(field);
  if (last !== null || field === 'L') {
    const weekday = last === null ? 6 : one(last[1]!);
    return (date) => date.getUTCDay() === weekday && date.getUTCDate() > daysInMonth(date) - 7;
  }
  const nth = /^(\w+)#([1-5])$/.exec(field);
  if (nth !== null) {
    const weekday = one(nth[1]!);
    return (date) => date.getUTCDay() === weekday && Math.ceil(date.getUTCDate() / 7) === Number(nth[2]);
  }
  const weekdays = valueSet(field, 1, 7, wrong, WEEKDAYS);
  return (date) => weekdays.has(date.getUTCDay() + 1);
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The working day nearest to a day, within its month. */
function nearestWeekday(date: Date, day: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < daysInMonth(date) ? day + 1 : day - 2;
  return day;
}

function invalid(expression: string): AwsError {
  return new AwsError('ValidationException', `Parameter ScheduleExpression is not valid: ${expression}`);
}
