/** What the columns of a price table mean. */

import { cellMoney, findMoney } from './money.ts';
import type { DecimalSign } from './numbers.ts';
import { quantityOf } from './quantities.ts';
import type { Grid } from './tables.ts';

export interface PriceColumns {
  readonly item: number;
  readonly quantity: number;
  readonly unit: number;
  readonly unitPrice: number;
  readonly amount: number;
  readonly percent: number;
  readonly basis: number;
  readonly start: number;
  readonly end: number;
  /** Columns of a ramp, one per contract year. */
  readonly years: readonly { readonly column: number; readonly label: string }[];
}

const ITEM =
  /\b(?:product|item|service|description|fee|sku|module|offering|licen[cs]e|line of business|coverage|subscription|deliverable|component|resource|role|consultant|tier|package|plan|name|material|milestone|instal?ment|charge|details?)s?\b/i;
const QUANTITY =
  /\b(?:qty|quantit(?:y|ies|é)|hours|no\. of|number|units?|volume|count|capacity|commitment|seats|users|licen[cs]es|days|basis|estimated number|menge|anzahl|stück|cantidad|unidades|quantità|aantal|antal)\b/i;
const UNIT_PRICE =
  /\b(?:unit (?:price|fee|cost|rate)|price per|rate per|cost per|fee per|per unit|per user|price each|charge each|each|charge per unit|price per unit|annual rate|per unit and (?:year|month)|Einzelpreis|Stückpreis|prix unitaire|precio unitario|prezzo unitario|à-pris|hourly rate|daily rate|day rate|net unit|(?:hourly|daily) (?:fee|price))\b|^(?:rate|unit|price\/unit|.{0,3} ?\/ ?unit)$/i;
const AMOUNT =
  /\b(?:amount|total|extended|fees?|price|cost|charges?|subtotal|annual|sum|value|payable|instal?ment|estimate|per (?:month|year|quarter)|Betrag|Preis|Summe|montant|prix|importe|precio|importo|bedrag|belopp|beløb)\b|[€$£¥₹]/i;
