import * as z from 'zod';
import { scopeOf } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
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
  query: ListQuery.extend({ customer_id: Id.optional(), archived: z.stringbool().optional() }),
  responses: { 200: { description: 'A page of plans', schema: listOf(PlanSummaryBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const tenant_id = actor.tenantId;
  const shelf = query.archived ? 'archived' : 'active';
  const chosen = query.customer_id
    ? PlanRecord.query.byCustomer({ tenant_id, shelf, customer_id: query.customer_id })
    : PlanRecord.query.all({ tenant_id, shelf });
  const counter = query.customer_id ? `plans#${shelf}#customer#${query.customer_id}` : `plans#${shelf}`;
  const params = chosen.params({ ...table(), order: 'desc' });
  const counted = scopeOf(actor, 'plan:read') === 'org' ? counter : undefined;
  return ok(await listPage(actor, query, params, planSummary, counted));
});
