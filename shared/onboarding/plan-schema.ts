import * as z from 'zod';
import { SEVERITIES } from './plan-model.ts';
import { PlanSummaryBody, ProgressBody } from './summary-schema.ts';
import { SourceBody, TaskBody } from './task-schema.ts';

export const PlanBody = PlanSummaryBody.extend({
  template: z.string(),
  template_version: z.number().int(),
  planned_on: z.string(),
  anchor: z
    .object({
      date: z.string(),
      basis: z.enum(['effective_date', 'agreement_date', 'go_live_date', 'today']),
      note: z.string(),
      source: SourceBody,
    })
    .meta({ description: 'Where its dates begin, and why' }),
  phases: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      goal: z.string(),
      start_date: z.string(),
      end_date: z.string(),
      progress: ProgressBody,
    }),
  ),
  tasks: z.array(TaskBody),
  risks: z.array(
    z.object({
      key: z.string(),
      severity: z.enum(SEVERITIES),
      sentence: z.string(),
      mitigation: z.string(),
      source: SourceBody,
    }),
  ),
  success_criteria: z.array(
    z.object({ key: z.string(), sentence: z.string(), target_date: z.string(), source: SourceBody }),
  ),
  next_step: TaskBody.nullable().meta({ description: 'What can be worked on now and is due first' }),
});
