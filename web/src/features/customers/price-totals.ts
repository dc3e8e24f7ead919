/** What price lines come to. */
import type { Price } from '../../api/types.ts';

type Money = NonNullable<Price['amount']>;

const PERIODS = ['month', 'quarter', 'year', 'one_time', 'other'] as const;
export type Period = (typeof PERIODS)[number];

const isPeriod = (value: string | null): value is Period => PERIODS.some((period) => period === value);

/** As printed; where only a unit price is, for its quantity. Undefined for a rate, or where the quantity is unknown. */
export function lineAmount({ amount, unit_price, quantity }: Price): Money | undefined {
  if (amount) return amount;
  if (!unit_price || quantity === null) return undefined;
  // A quantity may be a fraction (1.5 days): minor units stay whole.
  return { minor: Math.round(unit_price.minor * quantity), currency: unit_price.currency };
}

/** One sum for each period and currency, in their order. Lines whose amount is unknown are counted, not guessed. */
export function priceTotals(prices: readonly Price[]) {
  const sums = new Map<string, { period: Period; currency: string; minor: number }>();
  let unknown = 0;
  for (const price of prices) {
    const amount = lineAmount(price);
    if (!amount) {
      unknown++;
      continue;
    }
    const period = isPeriod(price.period) ? price.period : 'other';
    const key = `${period} ${amount.currency}`;
    const before = sums.get(key)?.minor ?? 0;
    sums.set(key, { period, currency: amount.currency, minor: before + amount.minor });
  }
  return {
    totals: [...sums.values()].sort(
      (a, b) => PERIODS.indexOf(a.period) - PERIODS.indexOf(b.period) || (a.currency < b.currency ? -1 : 1),
    ),
    unknown,
  };
}
