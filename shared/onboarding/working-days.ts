/** Working days: Monday to Friday, less holidays. Dates are ISO 8601 days without a time zone. */

import { DAY_MS } from '../kernel/time.ts';

const millis = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** @param days calendar days; may be negative */
export const addDays = (date: string, days: number): string =>
  new Date(millis(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Calendar days from one date to the other; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((millis(to) - millis(from)) / DAY_MS);

export const earlier = (a: string, b: string): string => (a < b ? a : b);
export const later = (a: string, b: string): string => (a > b ? a : b);

export interface WorkingCalendar {
  readonly isWorkingDay: (date: string) => boolean;
  /** The date itself when it is a working day, else the next one. */
  readonly onOrAfter: (date: string) => string;
  /** The date itself when it is a working day, else the one before. */
  readonly onOrBefore: (date: string) => string;
  /** The last day of work that begins on `start` and takes `days` working days; `start` counts. */
  readonly finish: (start: string, days: number) => string;
  /** The first day of work that takes `days` working days and ends on `due`; `due` counts. */
  readonly begin: (due: string, days: number) => string;
  /** Working days from `from` to `to`, both counted; 0 when `to` lies before `from`. */
  readonly count: (from: string, to: string) => number;
}

/**
 * @param holidays days on which nobody works: `2026-12-24` in one year, `12-25` in every year
 */
export function workingCalendar(holidays: readonly string[] = []): WorkingCalendar {
  const closed = new Set(holidays);
  const isWorkingDay = (date: string) => {
    const weekday = new Date(millis(date)).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !closed.has(date) && !closed.has(date.slice(5));
  };
  const seek = (date: string, step: 1 | -1) => {
    let day = date;
    while (!isWorkingDay(day)) day = addDays(day, step);
    return day;
  };
  const walk = (date: string, days: number, step: 1 | -1) => {
    let day = seek(date, step);
    for (let left = Math.max(1, days) - 1; left > 0; left--) day = seek(addDays(day, step), step);
    return day;
  };
  return {
    isWorkingDay,
    onOrAfter: (date) => seek(date, 1),
    onOrBefore: (date) => seek(date, -1),
    finish: (start, days) => walk(start, days, 1),
    begin: (due, days) => walk(due, days, -1),
    count: (from, to) => {
      let days = 0;
      for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days++;
      return days;
    },
  };
}
