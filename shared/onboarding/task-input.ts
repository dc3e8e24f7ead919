/** What the routes take for a task. */
import * as z from 'zod';
import { SIDES } from '../customers/stakeholder-model.ts';
import { Id } from '../kernel/schema.ts';

export const TaskKey = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(100);

export const TaskParams = z.object({ id: Id, task_key: TaskKey });

export const TaskTitle = z.string().trim().min(1).max(300);

export const OwnerInput = z
  .strictObject({
    side: z.enum(SIDES),
    stakeholder_id: z.string().max(60).nullable().default(null),
    name: z.string().trim().min(1).max(300).nullable().default(null),
  })
  .optional()
  .meta({ description: 'One of the customer’s people by id, or anybody by name' });

export const PhaseInput = z.string().min(1).max(100);

export const AfterInput = TaskKey.nullable()
  .optional()
  .meta({ description: 'The task of the same phase that it stands behind; null for the first place' });

export const DependsOnInput = z
  .array(TaskKey)
  .max(50)
  .meta({ description: 'Keys of the tasks that it waits for; they must not wait for each other' });
