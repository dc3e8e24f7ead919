import { previewPlanChanges } from '../../shared/contracts/confirm.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PlanPreviewBody } from '../../shared/onboarding/changes-schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/contracts/{id}/plan-changes',
  summary: 'What confirming the contract would change in the plan now; nothing is written',
  access: { permission: 'contract:read' },
  reach: { contract: 'params.id' },
  params: IdParams,
  responses: {
    200: { description: 'Tasks that would come, go, and change', schema: PlanPreviewBody },
    422: { description: '`not_ready`: the contract is being processed, or could not be' },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) =>
  ok(await previewPlanChanges(actor, params.id)),
);
