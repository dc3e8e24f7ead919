import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Id, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { TaskKey } from '../../shared/onboarding/task-input.ts';
import { OWN_STATUSES, OwnTaskBody, updateOwnTask } from '../../shared/portal/own-plan.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/customers/me/onboarding-plan/tasks/{task_key}',
  summary: 'Say how far one of the customer’s own tasks is',
  access: 'portal',
  params: z.object({ task_key: TaskKey }),
  body: z.strictObject({ plan_id: Id, version: Version, status: z.enum(OWN_STATUSES) }),
  responses: {
    200: { description: 'The task', schema: OwnTaskBody },
    403: { description: '`not_your_task`: the organization’s to do' },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) =>
  ok(await updateOwnTask(actor, params.task_key, body)),
);
