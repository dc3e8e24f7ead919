import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { OwnPlanBody, OwnPlanQuery, ownPlan } from '../../shared/portal/own-plan.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/me/onboarding-plan',
  summary: 'The customer’s own onboarding plan, as the customer sees it',
  description: 'Without where tasks come from, risks, and what the organization’s own tasks say inside.',
  access: 'portal',
  query: OwnPlanQuery,
  responses: { 200: { description: 'The plan, and which others there are', schema: OwnPlanBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, query }) => ok(await ownPlan(actor, query.plan_id)));
