/** Priced lines, totals and entitled quantities of tables. */
import type { Evidence, Money, PriceLine, PricePeriod } from '../extraction.ts';
import { findDates } from './dates.ts';
import { cellMoney, findMoney, namedCurrency } from './money.ts';
import { isPlaceholder } from './placeholders.ts';
import { priceColumns } from './price-columns.ts';
import { quantityOf } from './quantities.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

export interface TableLine {
  readonly line: PriceLine;
  readonly unit: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly evidence: Evidence;
  /** The row carries a sum instead of a line: of a year, of the term, of the table, or of a month or quarter. */
  readonly total: 'annual' | 'total' | 'sum' | 'part' | null;
  readonly header: string;
}

const TOTAL = /\b(?:sub-?total|grand total|totals?|sum|in all|altogether|contract value|overall)\b/i;
const TOTAL_START =
  /^(?:total|subtotal|sub-total|grand total|sum|annual (?:total|commitment|sum|subscription total)|recurring (?:fees|total|charges)|fees over|estimated (?:total|professional fees)|net (?:total|amount)|amount due|balance due|(?:first|initial)[- ]year total|contract total|year \d total)\b/i;

/** How often a price recurs, by the words around it. */
export function periodOf(text: string): PricePeriod | null {
  if (
    /\b(?:one[- ]time|once|non-?recurring|set-?up|implementation|onboarding|migration|training|on signature|fixed fee|milestone|upfront|go-live|installation|conversion|workshop)\b/i.test(
      text,
    )
  )
    return 'one_time';
  if (/\b(?:per|a|each|every|\/) ?(?:calendar )?month\b|\bmonthly\b/i.test(text)) return 'month';
  if (/\b(?:per|a|each|every|\/) ?quarter\b|\bquarterly\b/i.test(text)) return 'quarter';
  if (
    /\b(?:per|a|each|every|\/) ?(?:contract |calendar |subscription )?(?:year|annum)\b|\bannual(?:ly)?\b|\byearly\b|\bp\.a\.|\byear \d\b/i.test(
      text,
    )
  )
    return 'year';
  return null;
}

