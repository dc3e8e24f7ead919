import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { archivePlan } from '../../shared/onboarding/update-plan.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/onboarding-plans/{id}',
  summary: 'Archive a plan; its contract stays (CON-04)',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: IdParams,
  responses: { 204: { description: 'Archived' }, 409: { description: '`version_conflict`' } },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  await archivePlan(actor, params.id);
  return noContent();
});
