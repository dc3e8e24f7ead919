/** Times, dates, money and sizes as the reader's language and region write them. */
import { currentLanguage, locale, t } from '../i18n/i18n.ts';
import { currentWays, timeZone } from './ways.ts';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** @param at RFC 3339 @param now milliseconds */
export function formatRelative(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  if (unit === 'second' && Math.abs(seconds) < 10) return t('common.justNow');
  return relative(locale()).format(Math.trunc(seconds / length), unit);
}

/** Made once for each locale: a long list asks for one with each row. */
function perLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>();
  return (tag) => {
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}

const relative = perLocale((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
const dateTime = perLocale((key) => {
  const [tag, zone] = key.split(' ');
  return new Intl.DateTimeFormat(tag, {
    dateStyle: tag === ISO ? 'short' : 'medium',
    timeStyle: 'short',
    ...(zone && { timeZone: zone }),
  });
});

/** Writes `2027-03-01`. */
const ISO = 'sv-SE';

/** The tag that dates are written by: the reader's, unless the organization has set an order. German has one only. */
function dateTag(): string {
  const form = currentWays()?.date_format ?? 'locale';
  if (form === 'iso') return ISO;
  if (form === 'locale' || currentLanguage() !== 'en') return locale();
  return form === 'day_first' ? 'en-GB' : 'en-US';
}

/** In the organization's time zone. @param at RFC 3339 */
export const formatDateTime = (at: string): string =>
  dateTime(`${dateTag()} ${timeZone() ?? ''}`).format(new Date(at));

/** The day that it is, as `2027-03-01`: where the organization is, else where the reader is. */
export const localDay = (now = new Date()): string => dayOf(timeZone() ?? '').format(now);

const dayOf = perLocale((zone) => new Intl.DateTimeFormat(ISO, zone ? { timeZone: zone } : {}));

/** An ISO 8601 date, whole (`2027-03-01`) or partial (`2027-03`, `2027`): as much of it as is known. */
export function formatDate(date: string): string {
  const parts = date.split('-').length;
  const day = new Date(`${date}${'-01'.repeat(3 - parts)}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || dateTag() === ISO) return date;
  return new Intl.DateTimeFormat(dateTag(), {
    timeZone: 'UTC',
    year: 'numeric',
    ...(parts > 1 && { month: 'short' }),
    ...(parts > 2 && { day: 'numeric' }),
  }).format(day);
}

/** Digits after the point that a currency has: 2 for EUR, 0 for JPY. */
export function currencyDigits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

export function formatMoney({
  minor,
  currency,
}: {
  readonly minor: number;
  readonly currency: string;
}): string {
  const amount = minor / 10 ** currencyDigits(currency);
  try {
    return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

export const formatNumber = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** @param fraction 0.95 is 95 % */
export const formatPercent = (fraction: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 2 }).format(fraction);

export function formatBytes(bytes: number): string {
  const [unit, size] =
    bytes < 1024
      ? (['byte', 1] as const)
      : bytes < 1024 ** 2
        ? (['kilobyte', 1024] as const)
        : bytes < 1024 ** 3
          ? (['megabyte', 1024 ** 2] as const)
          : (['gigabyte', 1024 ** 3] as const);
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: unit === 'megabyte' || unit === 'gigabyte' ? 1 : 0,
  }).format(bytes / size);
}

/** A duration: `0.4 s`, `12 s`, `3 min 5 s`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return t('common.seconds', { seconds: fixed(seconds, 1) });
  const whole = Math.round(seconds);
  if (whole < 60) return t('common.seconds', { seconds: fixed(whole, 0) });
  return t('common.minutes', { minutes: fixed(Math.floor(whole / 60), 0), seconds: fixed(whole % 60, 0) });
}

const fixed = (value: number, digits: number) =>
  new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);

/** A whole day with its weekday. @param day ISO 8601 */
export const formatDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));
