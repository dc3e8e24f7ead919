/** What a contract has led to, as the API shows it, and what must never be in there twice. */
import { expect } from 'vitest';
import type { Session } from '../../bin/client/session.ts';

// biome-ignore lint/suspicious/noExplicitAny: the API's answers have many shapes; tests say which they expect
type Body = any;

export interface Outcome {
  readonly contract: Body;
  readonly facts: readonly Body[];
  readonly stakeholders: readonly Body[];
  readonly prices: readonly Body[];
  readonly entitlements: readonly Body[];
  readonly plans: readonly Body[];
  readonly plan: Body;
}

export async function outcomeOf(session: Session, contractId: string): Promise<Outcome> {
  const { contract, facts } = await session.expect('GET', `/api/v1/contracts/${contractId}/extraction`);
  expect(contract.failure).toBeNull();
  const customer = `/api/v1/customers/${contract.customer_id}`;
  const [stakeholders, prices, entitlements, plans, plan] = await Promise.all([
    session.list(`/api/v1/stakeholders?customer_id=${contract.customer_id}`),
    session.expect('GET', `${customer}/pricing`),
    session.expect('GET', `${customer}/entitlements`),
    session.list(`/api/v1/onboarding-plans?customer_id=${contract.customer_id}`),
    session.expect('GET', `/api/v1/onboarding-plans/${contractId}`),
  ]);
  return {
    contract,
    facts,
    stakeholders,
    prices: prices.data,
    entitlements: entitlements.data,
    plans,
    plan,
  };
}

/** What two outcomes of the same document have in common: everything but ids, times and versions. */
export function contentOf(outcome: Outcome): unknown {
  const { facts, stakeholders, prices, entitlements, plan } = outcome;
  const sorted = (entries: readonly string[]) => [...entries].sort();
  return {
    facts: sorted(facts.map(({ key, value }) => `${key} ${JSON.stringify(value)}`)),
    stakeholders: sorted(stakeholders.map(({ name }) => name)),
    prices: sorted(prices.map(({ item, amount }) => `${item} ${JSON.stringify(amount)}`)),
    entitlements: sorted(entitlements.map(({ product, quantity }) => `${product} ${quantity}`)),
    tasks: sorted(plan.tasks.map(({ key, due_date }: Body) => `${key} ${due_date}`)),
  };
}

/** Ready or to be reviewed, with one plan, and nothing in there twice. */
export function expectWhole(outcome: Outcome): void {
  const { contract, facts, stakeholders, prices, entitlements, plans, plan } = outcome;
  expect(['ready', 'review']).toContain(contract.status);
  expect(contract.progress.stages).toHaveLength(7);
  expect(plans).toHaveLength(1);
  const parts: Readonly<Record<string, readonly string[]>> = {
    facts: facts.map(({ field, value }) => `${field} ${JSON.stringify(value)}`),
    people: stakeholders.map(({ name }) => name),
    prices: prices.map((price) => `${price.item} ${JSON.stringify(price.amount)}`),
    tasks: plan.tasks.map(({ key }: Body) => key),
  };
  for (const [what, entries] of Object.entries(parts)) expect(entries.length, what).toBeGreaterThan(0);
  const products = entitlements.map(({ product }) => product);
  for (const [what, entries] of Object.entries({ ...parts, entitlements: products }))
    expect(
      entries.filter((entry, index) => entries.indexOf(entry) !== index),
      `twice among the ${what}`,
    ).toEqual([]);
}
