/** Amounts of money: sign and code, name, scale words, European, Swiss and Indian figures, negatives. */
import type { Money } from '../extraction.ts';
import { CURRENCY_NAME, CURRENCY_SIGN, currencyOf, minorDigits } from './currencies.ts';
import { type DecimalSign, FIGURES, normalizeFigures } from './numbers.ts';

/** An amount and where it stands in the text: `[start, end)`. */
export interface FoundMoney {
  readonly money: Money;
  readonly start: number;
  readonly end: number;
  /** The currency was printed; false when it is the document's. */
  readonly explicit: boolean;
}

export interface MoneyOptions {
  readonly decimal?: DecimalSign;
  /** Parentheses around the amount mean negative: right in a table's cell, wrong in prose. */
  readonly accounting?: boolean;
  /** What a bare "$" stands for where the document speaks of another dollar. */
  readonly dollar?: string;
  /** What "kr" stands for: Swedish, Norwegian, Danish or Icelandic. */
  readonly crown?: string;
}

const SCALE: Readonly<Record<string, number>> = {
  thousand: 3,
  k: 3,
  million: 6,
  m: 6,
  mm: 6,
  mio: 6,
  billion: 9,
  bn: 9,
  lakh: 5,
  crore: 7,
};
const SCALE_WORDS = '(?:thousand|million|billion|lakh|crore)s?|(?:[kKmM]|MM|bn)(?![A-Za-z])';
const MINUS = '[-−–]';
const PATTERN = new RegExp(
  String.raw`(?<open>\()?(?<minus>${MINUS} ?)?(?:(?<sign>${CURRENCY_SIGN}) ?(?<open2>\()?(?<minus2>${MINUS} ?)?(?<figures>${FIGURES})(?: ?(?<scale>${SCALE_WORDS}))?(?: (?<confirm>[A-Z]{3})(?![A-Za-z]))?|(?<![\d.,])(?<figures2>${FIGURES})(?: (?<scale2>${SCALE_WORDS}))? ?\)? ?(?<unit>${CURRENCY_SIGN}|(?:${CURRENCY_NAME})(?![A-Za-z])))(?:\.[-–—]+|,[-–—]+)?(?<close>\))?`,
  'gu',
);

/** Shifts a plain decimal string by `places`; null when more digits remain than the currency has. */
function toMinor(decimal: string, places: number): number | null {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const rest = fraction.slice(places);
  if (/[1-9]/.test(rest)) return null;
  const minor = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

/** Money of plain figures; null when they cannot be expressed in whole minor units. */
export function moneyOf(
  figures: string,
  currency: string,
  decimal: DecimalSign = '.',
  scale = 0,
): Money | null {
  // A currency without or with three decimals settles what a lone sign before three digits means.
  const hint: DecimalSign = minorDigits(currency) === 0 ? (figures.includes('.') ? ',' : '.') : decimal;
  const plain = normalizeFigures(
    figures,
    minorDigits(currency) === 3 || /^0/.test(figures) ? decimal : loneGroup(figures, hint),
  );
  if (plain === null) return null;
  const minor = toMinor(plain, minorDigits(currency) + scale);
  return minor === null ? null : { minor, currency };
}

/** Money has two decimals: three digits after a lone sign are thousands, whichever sign it is. */
function loneGroup(figures: string, hint: DecimalSign): DecimalSign {
  const lone = /^\d{1,3}([.,])\d{3}$/.exec(figures.trim());
  if (!lone) return hint;
  return lone[1] === '.' ? ',' : '.';
}

/** All amounts whose currency is printed beside them, in order. */
export function findMoney(text: string, options: MoneyOptions = {}): FoundMoney[] {
  const found: FoundMoney[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const g = match.groups ?? {};
    const token = g.sign ?? g.unit ?? '';
    const confirmed = g.confirm === undefined ? null : currencyOf(g.confirm);
    const named = currencyOf(token);
    if (named === null) continue;
    const currency =
      confirmed ??
      (token.trim() === '$'
        ? (options.dollar ?? named)
        : /^kr\.?$/.test(token.trim())
          ? (options.crown ?? named)
          : named);
    const figures = g.figures ?? g.figures2 ?? '';
    const scaleWord = (g.scale ?? g.scale2 ?? '').toLowerCase().replace(/s$/, '');
    const money = moneyOf(figures, currency, options.decimal ?? '.', SCALE[scaleWord] ?? 0);
    if (money === null) continue;
    const opened = g.open !== undefined || g.open2 !== undefined;
    const negative =
      g.minus !== undefined ||
      g.minus2 !== undefined ||
      (options.accounting === true && opened && g.close !== undefined);
    const start = match.index + (g.open !== undefined && !negative ? 1 : 0);
    const trailing = g.close !== undefined && !(negative && opened) ? 1 : 0;
    found.push({
      money: { minor: negative ? -money.minor || 0 : money.minor, currency: money.currency },
      start,
      end: match.index + match[0].length - trailing,
      explicit: true,
    });
  }
  return found;
}

/** The amount of a table's cell: with its own currency, or plain figures in the column's. null when the cell is no amount. */
export function cellMoney(cell: string, currency: string | null, options: MoneyOptions = {}): Money | null {
  const text = cell.trim().replace(/\s*[*†‡]+$/, '');
  const [own] = findMoney(text, { ...options, accounting: true });
  if (own) return own.money;
  if (currency === null) return null;
  const bare = new RegExp(
    String.raw`^(?<open>\()?(?<minus>${MINUS} ?)?(?<figures>${FIGURES})(?:\.[-–—]+)?(?<close>\))?$`,
    'u',
  ).exec(text);
  if (!bare) return null;
  const money = moneyOf(bare.groups?.figures ?? '', currency, options.decimal ?? '.');
  if (money === null) return null;
  const negative =
    bare.groups?.minus !== undefined || (bare.groups?.open !== undefined && bare.groups?.close !== undefined);
  return { minor: negative ? -money.minor || 0 : money.minor, currency };
}

/** The currency a heading or sentence names without an amount: "Fee (EUR)", "all sums in Swiss francs". */
export function namedCurrency(text: string): string | null {
  for (const match of text.matchAll(
    new RegExp(String.raw`(?<![A-Za-z])(?:[A-Z]{3}|${CURRENCY_NAME})(?![A-Za-z])|[€£¥₹]|US\$`, 'gu'),
  )) {
    const code = currencyOf(match[0]);
    // Codes that are English words or usual abbreviations need an amount beside them.
    if (code !== null && !/^(?:ALL|TOP|CUP|MOP|PEN|TRY|SOS|LAK|GEL|BAM|LEK|RON)$/.test(match[0])) return code;
  }
  return null;
}

/** The currency most amounts are printed in; null where there is none. */
export function mainCurrency(text: string, options: MoneyOptions = {}): string | null {
  const counts = new Map<string, number>();
  for (const { money } of findMoney(text, options))
    counts.set(money.currency, (counts.get(money.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? namedCurrency(text);
}

/** Major units as a plain number: 123450 USD minor → 1234.5. */
export const majorUnits = (money: Money): number =>
  Number((money.minor / 10 ** minorDigits(money.currency)).toFixed(minorDigits(money.currency)));
