/** Numbers, money and currencies as the scoring of filled contracts compares them. */
import { isBlank } from '../outcome.ts';

const NEGATIVE = /^\s*\(.*\)\s*$|^\s*[^\d(]*-\s*[^\d]{0,3}\d/;
const FIGURE = /\d(?:[\d.,]| (?=\d{3}\b))*/;

/** A number in any of the usual spellings: `1,234.50`, `1.234,50`, `36'000.00`, `(9,456.00)`. null for none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (isBlank(value)) return null;
  const text = String(value).replace(/[\u00a0\u202f']/g, ' ');
  const figure = FIGURE.exec(text)?.[0]
    .replace(/ /g, '')
    .replace(/[.,]+$/, '');
  if (figure === undefined) return null;
  const number = Number(withDecimalPoint(figure));
  if (!Number.isFinite(number)) return null;
  return NEGATIVE.test(text) ? -number : number;
}

/** The last separator is the decimal one, unless it divides thousands. */
function withDecimalPoint(figure: string): string {
  const [comma, point] = [figure.lastIndexOf(','), figure.lastIndexOf('.')];
  const withoutCommas = figure.replace(/,/g, '');
  const withoutPoints = figure.replace(/\./g, '');
  if (comma >= 0 && point >= 0) return comma > point ? withoutPoints.replace(',', '.') : withoutCommas;
  if (comma >= 0) {
    const thousands = /,\d{3}(?:,|$)/.test(figure) || figure.indexOf(',') !== comma;
    return thousands ? withoutCommas : figure.replace(',', '.');
  }
  const thousands = figure.indexOf('.') !== point || /^[1-9]\d{0,2}\.\d{3}$/.test(figure);
  return point >= 0 && thousands ? withoutPoints : figure;
}

const CODES = 'USD EUR GBP CAD AUD SGD CHF INR SEK NOK DKK JPY NZD BRL'.split(' ');
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/CA?\$/i, 'CAD'],
  [/AU?\$/i, 'AUD'],
  [/US\$/i, 'USD'],
  [/S\$/i, 'SGD'],
  [/€|^euros?$/i, 'EUR'],
  [/£/, 'GBP'],
  [/₹|^rs\.?$/i, 'INR'],
  [/kr/i, 'SEK'],
  [/fr\.?$/i, 'CHF'],
  [/\$|dollar/i, 'USD'],
];

/** A code of ISO 4217, `%` for a rate, null for nothing. */
export function currencyOf(value: unknown): string | null {
  const text = String(value ?? '').trim();
  if (text === '') return null;
  if (/%|percent|pct/i.test(text)) return '%';
  const upper = text.toUpperCase();
  return CODES.find((code) => upper.includes(code)) ?? SIGNS.find(([sign]) => sign.test(text))?.[1] ?? upper;
}

/** Half a cent, and the rounding of large sums. */
export const sameAmount = (a: number, b: number): boolean => Math.abs(a - b) < 0.006 + 1e-9 * Math.abs(b);

interface Priced {
  readonly amount?: unknown;
  readonly unitPrice?: unknown;
  readonly quantity?: unknown;
}

/** The amounts that a line may mean: as printed, unit price times quantity, or the unit price where nothing else is said. */
function amountsOf({ amount, unitPrice, quantity }: Priced, labelled: boolean): number[] {
  const [total, unit, count] = [numberOf(amount), numberOf(unitPrice), numberOf(quantity)];
  const alone = unit !== null && total === null && (labelled || count === null);
  return [
    ...(total === null ? [] : [total]),
    ...(unit === null || count === null ? [] : [Math.round(unit * count * 100) / 100]),
    ...(alone ? [unit] : []),
  ];
}

/** A discount counts in either sign. */
export const sameMoney = (read: Priced, labelled: Priced): boolean =>
  amountsOf(read, false).some((ours) =>
    amountsOf(labelled, true).some(
      (theirs) => sameAmount(ours, theirs) || (theirs < 0 && sameAmount(Math.abs(ours), -theirs)),
    ),
  );
