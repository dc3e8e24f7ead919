import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { planSummary } from '../../shared/onboarding/plan-view.ts';
import { PlanSummaryBody } from '../../shared/onboarding/summary-schema.ts';
import { TaskTitle } from '../../shared/onboarding/task-input.ts';
import { updatePlan } from '../../shared/onboarding/update-plan.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/onboarding-plans/{id}',
  summary: 'Change a plan’s name, or the day it goes live (CON-04)',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: IdParams,
  body: z
    .strictObject({
      version: Version,
      name: TaskTitle.optional(),
      go_live_date: z.iso
        .date()
        .optional()
        .meta({ description: 'Moves the due date of the task that is going live' }),
    })
    .refine((body) => Object.keys(body).length > 1, 'name at least one field to change'),
  responses: {
    200: { description: 'The plan', schema: PlanSummaryBody },
    409: { description: '`version_conflict`' },
    422: { description: '`no_go_live_task`: it was taken out of the plan' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) =>
  ok(planSummary(await updatePlan(actor, params.id, body))),
);
