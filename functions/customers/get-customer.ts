import { customerKey, customerView } from '../../shared/customers/customer.ts';
import { CustomerBody } from '../../shared/customers/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/{id}',
  summary: 'One customer',
  access: { permission: 'customer:read' },
  params: IdParams,
  responses: { 200: { description: 'The customer', schema: CustomerBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const customer = await getItem(actor, customerKey(actor, params.id));
  if (!customer) throw notFound();
  return ok(customerView(customer));
});
