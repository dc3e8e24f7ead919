import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { Day, IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { addTask } from '../../shared/onboarding/add-task.ts';
import { taskView } from '../../shared/onboarding/plan-view.ts';
import {
  AfterInput,
  DependsOnInput,
  OwnerInput,
  PhaseInput,
  TaskTitle,
} from '../../shared/onboarding/task-input.ts';
import { TaskBody } from '../../shared/onboarding/task-schema.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/onboarding-plans/{id}/tasks',
  summary: 'Add a task to a plan; a rerun of the contract leaves it alone (CON-04)',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: IdParams,
  body: z.strictObject({
    title: TaskTitle,
    phase: PhaseInput,
    due_date: Day,
    start_date: Day.optional(),
    description: z.string().trim().max(2000).default(''),
    owner: OwnerInput,
    after: AfterInput,
    depends_on: DependsOnInput.default([]),
  }),
  responses: { 201: { description: 'The task', schema: TaskBody } },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { task, tasks } = await addTask(actor, params.id, body);
  return created(taskView(task, tasks), `/api/v1/onboarding-plans/${params.id}/tasks/${task.key}`);
});
