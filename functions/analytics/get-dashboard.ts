import * as z from 'zod';
import { readDashboard } from '../../shared/analytics/dashboard.ts';
import { DashboardBody } from '../../shared/analytics/dashboard-schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Day } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { currentDay } from '../../shared/onboarding/planned-on.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/dashboard',
  summary: 'What needs you now, plans in progress, what happened: the first screen in one call (REP-09)',
  description: 'Costs the same for the largest organization: `more` says where there is more than was read.',
  access: { permission: 'plan:read' },
  reach: { list: true },
  query: z.strictObject({
    day: Day.optional().meta({ description: 'The reader’s day; today in UTC where left out' }),
  }),
  responses: { 200: { description: 'The dashboard', schema: DashboardBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, identity, query }) =>
  ok(await readDashboard(actor, { person: identity.name, day: query.day ?? currentDay() })),
);
