/** A plan as the API shows it. */
import type { Item } from '../kernel/records.ts';
import type { PlanAnchor, PlanPhase, PlanRisk, SuccessCriterion, WorkTask } from './plan-model.ts';
import type { StoredPlan, StoredTask } from './plan-record.ts';
import { earlier, later } from './working-days.ts';

const percent = (done: number, total: number) => (total === 0 ? 0 : Math.round((done * 100) / total));

type StepView = Pick<WorkTask, 'key' | 'title' | 'due_date' | 'owner'>;

/** As much of the next step as a list shows. */
export function nextStepOf(tasks: readonly WorkTask[]): StepView | null {
  const next = nextStep(tasks);
  return next ? { key: next.key, title: next.title, due_date: next.due_date, owner: next.owner } : null;
}

/** A plan in a list. */
export const planSummary = (plan: Item) => ({
  id: String(plan.id),
  customer_id: String(plan.customer_id),
  customer_name: String(plan.customer_name),
  owner_id: String(plan.owner_id),
  contract_id: String(plan.contract_id),
  name: String(plan.name),
  start_date: String(plan.start_date),
  go_live_date: String(plan.go_live_date),
  agreed_go_live_date: (plan.agreed_go_live_date as string | undefined) ?? null,
  progress: {
    total: Number(plan.tasks_total),
    done: Number(plan.tasks_done),
    percent: percent(Number(plan.tasks_done), Number(plan.tasks_total)),
  },
  next_step: (plan.next_step as StepView | null | undefined) ?? null,
  version: Number(plan.version),
  created_at: String(plan.created_at),
  updated_at: String(plan.updated_at),
  archived_at: (plan.archived_at as string | undefined) ?? null,
});

/** The tasks that it waits for and that are not done. */
export const openDependencies = (task: WorkTask, tasks: readonly WorkTask[]): WorkTask[] =>
  tasks.filter(({ key, status }) => task.depends_on.includes(key) && status !== 'done');

export const taskView = (task: StoredTask, tasks: readonly StoredTask[]) => ({
  key: task.key,
  order: task.order,
  phase: task.phase,
  title: task.title,
  description: task.description,
  status: task.status,
  owner: task.owner,
  duration_days: task.duration_days,
  start_date: task.start_date,
  due_date: task.due_date,
  depends_on: task.depends_on.filter((wanted) => tasks.some(({ key }) => key === wanted)),
  waits_for: openDependencies(task, tasks).map(({ key }) => key),
  origin: task.origin,
  edited_fields: Object.keys(task.edited).sort(),
  completed_at: task.completed_at ?? null,
  completed_by: task.completed_by ?? null,
  source: sourceView(task.source),
  version: task.version,
});

/** A plan's page: everything, tasks in order, and what to do next. */
export function planView({ tasks }: StoredPlan, plan: Item) {
  const next = nextStep(tasks);
  return {
    ...planSummary(plan),
    template: String(plan.template),
    template_version: Number(plan.template_version),
    planned_on: String(plan.planned_on),
    anchor: withSource(plan.anchor as PlanAnchor),
    phases: (plan.phases as PlanPhase[]).map((phase) => phaseView(phase, tasks)),
    tasks: tasks.map((task) => taskView(task, tasks)),
    risks: (plan.risks as PlanRisk[]).map(withSource),
    success_criteria: (plan.success_criteria as SuccessCriterion[]).map(withSource),
    next_step: next ? taskView(next, tasks) : null,
  };
}

/** Dates follow what people have moved. */
export function phaseView(phase: PlanPhase, tasks: readonly WorkTask[]) {
  const own = tasks.filter((task) => task.phase === phase.key);
  const [first] = own;
  const done = own.filter(({ status }) => status === 'done').length;
  return {
    key: phase.key,
    name: phase.name,
    goal: phase.goal,
    start_date: first ? own.map(({ start_date }) => start_date).reduce(earlier) : phase.start_date,
    end_date: first ? own.map(({ due_date }) => due_date).reduce(later) : phase.end_date,
    progress: { total: own.length, done, percent: percent(done, own.length) },
  };
}

/**
 * Of the tasks that can be worked on now, the one that is due first.
 * @param all of the plan, where only some of them are asked about
 */
export function nextStep<T extends WorkTask>(tasks: readonly T[], all: readonly T[] = tasks): T | undefined {
  const open = tasks.filter(({ status }) => status !== 'done');
  const free = open.filter((task) => task.status !== 'blocked' && openDependencies(task, all).length === 0);
  return [...(free.length > 0 ? free : open)].sort((a, b) =>
    a.due_date < b.due_date ? -1 : a.due_date > b.due_date ? 1 : a.order - b.order,
  )[0];
}

const sourceView = ({ fact_key, template_key, reason, page, quote }: WorkTask['source']) => ({
  fact_key,
  template_key,
  reason,
  page: page ?? null,
  quote: quote ?? null,
});

const withSource = <T extends { readonly source: WorkTask['source'] }>(part: T) => ({
  ...part,
  source: sourceView(part.source),
});
