import * as z from 'zod';
import { scopeOf } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { OwnerFilter, ownerToList, ownOnly } from '../../shared/kernel/reach.ts';
import { table } from '../../shared/kernel/records.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PlanRecord } from '../../shared/onboarding/plan-record.ts';
import { planSummary } from '../../shared/onboarding/plan-view.ts';
import { PlanSummaryBody } from '../../shared/onboarding/summary-schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/onboarding-plans',
  aliases: ['/api/onboarding'],
  summary: 'Onboarding plans, newest first (CON-04)',
  access: { permission: 'plan:read' },
  reach: { list: true, customer: 'query.customer_id' },
  query: ListQuery.extend({
    customer_id: Id.optional(),
    owner_id: OwnerFilter,
    archived: z.stringbool().optional(),
  }).refine(
    ({ customer_id, owner_id }) => !(customer_id && owner_id),
    'filter by customer or by owner, not by both',
  ),
  responses: { 200: { description: 'A page of plans', schema: listOf(PlanSummaryBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const tenant_id = actor.tenantId;
  const shelf = query.archived ? 'archived' : 'active';
  const { customer_id } = query;
  const owner_id = ownerToList(actor, 'plan:read', query.owner_id);
  const chosen = customer_id
    ? PlanRecord.query.byCustomer({ tenant_id, shelf, customer_id })
    : owner_id
      ? PlanRecord.query.byOwner({ tenant_id, shelf, owner_id })
      : PlanRecord.query.all({ tenant_id, shelf });
  const params = ownOnly(actor, 'plan:read', chosen.params({ ...table(), order: 'desc' }));
  const counter = customer_id ? `#customer#${customer_id}` : owner_id ? `#owner#${owner_id}` : '';
  const counted = scopeOf(actor, 'plan:read') === 'own' ? undefined : `plans#${shelf}${counter}`;
  return ok(await listPage(actor, query, params, planSummary, counted));
});
