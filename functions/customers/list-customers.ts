import * as z from 'zod';
import { Customer, nameKey } from '../../shared/customers/customer.ts';
import { CUSTOMER_STATUSES } from '../../shared/customers/customer-statuses.ts';
import { customerView } from '../../shared/customers/customer-view.ts';
import { CustomerBody } from '../../shared/customers/schema.ts';
import { scopeOf } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { currentDay } from '../../shared/onboarding/planned-on.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers',
  aliases: ['/api/customers'],
  summary: 'Customers by name, or by when they were added (CUS-02)',
  access: { permission: 'customer:read' },
  query: ListQuery.extend({
    q: z.string().trim().min(1).max(200).optional().meta({ description: 'The beginning of the name' }),
    status: z.enum(CUSTOMER_STATUSES).optional(),
    sort: z.enum(['name', '-name', 'created_at', '-created_at']).optional(),
  }).refine(
    ({ q, status, sort }) => !(sort?.endsWith('created_at') && (q || status)),
    'what is searched or filtered is sorted by name',
  ),
  responses: { 200: { description: 'A page of customers', schema: listOf(CustomerBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const { q, status, sort = 'name' } = query;
  const tenant_id = actor.tenantId;
  const name_key = q && nameKey(q);
  const chosen = sort.endsWith('created_at')
    ? Customer.query.byAge({ tenant_id })
    : status
      ? Customer.query.byStatus({ tenant_id, status })
      : Customer.query.all({ tenant_id });
  const params = chosen.params({ ...table(), order: sort.startsWith('-') ? 'desc' : 'asc' });
  const today = currentDay();
  const counter = status ? `customers#${status}` : 'customers';
  const counted = !q && scopeOf(actor, 'customer:read') === 'org' ? counter : undefined;
  const narrowed = name_key ? beginning(params, status, name_key) : params;
  return ok(await listPage(actor, query, narrowed, (customer) => customerView(customer, today), counted));
});

/** Of a list by name, those whose name begins so. */
function beginning(params: object, status: string | undefined, name_key: string): object {
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = params as Record<
    string,
    object
  >;
  return {
    ...params,
    KeyConditionExpression: `${String(KeyConditionExpression)} AND begins_with(#name, :name)`,
    ExpressionAttributeNames: { ...ExpressionAttributeNames, '#name': status ? 'gsi2sk' : 'gsi1sk' },
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':name': name_key },
  };
}
