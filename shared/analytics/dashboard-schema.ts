import * as z from 'zod';
import { ContractBody } from '../contracts/schema.ts';
import { TASK_STATUSES } from '../onboarding/plan-model.ts';
import { PlanSummaryBody } from '../onboarding/summary-schema.ts';
import { OwnerBody } from '../onboarding/task-schema.ts';
import { ActivityBody } from '../work/activity.ts';

const count = z.number().int();

/** How many there are; `more` where there are more than were counted. */
const counted = { count, more: z.boolean() };

const DashboardTaskBody = z.object({
  plan_id: z.string(),
  customer_id: z.string().nullable(),
  customer_name: z.string().nullable(),
  key: z.string(),
  title: z.string(),
  status: z.enum(TASK_STATUSES),
  due_date: z.string(),
  owner: OwnerBody,
  mine: z.boolean().meta({ description: 'The owner has the name of whoever asks' }),
  waits: z.boolean().meta({ description: 'For a task that is listed before it' }),
  version: count,
});

const tasks = z.object({ ...counted, tasks: z.array(DashboardTaskBody) });
const contracts = z.object({ ...counted, contracts: z.array(ContractBody) });

export const DashboardBody = z.object({
  day: z.string().meta({ description: 'The day for which tasks are overdue or not' }),
  empty: z.boolean().meta({ description: 'There is no contract yet' }),
  review: contracts,
  failed: contracts,
  processing: contracts,
  overdue: tasks,
  upcoming: tasks,
  plans: z.object({
    more: z.boolean(),
    plans: z.array(
      PlanSummaryBody.extend({
        next_step: z.object({ key: z.string(), title: z.string(), due_date: z.string() }).nullable(),
      }),
    ),
  }),
  activity: z.array(ActivityBody).meta({ description: 'What happened last, the newest first' }),
});
