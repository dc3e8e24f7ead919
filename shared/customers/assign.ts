/** Assigning customers to members: a member's book of business (TEAM-07, TEAM-08). */
import { Contract } from '../contracts/contract.ts';
import type { Actor } from '../kernel/actor.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import {
  cause,
  getItem,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transactInChunks,
  updated,
} from '../kernel/records.ts';
import { PlanRecord, planCollection } from '../onboarding/plan-record.ts';
import { Member } from '../organizations/member.ts';
import { Customer, customerKey } from './customer.ts';

/** Customers whose records are moved at the same time. */
const AT_ONCE = 4;

/**
 * The customers become the member's, with their contracts, plans and tasks. Idempotent: what is cut short is finished by
 * asking again.
 * @returns how many were somebody else's before
 * @throws Problem 404 for a customer that is not there, 422 `unknown_member`; then nothing is changed
 */
export async function assignCustomers(
  actor: Actor,
  customerIds: readonly string[],
  memberId: string,
): Promise<number> {
  const [member, customers] = await Promise.all([
    getItem(actor, Member.get({ tenant_id: actor.tenantId, id: memberId }).params(table())),
    Promise.all([...new Set(customerIds)].map((id) => getItem(actor, customerKey(actor, id)))),
  ]);
  if (member?.status !== 'active' || member.archived_at)
    throw new Problem(
      422,
      'unknown_member',
      'Customers are assigned to active members of the organization.',
      {
        member_id: memberId,
      },
    );
  const found = customers.map((customer) => {
    if (!customer || customer.archived_at) throw notFound();
    return customer;
  });
  const waiting = [...found];
  const worker = async () => {
    for (let customer = waiting.shift(); customer; customer = waiting.shift())
      await hand(actor, customer, memberId);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found.filter(({ owner_id }) => owner_id !== memberId).length;
}

/** The customer comes last: while it is still the former owner's, asking again finds what is left. */
async function hand(actor: Actor, customer: Item, owner: string): Promise<void> {
  const records = await recordsOf(actor, String(customer.id));
  const moved = records.filter((record) => ownerOf(record) !== owner);
  const writes = moved.map((record) => handed(actor, record, owner));
  if (customer.owner_id !== owner) writes.push(assigned(actor, customer, owner));
  await transactInChunks(actor, writes);
}

function assigned(actor: Actor, customer: Item, owner_id: string): TransactItem {
  const update = Customer.patch({ tenant_id: actor.tenantId, id: String(customer.id) })
    .set({ owner_id, ...updated(actor) })
    .add({ version: 1 })
    .composite({ name_key: String(customer.name_key) })
    .where(({ name_key }, { eq }) => eq(name_key, String(customer.name_key)))
    .params(table());
  return { Update: update } as TransactItem;
}

/** Contracts, plans and tasks, of both shelves. */
async function recordsOf(actor: Actor, customer_id: string): Promise<Item[]> {
  const tenant_id = actor.tenantId;
  const shelves = ['active', 'archived'] as const;
  const listed = (entity: typeof PlanRecord) =>
    Promise.all(
      shelves.map((shelf) =>
        queryAll(actor, entity.query.byCustomer({ tenant_id, customer_id, shelf }).params(table()), 'write'),
      ),
    );
  const [contracts, plans] = await Promise.all([
    listed(Contract as unknown as typeof PlanRecord),
    listed(PlanRecord),
  ]);
  const pages = await Promise.all(
    plans.flat().map(({ id }) => queryAll(actor, planCollection(actor, String(id)), 'write')),
  );
  return [...contracts.flat(), ...pages.flat()];
}

const isTask = ({ sk }: Item) => String(sk).startsWith('TASK#');
const ownerOf = (record: Item) => (isTask(record) ? record.plan_owner_id : record.owner_id);

/** Not a change of the record itself: whoever is at work on it need not read it again. */
function handed(actor: Actor, record: Item, owner: string): TransactItem {
  // A task of an archived plan stands in no list.
  const listed = typeof record.gsi4pk === 'string' ? record.gsi4pk : undefined;
  return {
    Update: {
      TableName: table().table,
      Key: { pk: record.pk, sk: record.sk },
      UpdateExpression: `SET #owner = :owner, cause = :cause${listed ? ', gsi4pk = :list' : ''}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#owner': isTask(record) ? 'plan_owner_id' : 'owner_id' },
      ExpressionAttributeValues: {
        ':owner': owner,
        ':cause': cause(actor),
        ...(listed && { ':list': listed.replace(/#OWNER#[^#]*#/, `#OWNER#${owner}#`) }),
      },
    },
  };
}
