/** A customer's timeline, merged from the stamps of its records. */
import { Contract } from '../contracts/contract.ts';
import type { Actor } from '../kernel/actor.ts';
import { type Item, type Page, queryAll, queryPage, table } from '../kernel/records.ts';
import { PlanRecord, TaskRecord } from '../onboarding/plan-record.ts';
import {
  contractActivity,
  customerActivity,
  newestFirst,
  personActivity,
  planActivity,
  taskActivity,
} from '../work/activity.ts';
import { named } from '../work/named.ts';
import { customerCollection } from './customer-detail.ts';

/** Bounds of what is read, so that an answer costs the same for the largest customer. */
const CONTRACTS = 50;
const PLANS = 10;
const TASKS = 50;
const MOST = 200;

/** @returns undefined where there is no such customer */
export async function readTimeline(actor: Actor, customer_id: string) {
  const tenant_id = actor.tenantId;
  const newest = (query: { params: (options: object) => object }, Limit: number) =>
    queryPage(actor, { ...query.params({ ...table(), order: 'desc' }), Limit });
  const contracts = (shelf: 'active' | 'archived') =>
    newest(Contract.query.byCustomer({ tenant_id, customer_id, shelf }), CONTRACTS);
  const [items, active, archived, plans] = await Promise.all([
    queryAll(actor, customerCollection(actor, customer_id)),
    contracts('active'),
    contracts('archived'),
    newest(PlanRecord.query.byCustomer({ tenant_id, customer_id, shelf: 'active' }), PLANS),
  ]);
  const customer = items.find(({ sk }) => sk === 'CUSTOMER');
  if (!customer) return undefined;
  const done = await Promise.all(
    plans.items.map(({ id }) =>
      newest(TaskRecord.query.byPlan({ tenant_id, plan_id: String(id), shelf: 'done' }), TASKS),
    ),
  );
  const people = items.filter(({ sk }) => String(sk).startsWith('STAKEHOLDER#'));
  const merged = newestFirst([
    ...customerActivity(customer),
    ...[...active.items, ...archived.items].flatMap(contractActivity),
    ...plans.items.flatMap(planActivity),
    ...done.flatMap((page, index) => ofPlan(page, plans.items[index])),
    ...people.flatMap(personActivity),
  ]);
  const cut = [active, archived, plans, ...done].some(({ last }) => last !== undefined);
  return { data: await named(actor, merged.slice(0, MOST)), more: cut || merged.length > MOST };
}

const ofPlan = ({ items }: Page, plan: Item | undefined) => items.flatMap((task) => taskActivity(task, plan));
