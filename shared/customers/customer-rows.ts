/** Lists inside a customer's partition. */
import type * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { type ListQuery, listPage } from '../kernel/list.ts';
import { notFound } from '../kernel/problem.ts';
import { getItem, type Item, table } from '../kernel/records.ts';
import { customerKey } from './customer.ts';

export type RowKind = 'STAKEHOLDER' | 'ENTITLEMENT' | 'PRICE';

/** A Query for a customer's rows of one kind; `prefix` narrows it to one contract's. */
export const customerRows = (actor: Actor, customerId: string, kind: RowKind, prefix = '') => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: {
    ':pk': `T#${actor.tenantId}#CUSTOMER#${customerId}`,
    ':prefix': `${kind}#${prefix}`,
  },
});

/**
 * One page of a customer's rows. Only where there are none is the customer itself looked for.
 * @throws Problem 404 for a customer that is not there
 */
export async function customerPage<T>(
  actor: Actor,
  customerId: string,
  query: z.output<typeof ListQuery> & Record<string, unknown>,
  params: object,
  view: (item: Item) => T,
) {
  const page = await listPage(actor, { ...query, customer_id: customerId }, params, view);
  if (page.data.length === 0 && !(await getItem(actor, customerKey(actor, customerId)))) throw notFound();
  return page;
}
