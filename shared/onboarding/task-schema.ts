import * as z from 'zod';
import { SIDES } from '../customers/stakeholder-model.ts';
import { OWNER_ROLES, TASK_STATUSES } from './plan-model.ts';

export const OwnerBody = z.object({
  side: z.enum(SIDES),
  role: z.enum(OWNER_ROLES),
  stakeholder_id: z.string().nullable(),
  name: z.string().nullable(),
});

export const SourceBody = z.object({
  fact_key: z.string().nullable().meta({ description: 'The contract’s fact; null for what every plan has' }),
  template_key: z.string(),
  reason: z.string(),
  page: z.number().int().nullable(),
  quote: z.string().nullable(),
});

export const TaskBody = z.object({
  key: z.string(),
  order: z.number(),
  phase: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(TASK_STATUSES),
  owner: OwnerBody,
  duration_days: z.number().int().meta({ description: 'Working days' }),
  start_date: z.string(),
  due_date: z.string(),
  depends_on: z.array(z.string()),
  waits_for: z.array(z.string()).meta({ description: 'Those of them that are not done' }),
  origin: z.enum(['template', 'person']),
  edited_fields: z
    .array(z.string())
    .meta({ description: 'Changed by a person; a rerun leaves the task alone' }),
  completed_at: z.string().nullable(),
  completed_by: z.string().nullable(),
  source: SourceBody,
  version: z.number().int(),
});
