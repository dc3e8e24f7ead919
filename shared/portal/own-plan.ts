/**
 * A customer's onboarding plan as the customer sees it: what is to be done by when, and which of it is theirs. Where a
 * task comes from, the risks, who changed what, and what the organization's own tasks say inside stay with the staff.
 */
import * as z from 'zod';
import type { PortalActor } from '../kernel/actor.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { type Item, queryAll, table } from '../kernel/records.ts';
import { Id } from '../kernel/schema.ts';
import { type PlanPhase, TASK_STATUSES } from '../onboarding/plan-model.ts';
import { PlanRecord, planCollection, type StoredTask, storedPlan } from '../onboarding/plan-record.ts';
import { nextStep, openDependencies, phaseView, planSummary } from '../onboarding/plan-view.ts';
import { ProgressBody } from '../onboarding/summary-schema.ts';
import { updateTask } from '../onboarding/update-task.ts';

export const OwnTaskBody = z.object({
  key: z.string(),
  phase: z.string(),
  title: z.string(),
  description: z.string().nullable().meta({ description: 'Of the customer’s own tasks' }),
  status: z.enum(TASK_STATUSES),
  yours: z.boolean().meta({ description: 'The customer’s to do' }),
  owner_name: z.string().nullable(),
  start_date: z.string(),
  due_date: z.string(),
  waits_for: z.array(z.string()).meta({ description: 'Titles of what has to be done before' }),
  completed_at: z.string().nullable(),
  version: z.number().int(),
});

export const OwnPlanBody = z.object({
  plan: z
    .object({
      id: z.string(),
      name: z.string(),
      start_date: z.string(),
      go_live_date: z.string(),
      progress: ProgressBody,
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
      tasks: z.array(OwnTaskBody),
      next_step: z.string().nullable().meta({ description: 'The key of what the customer can do now' }),
    })
    .nullable()
    .meta({ description: 'The one that was asked for; else the newest that is not done' }),
  plans: z
    .array(z.object({ id: z.string(), name: z.string(), percent: z.number() }))
    .meta({ description: 'All of the customer’s, newest first' }),
});

export const OwnPlanQuery = z.strictObject({ plan_id: Id.optional() });

const isTheirs = (task: StoredTask) => task.owner.side === 'customer';

const taskView = (task: StoredTask, tasks: readonly StoredTask[]): z.output<typeof OwnTaskBody> => ({
  key: task.key,
  phase: task.phase,
  title: task.title,
  description: isTheirs(task) ? task.description : null,
  status: task.status,
  yours: isTheirs(task),
  owner_name: task.owner.name,
  start_date: task.start_date,
  due_date: task.due_date,
  waits_for: openDependencies(task, tasks).map(({ title }) => title),
  completed_at: task.completed_at ?? null,
  version: task.version,
});

/** Two round trips: which plans there are, and one of them. @throws Problem 404 for somebody else's plan */
export async function ownPlan(
  actor: PortalActor,
  wanted: string | undefined,
): Promise<z.output<typeof OwnPlanBody>> {
  const { tenantId: tenant_id, customerId: customer_id } = actor;
  const params = PlanRecord.query
    .byCustomer({ tenant_id, customer_id, shelf: 'active' })
    .params({ ...table(), order: 'desc' });
  const listed = (await queryAll(actor, params)).map(planSummary);
  const plans = listed.map(({ id, name, progress }) => ({ id, name, percent: progress.percent }));
  const chosen = wanted
    ? plans.find(({ id }) => id === wanted)
    : (plans.find(({ percent }) => percent < 100) ?? plans[0]);
  if (wanted && !chosen) throw notFound();
  if (!chosen) return { plan: null, plans };
  const { plan, tasks } = storedPlan(await queryAll(actor, planCollection(actor, chosen.id)));
  return { plan: plan ? planView(plan, tasks) : null, plans };
}

function planView(plan: Item, tasks: readonly StoredTask[]) {
  const { id, name, start_date, go_live_date, progress } = planSummary(plan);
  const theirs = tasks.filter(isTheirs);
  const next = nextStep(theirs, tasks);
  return {
    id,
    name,
    start_date,
    go_live_date,
    progress,
    phases: (plan.phases as PlanPhase[]).map((phase) => phaseView(phase, tasks)),
    tasks: tasks.map((task) => taskView(task, tasks)),
    next_step: next?.key ?? null,
  };
}

/** What a customer may say of a task. That it is blocked is for the staff to say. */
export const OWN_STATUSES = ['todo', 'in_progress', 'done'] as const;

interface OwnTaskEdits {
  readonly plan_id: string;
  readonly version: number;
  readonly status: (typeof OWN_STATUSES)[number];
}

/** @throws Problem 403 `not_your_task`, 404, 409 `version_conflict` */
export async function updateOwnTask(actor: PortalActor, key: string, { plan_id, ...edits }: OwnTaskEdits) {
  const { task, tasks } = await updateTask(actor, plan_id, key, edits, (plan, found) => {
    // Somebody else's plan answers like none, and so does a task that it has not.
    if (plan.customer_id !== actor.customerId || !found) throw notFound();
    if (!isTheirs(found))
      throw new Problem(403, 'not_your_task', 'This task is not yours to do. Ask your contact about it.');
  });
  return taskView(task, tasks);
}
