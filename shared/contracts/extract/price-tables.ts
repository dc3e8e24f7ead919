/** Priced lines, totals and entitled quantities of tables. */
import type { Money, PriceLine, PricePeriod } from '../extraction.ts';
import { findDates } from './dates.ts';
import { cellMoney, findMoney, namedCurrency } from './money.ts';
import { isPlaceholder } from './placeholders.ts';
import { priceColumns } from './price-columns.ts';
import { markTotals, namesSum, type TableLine } from './price-totals.ts';
import { quantityOf } from './quantities.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

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

/** "per pallet", "/ hour": a unit that is no span of the term. */
const PER_UNIT =
  /(?:^|\b)per\s(?!(?:contract |calendar |fiscal |school |plan )?(?:year|month|quarter|annum|Jahr|Monat|an\b|mois|año|mes)\b)\p{L}|\/ ?(?:hour|day|hr|unit|user|call|visit|item|gb)\b/iu;
const RATE_HEAD =
  /\b(?:hourly|daily|bill(?:ing)?|pay|day|hour) rates?\b|^rates?(?: \(.*\))?$|\bper (?:hour|day|visit|item|unit)\b|\b(?:tariff|each)\b/i;

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
      basis: basisText,
    };
    const paid = columns.years.filter((year) => money(year.column) !== null);
    const [only] = paid;
    if (columns.years.length > 1 && paid.length === 1 && only && !namesSum(itemText)) {
      // Under the years' columns, but of no year: one-off charges are printed where there is room.
      lines.push({
        ...shared,
        line: {
          item: itemText,
          quantity: count?.count ?? null,
          unitPrice: null,
          amount: credited(money(only.column), itemText),
          percent: null,
          period: periodOf(itemText) ?? periodOf(section) ?? 'one_time',
        },
        total: null,
      });
      continue;
    }
    if (paid.length > 0) {
      const sum =
        namesSum(itemText) ||
        addsUpByYear(
          lines,
          paid.map((year) => money(year.column)),
        );
      paid.forEach((year, index) => {
        lines.push({
          ...shared,
          line: {
            item: columns.years.length > 1 && !sum ? `${itemText}, ${year.label}` : itemText,
            quantity: count?.count ?? null,
            unitPrice: null,
            amount: credited(money(year.column), itemText),
            percent: null,
            period: 'year',
          },
          total: !sum ? null : paid.length === 1 ? 'total' : index === 0 ? 'annual' : 'part',
        });
      });
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
    amount = credited(amount, itemText);
    // "per pallet | € 3,95", "Hourly rate": a tariff, of which nothing is counted yet.
    const tariff =
      amount !== null &&
      unitPrice === null &&
      count === null &&
      (PER_UNIT.test(basisText) ||
        PER_UNIT.test(itemText) ||
        PER_UNIT.test(present.find((text) => /^per /i.test(text)) ?? '') ||
        RATE_HEAD.test(grid.header[columns.amount] ?? ''));
    const rate = percent?.[1] === undefined ? null : Number(percent[1].replace(',', '.'));
    const line: PriceLine = {
      item: itemText,
      quantity: count?.count ?? null,
      unitPrice: tariff ? amount : unitPrice,
      amount: rate === null && !tariff ? amount : null,
      percent: rate,
      period: rate !== null || tariff ? 'other' : period,
    };
    lines.push({ ...shared, line, total: null });
  }
  return withPeriods(markTotals(lines));
}

/** Discounts and credits are negative however they are printed. */
function credited(amount: Money | null, item: string): Money | null {
  const credit =
    /\b(?:discount|credit|rebate|allowance|reduction|waiver|deduction|nachlass|rabatt|remise|descuento|sconto|korting)\b/i.test(
      item,
    ) && !/\bcredit (?:card|check|limit|insurance)/i.test(item);
  return amount !== null && amount.minor > 0 && credit ? { ...amount, minor: -amount.minor } : amount;
}

/** True where each year's amount is the sum of the lines of that year. */
function addsUpByYear(lines: readonly TableLine[], amounts: readonly (Money | null)[]): boolean {
  const years = amounts.length;
  const yearly = lines.filter((entry) => entry.total === null && entry.line.period === 'year');
  if (years < 2 || yearly.length < 2 * years || yearly.length % years !== 0) return false;
  return amounts.every((amount, index) => {
    const sum = yearly
      .filter((_, at) => at % years === index)
      .reduce((all, { line }) => all + (line.amount?.minor ?? 0), 0);
    return amount !== null && Math.abs(sum - amount.minor) <= 2;
  });
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
