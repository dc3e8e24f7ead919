import type * as z from 'zod';
import { Customer, nameKey } from '../../shared/customers/customer.ts';
import { customerView } from '../../shared/customers/customer-view.ts';
import { CustomersQuery } from '../../shared/customers/list-query.ts';
import { CustomerBody } from '../../shared/customers/schema.ts';
import { type Actor, scopeOf } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { listOf, listPage } from '../../shared/kernel/list.ts';
import { ownerToList, ownOnly } from '../../shared/kernel/reach.ts';
import { type Item, table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { currentDay } from '../../shared/onboarding/planned-on.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers',
  aliases: ['/api/customers'],
  summary: 'Customers by name, or by when they were added (CUS-02)',
  access: { permission: 'customer:read' },
  reach: { list: true },
  query: CustomersQuery,
  responses: { 200: { description: 'A page of customers', schema: listOf(CustomerBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const owner = ownerToList(actor, 'customer:read', query.owner_id);
  const params = owner ? ofOwner(actor, owner, query) : ofEverybody(actor, query);
  const today = currentDay();
  const narrowed = ownOnly(actor, 'customer:read', params);
  const view = (customer: Item) => customerView(customer, today);
  return ok(await listPage(actor, query, narrowed, view, counterOf(actor, query, owner)));
});

type Query = z.output<typeof route.query>;

function counterOf(actor: Actor, { q, status }: Query, owner: string | undefined): string | undefined {
  if (q || scopeOf(actor, 'customer:read') === 'own') return undefined;
  if (owner) return status ? undefined : `customers#owner#${owner}`;
  return status ? `customers#${status}` : 'customers';
}

const orderOf = ({ sort = 'name' }: Query) => ({
  ...table(),
  order: sort.startsWith('-') ? ('desc' as const) : ('asc' as const),
});

function ofEverybody({ tenantId: tenant_id }: Actor, query: Query): object {
  const { status, sort } = query;
  if (sort?.endsWith('created_at')) return Customer.query.byAge({ tenant_id }).params(orderOf(query));
  const chosen = status ? Customer.query.byStatus({ tenant_id, status }) : Customer.query.all({ tenant_id });
  return beginning(chosen.params(orderOf(query)), status ? 'gsi2sk' : 'gsi1sk', query.q);
}

/** A member's customers are few: their status is looked at after they are read. */
function ofOwner({ tenantId: tenant_id }: Actor, owner_id: string, query: Query): object {
  const { status, sort } = query;
  if (sort?.endsWith('created_at'))
    return Customer.query.byOwnerAndAge({ tenant_id, owner_id }).params(orderOf(query));
  const chosen = Customer.query.byOwner({ tenant_id, owner_id });
  const params = status
    ? chosen.where((customer, { eq }) => eq(customer.status, status)).params(orderOf(query))
    : chosen.params(orderOf(query));
  return beginning(params, 'gsi4sk', query.q);
}

/** Of a list by name, those whose name begins so. */
function beginning(params: object, sortKey: string, q: string | undefined): object {
  const name = q && nameKey(q);
  if (!name) return params;
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = params as Record<
    string,
    object
  >;
  return {
    ...params,
    KeyConditionExpression: `${String(KeyConditionExpression)} AND begins_with(#name, :name)`,
    ExpressionAttributeNames: { ...ExpressionAttributeNames, '#name': sortKey },
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':name': name },
  };
}
