import { Customer, customerView } from '../../shared/customers/customer.ts';
import { CustomerBody } from '../../shared/customers/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers',
  aliases: ['/api/customers'],
  summary: 'Customers by name',
  access: { permission: 'customer:read' },
  query: ListQuery,
  responses: { 200: { description: 'A page of customers', schema: listOf(CustomerBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) =>
  ok(
    await listPage(
      actor,
      query,
      Customer.query.all({ tenant_id: actor.tenantId }).params(table()),
      customerView,
    ),
  ),
);
