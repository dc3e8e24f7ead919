import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { queryAll } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { planCollection, storedPlan } from '../../shared/onboarding/plan-record.ts';
import { PlanBody } from '../../shared/onboarding/plan-schema.ts';
import { planView } from '../../shared/onboarding/plan-view.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/onboarding-plans/{id}',
  summary: 'One plan: phases, tasks in order, risks, success criteria, progress and next step (CON-04)',
  access: { permission: 'plan:read' },
  reach: { plan: 'params.id' },
  params: IdParams,
  responses: { 200: { description: 'The plan', schema: PlanBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const stored = storedPlan(await queryAll(actor, planCollection(actor, params.id)));
  if (!stored.plan) throw notFound();
  return ok(planView(stored, stored.plan));
});
