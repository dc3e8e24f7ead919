import { customerKey } from '../../shared/customers/customer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { getItem, table } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { PortalUser, PortalUserBody, portalUserView } from '../../shared/portal/portal-user.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/{id}/portal-users',
  summary: 'Who of a customer may use the portal, or is invited to (POR-08)',
  access: { permission: 'portal:manage' },
  reach: { customer: 'params.id' },
  params: IdParams,
  query: ListQuery,
  responses: { 200: { description: 'A page of portal users', schema: listOf(PortalUserBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, params, query }) => {
  const at = now();
  const list = PortalUser.query
    .byCustomer({ tenant_id: actor.tenantId, customer_id: params.id, shelf: 'current' })
    .params(table());
  const [customer, page] = await Promise.all([
    getItem(actor, customerKey(actor, params.id)),
    listPage(actor, query, list, (user) => portalUserView(user, at)),
  ]);
  if (!customer) throw notFound();
  return ok(page);
});