const PERCENT = /\b(?:commission|rate|discount|margin|percent(?:age)?|share)\b|%/i;
const NUMBERING =
  /^(?:no\.?|nr\.?|#|ref\.?|pos\.?|line|item no\.?|code|sku|id|year|term|start|end|date|from|to|period)$/i;
const PRIOR =
  /\b(?:current|prior|previous|existing|old|former|superseded|before|original|present|list|expected|forecast(?:ed)?|estimated premium|premium|insured|limit|deductible|threshold|purchases|retention)\b/i;
const YEAR =
  /^(?:(?:contract|subscription|fiscal)? ?year (?:\d|one|two|three|four|five)|(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth) (?:contract )?year|y(?:ear)? ?\d|20\d\d(?:[/-]\d\d(?:\d\d)?)?)\b/i;

const filled = (grid: Grid, column: number): string[] =>
  grid.rows.map((row) => row.cells[column] ?? '').filter((cell) => cell !== '');
const share = (cells: readonly string[], test: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length;

/** Reads a grid as a price table; null where it holds no prices. */
export function priceColumns(grid: Grid, currency: string | null, decimal: DecimalSign): PriceColumns | null {
  const { header } = grid;
  const columns = header.map((_, index) => index);
  const superseded = (column: number): boolean => PRIOR.test(header[column] ?? '');
  const printed = (column: number): boolean =>
    share(filled(grid, column), (cell) => findMoney(cell, { decimal }).length > 0) > 0.4;
  const plain = (column: number): boolean =>
    currency !== null &&
    share(filled(grid, column), (cell) => cellMoney(cell, currency, { decimal }) !== null) > 0.6 &&
    (AMOUNT.test(header[column] ?? '') || UNIT_PRICE.test(header[column] ?? '')) &&
    !QUANTITY.test(header[column] ?? '');
  const money = columns.filter((column) => (printed(column) || plain(column)) && !superseded(column));
  const percents = columns.filter(
    (column) =>
      share(filled(grid, column), (cell) => /^\(?-?\d{1,3}(?:[.,]\d+)? ?%\)?$/.test(cell)) > 0.5 &&
      !superseded(column),
  );
  if (
    money.length === 0 &&
    (percents.length === 0 || !percents.some((column) => PERCENT.test(header[column] || header.join(' '))))
  )
    return null;
  const years = columns
    .filter((column) => money.includes(column) && YEAR.test(header[column] ?? ''))
    .map((column) => ({ column, label: header[column] ?? '' }));
  const taken = new Set<number>([...money, ...percents]);
  const item = header.findIndex(
    (cell, column) =>
      !taken.has(column) &&
      ITEM.test(cell) &&
      share(filled(grid, column), (text) => /\p{L}{2}/u.test(text)) > 0.7,
  );
  const worded = (column: number): number =>
    taken.has(column) || share(filled(grid, column), (text) => /\p{L}{3}/u.test(text)) <= 0.7
      ? 0
      : filled(grid, column).length;
  // A column of groups ("Storage", "", "") names no items: the fuller one beside it does.
  const fuller = columns.find(
    (column) =>
      item >= 0 && column > item && worded(column) > worded(item) * 1.3 && ITEM.test(header[column] ?? ''),
  );
  const named = fuller ?? (item >= 0 ? item : columns.find((column) => worded(column) > 0));
  if (named === undefined) return null;
  taken.add(named);
  const find = (pattern: RegExp): number =>
    header.findIndex((cell, column) => !taken.has(column) && !superseded(column) && pattern.test(cell));
  // Without a heading of quantity, a column of counts ("19 clinicians") is one; numbers in a row from 1 count the rows.
  const counted = (column: number): boolean => {
    const cells = filled(grid, column);
    return (
      !taken.has(column) &&
      !superseded(column) &&
      !NUMBERING.test(header[column] ?? '') &&
      share(cells, (cell) => /[.,]\d{2}$|\d[.,’' ]\d{3}[.,]/u.test(cell)) < 0.4 &&
      share(
        cells,
        (cell) => /^(?:up to )?\d[\d,.' ]* ?[\p{L}]?/u.test(cell) && quantityOf(cell, decimal) !== null,
      ) > 0.6 &&
      (cells.length === 1 ||
        !cells.every((cell, index) => index === 0 || Number(cell) === Number(cells[index - 1]) + 1))
    );
  };
  const headed = header.findIndex((cell, column) => QUANTITY.test(cell) && counted(column));
  const quantity = headed >= 0 ? headed : header.findIndex((_, column) => counted(column));
  if (quantity >= 0) taken.add(quantity);
  const unit = header.findIndex(
    (cell, column) =>
      !taken.has(column) && /^(?:unit|units|uom|unit of measure|metric|licen[cs]e metric)$/i.test(cell),
  );
  if (unit >= 0) taken.add(unit);
  const start = find(/^(?:start|from|begin\w*|start date|effective)\b/i);
  const end = find(/^(?:end|to|until|through|end date|expir\w*)\b/i);
  const basis = find(/\b(?:basis|frequency|billing|period|recurrence|cadence|timing|when|type)\b/i);
  const unitPrice =
    years.length > 0
      ? -1
      : (money.find((column) => UNIT_PRICE.test(header[column] ?? '')) ??
        (money.length > 1 && quantity >= 0 ? (money[0] ?? -1) : -1));
  const rest = money.filter((column) => column !== unitPrice);
  const amount =
    years.length > 0
      ? -1
      : (rest.filter((column) => AMOUNT.test(header[column] ?? '')).at(-1) ?? rest.at(-1) ?? -1);
  // With a heading that the reader put over the wrong column the only column of rates is meant.
  const loose = percents.length === 1 && PERCENT.test(header.join(' ')) ? percents[0] : undefined;
  const percent = percents.find((column) => PERCENT.test(header[column] ?? '')) ?? loose ?? -1;
  const commissions = percent >= 0 && /\bcommission/i.test(header.join(' '));
  if (commissions)
    return { item: named, quantity, unit, unitPrice: -1, amount: -1, percent, basis, start, end, years: [] };
  return {
    item: named,
    quantity,
    unit,
    unitPrice,
    amount,
    percent: amount >= 0 ? -1 : percent,
    basis,
    start,
    end,
    years,
  };
}
