import * as z from 'zod';
import { readTimeline } from '../../shared/customers/timeline.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { ActivityBody } from '../../shared/work/activity.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/{id}/timeline',
  summary: 'What happened with a customer, the newest first (CUS-03)',
  description: 'Told from the stamps of its contracts, plans, tasks and people; at most the last 200.',
  access: { permission: 'customer:read' },
  reach: { customer: 'params.id' },
  params: IdParams,
  responses: {
    200: {
      description: 'What happened, and whether there is more than is told',
      schema: z.object({ data: z.array(ActivityBody), more: z.boolean() }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const timeline = await readTimeline(actor, params.id);
  if (!timeline) throw notFound();
  return ok(timeline);
});
