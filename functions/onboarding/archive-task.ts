import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { archiveTask } from '../../shared/onboarding/add-task.ts';
import { TaskParams } from '../../shared/onboarding/task-input.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/onboarding-plans/{id}/tasks/{task_key}',
  summary: 'Take a task out of a plan; a rerun of the contract does not bring it back (CON-04)',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: TaskParams,
  responses: { 204: { description: 'Archived' } },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  await archiveTask(actor, params.id, params.task_key);
  return noContent();
});
