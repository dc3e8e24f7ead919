import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { queryAll } from '../../shared/kernel/records.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { planCalendar } from '../../shared/onboarding/calendar.ts';
import { planCollection, storedPlan } from '../../shared/onboarding/plan-record.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/onboarding-plans/{id}/calendar',
  summary: 'A plan’s tasks as a calendar file, each on the day it is due (RFC 5545)',
  access: { permission: 'plan:read' },
  reach: { plan: 'params.id' },
  params: IdParams,
  responses: { 200: { description: 'The file', type: 'text/calendar', schema: z.string() } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const { plan, tasks } = storedPlan(await queryAll(actor, planCollection(actor, params.id)));
  if (!plan) throw notFound();
  return {
    status: 200,
    text: planCalendar(plan, tasks),
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="onboarding-plan.ics"',
    },
  };
});
