/** A person's change of a customer. */
import { Contract } from '../contracts/contract.ts';
import type { Actor } from '../kernel/actor.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  cause,
  failedConditions,
  getItem,
  type Item,
  queryAll,
  queryPage,
  type TransactItem,
  table,
  transactInChunks,
  updated,
} from '../kernel/records.ts';
import { PlanRecord } from '../onboarding/plan-record.ts';
import { type CustomRecord, changedValues, readCustomFields } from '../workspace/custom-fields.ts';
import { Customer, customerKey, nameKey } from './customer.ts';
import type { CustomerStatus } from './customer-statuses.ts';

interface CustomerEdits {
  readonly version: number;
  readonly name?: string | undefined;
  readonly status?: CustomerStatus | undefined;
  readonly next_follow_up_at?: string | null | undefined;
  readonly custom?: CustomRecord | undefined;
}

/** @throws Problem 400 for the organization's own fields, 404, 409 `version_conflict`, 409 `customer_exists` */
export async function updateCustomer(actor: Actor, id: string, edits: CustomerEdits): Promise<Item> {
  const { version, next_follow_up_at, custom, ...given } = edits;
  const [customer, named, fields] = await Promise.all([
    getItem(actor, customerKey(actor, id)),
    edits.name === undefined ? [] : recordsWithName(actor, id),
    custom && readCustomFields(actor),
    edits.name === undefined ? undefined : refuseDuplicate(actor, id, edits.name),
  ]);
  if (!customer || customer.archived_at) throw notFound();
  if (customer.version !== version) throw versionConflict('customer', Number(customer.version));
  const changes = {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(edits.name !== undefined && { name_key: nameKey(edits.name) }),
    ...(next_follow_up_at && { next_follow_up_at }),
    ...(custom &&
      fields && {
        custom: changedValues(fields.value.customer, (customer.custom ?? {}) as CustomRecord, custom),
      }),
    ...updated(actor),
  };
  const patch = Customer.patch({ tenant_id: actor.tenantId, id }).set(changes as never);
  const write = (next_follow_up_at === null ? patch.remove(['next_follow_up_at']) : patch)
    .add({ version: 1 })
    // The lists' keys are made of these; what stays is held to what was read.
    .composite({
      ...(edits.name === undefined && { name_key: String(customer.name_key) }),
      ...(edits.status === undefined && { status: customer.status as CustomerStatus }),
      owner_id: String(customer.owner_id),
    })
    .where(
      (record, { eq, notExists }) => `${eq(record.version, version)} AND ${notExists(record.archived_at)}`,
    )
    .params(table());
  try {
    await transactInChunks(actor, [
      { Update: write } as TransactItem,
      ...named.map((record) => renamed(actor, record, String(edits.name))),
    ]);
  } catch (error) {
    if (failedConditions(error)?.has(0)) throw versionConflict('customer', version + 1);
    throw error;
  }
  const { next_follow_up_at: before, ...rest } = customer;
  const follow = next_follow_up_at === undefined ? before : next_follow_up_at;
  return { ...rest, ...(follow ? { next_follow_up_at: follow } : {}), ...changes, version: version + 1 };
}

/** Contracts and plans carry their customer's name, so that lists need not look for it. */
async function recordsWithName(actor: Actor, customer_id: string): Promise<Item[]> {
  const tenant_id = actor.tenantId;
  const shelves = ['active', 'archived'] as const;
  const found = await Promise.all(
    shelves.flatMap((shelf) =>
      [Contract, PlanRecord].map((entity) =>
        queryAll(
          actor,
          (entity as typeof PlanRecord).query.byCustomer({ tenant_id, customer_id, shelf }).params(table()),
          'write',
        ),
      ),
    ),
  );
  return found.flat();
}

/** Not a change of the record itself: whoever is at work on it need not read it again. */
const renamed = (actor: Actor, { pk, sk }: Item, name: string): TransactItem => ({
  Update: {
    TableName: table().table,
    Key: { pk, sk },
    UpdateExpression: 'SET customer_name = :name, cause = :cause',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':name': name, ':cause': cause(actor) },
  },
});

async function refuseDuplicate(actor: Actor, id: string, name: string): Promise<void> {
  const { items } = await queryPage(
    actor,
    {
      TableName: table().table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :pk AND begins_with(gsi1sk, :name)',
      ExpressionAttributeValues: {
        ':pk': `T#${actor.tenantId}#CUSTOMERS`,
        ':name': `${nameKey(name)}#`,
      },
      Limit: 2,
    },
    'write',
  );
  const other = items.find((customer) => customer.id !== id);
  if (other)
    throw new Problem(
      409,
      'customer_exists',
      `There is already a customer "${String(other.name)}". Choose another name.`,
      { customer_id: other.id, customer_name: other.name },
    );
}
