import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { planSummary } from '../../shared/onboarding/plan-view.ts';
import { PlanSummaryBody } from '../../shared/onboarding/summary-schema.ts';
import { restorePlan } from '../../shared/onboarding/update-plan.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/onboarding-plans/{id}/restore',
  summary: 'Bring back an archived plan (CON-04)',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: IdParams,
  responses: {
    200: { description: 'The plan', schema: PlanSummaryBody },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) =>
  ok(planSummary(await restorePlan(actor, params.id))),
);
