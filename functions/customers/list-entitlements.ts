import { customerPage, customerRows } from '../../shared/customers/customer-rows.ts';
import { entitlementView } from '../../shared/customers/entitlement.ts';
import { EntitlementBody } from '../../shared/customers/entitlement-schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf } from '../../shared/kernel/list.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/{id}/entitlements',
  summary: 'What a customer may use, by contract (CON-03)',
  access: { permission: 'contract:read' },
  reach: { customer: 'params.id' },
  params: IdParams,
  query: ListQuery,
  responses: { 200: { description: 'A page of them', schema: listOf(EntitlementBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, params, query }) =>
  ok(
    await customerPage(
      actor,
      params.id,
      query,
      customerRows(actor, params.id, 'ENTITLEMENT'),
      entitlementView,
    ),
  ),
);
