import { Customer, customerKey, nameKey } from '../customers/customer.ts';
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import {
  created,
  failedConditions,
  getItem,
  type Item,
  queryPage,
  type TransactItem,
  table,
  transact,
} from '../kernel/records.ts';
import { Contract } from './contract.ts';

export interface NewContract {
  readonly customer:
    | { readonly id: string }
    | { readonly name: string; readonly allow_duplicate?: boolean | undefined };
  readonly file_name: string;
  readonly content_type: string;
  readonly size: number;
}

/**
 * Announces a contract, with its customer when that is new: both or neither.
 * @throws Problem 404 for a customer that is not there, 409 `customer_exists`
 */
export async function createContract(actor: Actor, input: NewContract): Promise<Item> {
  const customer = await customerOf(actor, input.customer);
  const contract = {
    tenant_id: actor.tenantId,
    id: newId(),
    customer_id: customer.id,
    customer_name: customer.name,
    owner_id: customer.owner_id,
    file_name: input.file_name,
    content_type: input.content_type,
    size: input.size,
    status: 'awaiting_upload' as const,
    run: 0,
    stages: {},
    shelf: 'active' as const,
    ...created(actor),
  };
  try {
    await transact(actor, [
      customer.write,
      { Put: Contract.create(contract).params(table()) } as TransactItem,
    ]);
  } catch (error) {
    if (failedConditions(error)?.has(0)) throw notFound();
    throw error;
  }
  return contract;
}

/** The customer's name, and the transaction's part that makes it or makes sure of it. */
async function customerOf(
  actor: Actor,
  input: NewContract['customer'],
): Promise<{ id: string; name: string; owner_id: string; write: TransactItem }> {
  if ('id' in input) {
    const key = customerKey(actor, input.id);
    const customer = await getItem(actor, key);
    if (!customer || customer.archived_at) throw notFound();
    return {
      id: input.id,
      name: String(customer.name),
      owner_id: String(customer.owner_id),
      write: {
        ConditionCheck: {
          ...key,
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(archived_at)',
        },
      } as TransactItem,
    };
  }
  const name_key = nameKey(input.name);
  if (!input.allow_duplicate) await refuseDuplicate(actor, name_key);
  const customer = {
    tenant_id: actor.tenantId,
    id: newId(),
    name: input.name,
    name_key,
    status: 'active' as const,
    owner_id: actor.id,
    ...created(actor),
  };
  return {
    id: customer.id,
    name: customer.name,
    owner_id: customer.owner_id,
    write: { Put: Customer.create(customer).params(table()) } as TransactItem,
  };
}

/** A name that is already there is more often the same customer than another (K18). */
async function refuseDuplicate(actor: Actor, name_key: string): Promise<void> {
  const { items } = await queryPage(actor, {
    TableName: table().table,
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :pk AND begins_with(gsi1sk, :name)',
    ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#CUSTOMERS`, ':name': `${name_key}#` },
    Limit: 1,
  });
  const [existing] = items;
  if (existing)
    throw new Problem(
      409,
      'customer_exists',
      `There is already a customer "${String(existing.name)}". Choose it, or create a second one on purpose.`,
      { customer_id: existing.id, customer_name: existing.name },
    );
}
