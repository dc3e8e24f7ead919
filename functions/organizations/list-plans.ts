import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PlanBody, plans } from '../../shared/organizations/plans.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/plans',
  summary: 'Subscription plans with their limits (ORG-13)',
  access: 'signed-in',
  responses: { 200: { description: 'Plans, smallest first', schema: z.object({ data: z.array(PlanBody) }) } },
  uses: {},
});

export const handler = serve(route, async () => ok({ data: plans() }));
