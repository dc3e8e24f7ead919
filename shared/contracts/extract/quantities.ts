/** Counts with their unit, as a table's cell prints them. */
import { FIGURES, parseFigures } from './numbers.ts';

interface Quantity {
  readonly count: number;
  readonly unit: string | null;
}

/** What follows a day instead of a count: "19 June 2026". */
const MONTH =
  /^(?:jan|feb|mar|mär|apr|avr|may|mai|jun|juin|jul|juil|aug|août|sep|oct|okt|nov|dec|dez|déc)\p{L}*\.?(?: \d{4})?$/iu;

/** "450 named users" → 450, named users; null where the cell starts with no number. */
export function quantityOf(cell: string, decimal: '.' | ','): Quantity | null {
  const match = new RegExp(
    String.raw`^(?:up to |approx\.? |x ?)?(${FIGURES})(?: ?x)?(?: ?\(?([\p{L}][\p{L}\d ()/-]{0,40}?)\)?)?(?: (?:per|a) (?:year|month|quarter))?$`,
    'u',
  ).exec(cell.trim());
  if (!match?.[1] || MONTH.test(match[2] ?? '')) return null;
  const count = parseFigures(
    match[1],
    /^\d{1,3}[.,]\d{3}$/.test(match[1]) ? (match[1].includes(',') ? '.' : ',') : decimal,
  );
  return count === null ? null : { count, unit: match[2]?.trim() ?? null };
}
