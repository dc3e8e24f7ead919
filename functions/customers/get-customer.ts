import { customerCollection, customerDetail } from '../../shared/customers/customer-detail.ts';
import { CustomerDetailBody } from '../../shared/customers/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { queryAll } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { currentDay } from '../../shared/onboarding/planned-on.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/{id}',
  summary: 'One customer with its people, entitlements, prices and terms (CUS-03)',
  access: { permission: 'customer:read' },
  reach: { customer: 'params.id' },
  params: IdParams,
  responses: { 200: { description: 'The customer', schema: CustomerDetailBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const customer = customerDetail(await queryAll(actor, customerCollection(actor, params.id)), currentDay());
  if (!customer) throw notFound();
  return ok(customer);
});