/** Reads one table. */
export function readPriceTable(source: Source, grid: Grid, documents: string | null): TableLine[] {
  const currency = namedCurrency(grid.header.join(' ')) ?? documents;
  const columns = priceColumns(grid, currency, source.decimal);
  if (columns === null) return [];
  const lines: TableLine[] = [];
  const headText = grid.header.join(' ');
  let section = grid.caption.split(' / ').at(-1) ?? '';
  for (const row of grid.rows) {
    const cell = (index: number): string => (index < 0 ? '' : (row.cells[index] ?? ''));
    const present = row.cells.filter((text) => text !== '');
    const money = (index: number): Money | null =>
      cellMoney(cell(index).replace(/^(?:\d+% off )?/, ''), currency, source.money);
    const name =
      cell(columns.item) ||
      (present.find((text) => /\p{L}{3}/u.test(text) && findMoney(text).length === 0) ?? '');
    if (present.length === 1) {
      section = present[0] ?? '';
      continue;
    }
    if (name === '' || isPlaceholder(name)) continue;
    const itemText = name.replace(/^\d+(?:\.\d+)*[.)]? /, '').replace(/ ?[*†‡]+$/, '');
    const basisText = cell(columns.basis);
    const inBasis =
      basisText === ''
        ? null
        : /(\d[\d.,]*) ([\p{L} ]{2,30}?) (?:per (?:year|month|quarter) )?(?:at|x|@) /u.exec(basisText);
    const count =
      quantityOf(cell(columns.quantity), source.decimal) ??
      (inBasis ? quantityOf(`${inBasis[1]} ${inBasis[2]}`, source.decimal) : null);
    const unitPrice =
      money(columns.unitPrice) ?? (inBasis ? (findMoney(basisText, source.money)[0]?.money ?? null) : null);
    const context = `${basisText} ${itemText}`;
    const period =
      periodOf(basisText) ??
      periodOf(itemText) ??
      periodOf(grid.header[columns.amount] ?? '') ??
      periodOf(section) ??
      periodOf(headText) ??
      periodOf(grid.caption);
    const dates = [columns.start, columns.end].map((index) =>
      index < 0 ? null : (findDates(cell(index), source.dayOrder)[0]?.value ?? null),
    );
    const shared = {
      unit: count?.unit ?? (cell(columns.unit) || null),
      start: dates[0] ?? null,
      end: dates[1] ?? null,
      evidence: row.evidence,
      header: headText,
    };
    if (columns.years.length > 0) {
      for (const year of columns.years) {
        const amount = money(year.column);
        if (amount === null) continue;
        lines.push({
          ...shared,
          line: {
            item:
              columns.years.length > 1 && !TOTAL_START.test(itemText)
                ? `${itemText}, ${year.label}`
                : itemText,
            quantity: count?.count ?? null,
            unitPrice: null,
            amount,
            percent: null,
            period: 'year',
          },
          total: TOTAL_START.test(itemText) ? 'annual' : null,
        });
      }
      continue;
    }
    const percent = columns.percent < 0 ? null : /^\(?(-?\d{1,3}(?:[.,]\d+)?) ?%/.exec(cell(columns.percent));
    let amount = money(columns.amount);
    if (amount === null && unitPrice === null && percent === null) {
      const [only] = present.flatMap((text) =>
        text === name ? [] : findMoney(text, { ...source.money, accounting: true }),
      );
      if (only && present.length === 2) amount = only.money;
    }
    if (amount === null && unitPrice === null && percent === null) continue;
    if (
      amount !== null &&
      amount.minor > 0 &&
      /\b(?:discount|credit|rebate|allowance|reduction|waiver)\b/i.test(itemText) &&
      !/\bcredit (?:card|check|limit)/i.test(itemText)
    )
      amount = { ...amount, minor: -amount.minor };
    const rate = percent?.[1] === undefined ? null : Number(percent[1].replace(',', '.'));
    const line: PriceLine = {
      item: itemText,
      quantity: count?.count ?? null,
      unitPrice,
      amount: rate === null ? amount : null,
      percent: rate,
      period: rate === null ? period : 'other',
    };
    lines.push({ ...shared, line, total: totalKind(line, lines, context) });
  }
  return withPeriods(lines);
}

/** Where only the sum says how often it recurs ("Total per year"), its lines recur as often. */
function withPeriods(lines: readonly TableLine[]): TableLine[] {
  const sums = lines.filter((entry) => entry.total !== null);
  const period: PricePeriod | null = sums.some((entry) => entry.total === 'annual')
    ? 'year'
    : sums.some((entry) => entry.total === 'part' && /month/i.test(entry.line.item))
      ? 'month'
      : null;
  return lines.map((entry) =>
    entry.line.period === null ? { ...entry, line: { ...entry.line, period } } : entry,
  );
}

/** Whether a row is a sum: by its words, or because it adds up the rows above. */
function totalKind(line: PriceLine, before: readonly TableLine[], context: string): TableLine['total'] {
  if (line.amount === null || line.unitPrice !== null) return null;
  const named = TOTAL_START.test(line.item) || (TOTAL.test(line.item) && line.quantity === null);
  const parts = before.filter(
    (other) => other.total === null && other.line.amount?.currency === line.amount?.currency,
  );
  const sum = parts.reduce((total, other) => total + (other.line.amount?.minor ?? 0), 0);
  const adds = parts.length >= 2 && Math.abs(sum - line.amount.minor) <= Math.max(2, Math.abs(sum) * 0.0005);
  if (!named && !adds) return null;
  if (/\b(?:month|quarter)(?:ly)?\b/i.test(context)) return 'part';
  // The years of a ramp add up to the term.
  if (parts.filter((other) => /\byear (?:\d|one|two|three|four|five)\b/i.test(other.line.item)).length >= 2)
    return 'total';
  if (
    /\b(?:annual|yearly|recurring|per year|each (?:contract )?year|a year|first[- ]year|subscription total|year 1|per annum)\b/i.test(
      context,
    ) &&
    !/\b(?:contract value|over the|term|grand|years)\b/i.test(context)
  )
    return 'annual';
  if (
    /\b(?:contract value|term|grand|overall|all fees|years|contract total|project|agency|professional)\b/i.test(
      context,
    )
  )
    return 'total';
  return 'sum';
}
