/** Priced lines and totals of the whole contract. */
import type { Evidence, Fact, Money, PriceLine, Totals } from '../extraction.ts';
import { inDays, parseDuration } from './durations.ts';
import { factAt, factOf } from './facts.ts';
import { mainCurrency } from './money.ts';
import { nameKey } from './names.ts';
import { type ProseLine, prosePrices } from './price-prose.ts';
import { proseRates } from './price-rates.ts';
import { readPriceTable } from './price-tables.ts';
import type { TableLine } from './price-totals.ts';
import type { Source } from './source.ts';
import type { Grid } from './tables.ts';

export interface PricingFacts {
  readonly pricing: readonly Fact<PriceLine>[];
  readonly totals: Fact<Totals> | null;
  /** The tables' lines, for the entitlements. */
  readonly tableLines: readonly TableLine[];
  /** Prices of sentences that count something, for the entitlements. */
  readonly counted: readonly ProseLine[];
}

const consistent = (line: PriceLine): boolean | null => {
  if (line.quantity === null || line.unitPrice === null || line.amount === null) return null;
  return (
    Math.abs(line.quantity * line.unitPrice.minor - line.amount.minor) <=
    Math.max(1, Math.abs(line.amount.minor) * 0.005)
  );
};

function lineConfidence({ line }: TableLine): number {
  const checks = consistent(line);
  if (checks === true) return 0.96;
  if (checks === false) return 0.55;
  return line.amount !== null || line.percent !== null ? 0.8 : 0.6;
}

/** All priced lines; tables first, prose where it adds something. */
export function findPricing(source: Source, grids: readonly Grid[], term: string | null): PricingFacts {
  const currency = mainCurrency(source.flat, source.money);
  const read = grids.flatMap((grid) => readPriceTable(source, grid, currency));
  const tableLines = read.filter((entry) => entry.total === null);
  const sums = read.filter((entry) => entry.total !== null);
  const prose = prosePrices(source);
  const facts: Fact<PriceLine>[] = tableLines.map((entry) =>
    factOf(entry.line, [entry.evidence], lineConfidence(entry)),
  );
  for (const { line, span, strength } of prose.lines) {
    const amount = line.amount ?? line.unitPrice;
    const known = facts.some((fact) => {
      const other = fact.value.amount ?? fact.value.unitPrice;
      return other?.minor === amount?.minor && other?.currency === amount?.currency;
    });
    const summed = sums.some((sum) => sum.line.amount?.minor === amount?.minor);
    if (
      known ||
      summed ||
      facts.some(
        (fact) => nameKey(fact.value.item) === nameKey(line.item) && fact.value.period === line.period,
      )
    )
      continue;
    facts.push(factAt(source, line, [span], strength));
  }
  for (const { line, span } of proseRates(source))
    if (!facts.some(({ value }) => value.percent === line.percent))
      facts.push(factAt(source, line, [span], 0.55));
  return {
    pricing: facts,
    counted: prose.lines.filter(({ line }) => line.quantity !== null),
    totals: totalsOf(source, facts, sums, prose.totals, term),
    tableLines,
  };
}

interface Sum {
  readonly money: Money;
  readonly evidence: readonly Evidence[];
}

function totalsOf(
  source: Source,
  facts: readonly Fact<PriceLine>[],
  sums: readonly TableLine[],
  spoken: ReturnType<typeof prosePrices>['totals'],
  term: string | null,
): Fact<Totals> | null {
  let annual: Sum | null = null;
  let total: Sum | null = null;
  const hasRecurring = facts.some(
    ({ value }) => value.period === 'year' || value.period === 'month' || value.period === 'quarter',
  );
  for (const sum of sums) {
    if (sum.line.amount === null || sum.total === 'part') continue;
    const entry: Sum = { money: sum.line.amount, evidence: [sum.evidence] };
    const kind =
      sum.total === 'sum' ? (hasRecurring && sum.line.period === 'year' ? 'annual' : 'total') : sum.total;
    if (kind === 'annual') annual ??= entry;
    else if (total === null || entry.money.minor > total.money.minor) total = entry;
  }
  for (const { kind, money, span } of spoken) {
    const entry: Sum = { money, evidence: source.locate(span) };
    if (kind === 'annual') annual ??= entry;
    else total ??= entry;
  }
  const duration = term === null ? null : parseDuration(term);
  const oneYear = duration !== null && Math.abs(inDays(duration) - 365) < 8;
  const single = annual ?? total;
  if (single === null) return null;
  if (
    oneYear &&
    (annual === null) !== (total === null) &&
    (annual !== null || facts.every(({ value }) => value.period !== 'one_time'))
  ) {
    annual = single;
    total = single;
  }
  const sumOfLines = facts.reduce(
    (all, { value }) =>
      all + (value.amount?.currency === single.money.currency ? (value.amount?.minor ?? 0) : 0),
    0,
  );
  const recurring = facts
    .filter(({ value }) => value.period === 'year')
    .reduce((all, { value }) => all + (value.amount?.minor ?? 0), 0);
  const checks = [sumOfLines, recurring].some(
    (sum) => sum > 0 && Math.abs(sum - single.money.minor) <= sum * 0.001,
  );
  const evidence = [...(annual?.evidence ?? []), ...(total?.evidence ?? [])].filter(
    (entry, index, all) => all.findIndex((other) => other.quote === entry.quote) === index,
  );
  return factOf(
    { annual: annual?.money ?? null, total: total?.money ?? null },
    evidence,
    checks ? 0.93 : 0.6,
  );
}
