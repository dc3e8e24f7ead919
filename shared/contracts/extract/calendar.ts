/** Arithmetic on ISO dates without time zones. */
import type { Duration } from './durations.ts';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Days of a month, leap years included. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** An ISO date, or null where the day does not exist or the year is no contract's (1900…2199). */
export function isoDate(year: number, month?: number, day?: number): string | null {
  if (!Number.isInteger(year) || year < 1900 || year > 2199) return null;
  if (month === undefined) return pad(year, 4);
  if (month < 1 || month > 12) return null;
  if (day === undefined) return `${pad(year, 4)}-${pad(month, 2)}`;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The date a duration later. A partial date stays partial; null when days or weeks would be added to one. */
export function addDuration(date: string, duration: Duration): string | null {
  const [year = Number.NaN, month, day] = date.split('-').map(Number);
  if (duration.unit === 'day' || duration.unit === 'week') {
    if (month === undefined || day === undefined) return null;
    const days = duration.count * (duration.unit === 'week' ? 7 : 1);
    return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  }
  const months = Math.round(
    duration.count * (duration.unit === 'year' ? 12 : duration.unit === 'quarter' ? 3 : 1),
  );
  if (month === undefined) return months % 12 === 0 ? isoDate(year + months / 12) : null;
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = (index % 12) + 1;
  return isoDate(
    newYear,
    newMonth,
    day === undefined ? undefined : Math.min(day, daysInMonth(newYear, newMonth)),
  );
}

/** The day before; a partial date is returned as it is. */
export function dayBefore(date: string): string {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined || day === undefined) return date;
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
}

/** The last day of a month or year; a whole date is returned as it is. */
export function lastDay(date: string): string {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (day !== undefined) return date;
  return isoDate(year, month ?? 12, daysInMonth(year, month ?? 12)) ?? date;
}
