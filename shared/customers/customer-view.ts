/** A customer as the API shows one. */
import type { Item } from '../kernel/records.ts';
import { contractTerms, type TermsOfContract, termsView } from './contract-terms.ts';
import type { CustomerStatus } from './customer-statuses.ts';

type Money = NonNullable<TermsOfContract['annual']>;

/** @param today an ISO 8601 day: dates are those of the terms that run on it */
export function customerView(record: Item, today: string) {
  const terms = contractTerms(record).map((contract) => termsView(contract, today));
  const ahead = terms.filter(({ ends_on }) => ends_on !== null && ends_on >= today);
  return {
    id: String(record.id),
    name: String(record.name),
    status: record.status as CustomerStatus,
    owner_id: String(record.owner_id),
    custom: (record.custom as Record<string, unknown> | undefined) ?? {},
    next_follow_up_at: (record.next_follow_up_at as string | undefined) ?? null,
    summary: {
      contracts: terms.length,
      annual: sums(terms.map(({ annual }) => annual)),
      total: sums(terms.map(({ total }) => total)),
      go_live_date: first(terms.map(({ go_live_date }) => go_live_date)),
      renewal_date: first(ahead.filter(({ renews }) => renews).map(({ ends_on }) => ends_on)),
      end_date: first(ahead.filter(({ renews }) => !renews).map(({ ends_on }) => ends_on)),
      notice_date: first(
        terms.map(({ notice_by }) => (notice_by !== null && notice_by >= today ? notice_by : null)),
      ),
    },
    version: Number(record.version),
    created_at: String(record.created_at),
    updated_at: String(record.updated_at),
    archived_at: typeof record.archived_at === 'string' ? record.archived_at : null,
  };
}

const first = (dates: readonly (string | null)[]): string | null =>
  dates.filter((date) => date !== null).sort()[0] ?? null;

/** One sum for each currency, the largest first: amounts of different currencies are never added. */
export function sums(amounts: readonly (Money | null)[]): Money[] {
  const byCurrency = new Map<string, number>();
  for (const amount of amounts)
    if (amount) byCurrency.set(amount.currency, (byCurrency.get(amount.currency) ?? 0) + amount.minor);
  return [...byCurrency]
    .map(([currency, minor]) => ({ minor, currency }))
    .sort((a, b) => b.minor - a.minor || (a.currency < b.currency ? -1 : 1));
}
