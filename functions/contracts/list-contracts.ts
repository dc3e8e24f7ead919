import * as z from 'zod';
import { Contract, contractView } from '../../shared/contracts/contract.ts';
import { ContractBody } from '../../shared/contracts/schema.ts';
import { CONTRACT_STATUSES } from '../../shared/contracts/statuses.ts';
import { scopeOf } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { table } from '../../shared/kernel/records.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts',
  aliases: ['/api/contracts'],
  summary: 'Contracts, newest first (CON-06)',
  access: { permission: 'contract:read' },
  query: ListQuery.extend({
    status: z.enum(CONTRACT_STATUSES).optional(),
    customer_id: Id.optional(),
    archived: z.stringbool().optional(),
  }).refine(
    ({ status, customer_id }) => !(status && customer_id),
    'filter by status or by customer, not by both',
  ),
  responses: { 200: { description: 'A page of contracts', schema: listOf(ContractBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const tenant_id = actor.tenantId;
  const shelf = query.archived ? 'archived' : 'active';
  const chosen = query.status
    ? Contract.query.byStatus({ tenant_id, shelf, status: query.status })
    : query.customer_id
      ? Contract.query.byCustomer({ tenant_id, shelf, customer_id: query.customer_id })
      : Contract.query.all({ tenant_id, shelf });
  const counter = query.status
    ? `contracts#${shelf}#${query.status}`
    : query.customer_id
      ? `contracts#${shelf}#customer#${query.customer_id}`
      : `contracts#${shelf}`;
  const params = chosen.params({ ...table(), order: 'desc' });
  const counted = scopeOf(actor, 'contract:read') === 'org' ? counter : undefined;
  return ok(await listPage(actor, query, params, contractView, counted));
});
