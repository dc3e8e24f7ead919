import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { restoreTask } from '../../shared/onboarding/add-task.ts';
import { taskView } from '../../shared/onboarding/plan-view.ts';
import { TaskParams } from '../../shared/onboarding/task-input.ts';
import { TaskBody } from '../../shared/onboarding/task-schema.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/onboarding-plans/{id}/tasks/{task_key}/restore',
  summary: 'Bring back a task that was taken out of a plan (CON-04)',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: TaskParams,
  responses: { 200: { description: 'The task', schema: TaskBody } },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const { task, tasks } = await restoreTask(actor, params.id, params.task_key);
  return ok(taskView(task, tasks));
});
