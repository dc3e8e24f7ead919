import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Day, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { TASK_STATUSES } from '../../shared/onboarding/plan-model.ts';
import { openDependencies, taskView } from '../../shared/onboarding/plan-view.ts';
import {
  AfterInput,
  DependsOnInput,
  OwnerInput,
  PhaseInput,
  TaskParams,
  TaskTitle,
} from '../../shared/onboarding/task-input.ts';
import { TaskBody } from '../../shared/onboarding/task-schema.ts';
import { updateTask } from '../../shared/onboarding/update-task.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/onboarding-plans/{id}/tasks/{task_key}',
  aliases: ['/api/v1/onboarding-plans/{id}/milestones/{task_key}'],
  summary: 'Change a task’s status, due date, owner, title, place or dependencies (CON-04)',
  description:
    'No other task is moved: the answer names what the task still waits for, and what now begins too early. A rerun of the contract leaves a changed task alone.',
  access: { permission: 'plan:write' },
  reach: { plan: 'params.id' },
  params: TaskParams,
  body: z
    .strictObject({
      version: Version,
      status: z.enum(TASK_STATUSES).optional(),
      title: TaskTitle.optional(),
      due_date: Day.optional(),
      owner: OwnerInput,
      phase: PhaseInput.optional(),
      after: AfterInput,
      depends_on: DependsOnInput.optional(),
    })
    .refine((body) => Object.keys(body).length > 1, 'name at least one field to change'),
  responses: {
    200: {
      description: 'The task, what it still waits for, and what now begins too early',
      schema: z.object({
        task: TaskBody,
        open_dependencies: z.array(z.object({ key: z.string(), title: z.string(), due_date: z.string() })),
        too_early: z.array(
          z.object({
            key: z.string(),
            title: z.string(),
            start_date: z.string(),
            earliest_start: z.string(),
          }),
        ),
      }),
    },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { task, tasks, tooEarly } = await updateTask(actor, params.id, params.task_key, body);
  return ok({
    task: taskView(task, tasks),
    open_dependencies: openDependencies(task, tasks).map(({ key, title, due_date }) => ({
      key,
      title,
      due_date,
    })),
    too_early: tooEarly,
  });
});
