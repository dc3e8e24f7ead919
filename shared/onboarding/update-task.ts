/** A person's word on a task. */
import type { Actor } from '../kernel/actor.ts';
import { notFound, versionConflict } from '../kernel/problem.ts';
import type { Item } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { HOLIDAYS } from './holidays.ts';
import type { Owner, TaskStatus } from './plan-model.ts';
import type { StoredTask } from './plan-record.ts';
import { startAfter } from './schedule.ts';
import { type OwnerEdit, ownerOf } from './task-owner.ts';
import { knownDependencies, knownPhase, orderBehind } from './task-place.ts';
import { taskWrite, workOn } from './work-plan.ts';
import { earlier, workingCalendar } from './working-days.ts';

export interface TaskEdits {
  readonly version: number;
  readonly status?: TaskStatus | undefined;
  readonly title?: string | undefined;
  readonly due_date?: string | undefined;
  readonly owner?: OwnerEdit | undefined;
  readonly phase?: string | undefined;
  /** The task that it is to stand behind; null: first in its phase. */
  readonly after?: string | null | undefined;
  readonly depends_on?: readonly string[] | undefined;
}

/** A task that now begins before one it follows is due. */
export interface TooEarly {
  readonly key: string;
  readonly title: string;
  readonly start_date: string;
  /** The first working day on which it could begin. */
  readonly earliest_start: string;
}

/**
 * Changes one task and what its plan says of it. Other tasks stay as they are: which of them now begin too early is
 * answered, for a person to decide.
 * @param permit throws for a task that is not the actor's to change; told of none where there is none
 * @throws Problem 400, 404, 409 `version_conflict`
 */
export async function updateTask(
  actor: Actor,
  planId: string,
  key: string,
  edits: TaskEdits,
  permit?: (plan: Item, task: StoredTask | undefined) => void,
) {
  const { task, tasks } = await workOn(actor, planId, async ({ plan, tasks: before }) => {
    const found = before.find((candidate) => candidate.key === key);
    permit?.(plan, found);
    if (!found) throw notFound();
    if (found.version !== edits.version) throw versionConflict('task', found.version);
    const owner = edits.owner && (await ownerOf(actor, plan, found.owner.role, edits.owner));
    const changed = applied(actor, found, edits, { owner, ...place(plan, found, before, edits) });
    return {
      task: changed,
      tasks: before.map((other) => (other.key === key ? changed : other)).sort((a, b) => a.order - b.order),
      writes: [taskWrite(actor, plan, changed, found)],
    };
  });
  return { task, tasks, tooEarly: tooEarly(task, tasks) };
}

function place(
  plan: Item,
  task: StoredTask,
  tasks: readonly StoredTask[],
  { phase, after, depends_on }: TaskEdits,
) {
  const moved = phase !== undefined && phase !== task.phase;
  return {
    ...(moved && { phase: knownPhase(plan, phase) }),
    ...((moved || after !== undefined) && {
      order: orderBehind(after, phase ?? task.phase, task.key, tasks),
    }),
    ...(depends_on && { depends_on: knownDependencies(depends_on, task.key, tasks) }),
  };
}

function applied(
  actor: Actor,
  task: StoredTask,
  { version, status: wanted, title, due_date: due }: TaskEdits,
  more: {
    readonly owner: Owner | undefined;
    readonly phase?: string;
    readonly order?: number;
    readonly depends_on?: readonly string[];
  },
): StoredTask {
  const given = Object.fromEntries(
    Object.entries({ title, due_date: due, ...more }).filter(([, value]) => value !== undefined),
  );
  const status = wanted ?? task.status;
  const at = now();
  const touched = [...Object.keys(given), ...(wanted ? ['status'] : [])];
  const { completed_at, completed_by, ...rest } = task;
  const due_date = due ?? task.due_date;
  return {
    ...rest,
    ...given,
    status,
    due_date,
    // Work that is due earlier begins earlier, too.
    start_date: earlier(task.start_date, due_date),
    edited: { ...task.edited, ...Object.fromEntries(touched.map((field) => [field, at])) },
    ...(status === 'done' && {
      completed_at: completed_at ?? at,
      completed_by: completed_by ?? actor.id,
    }),
    version: version + 1,
  };
}

/** Of the open tasks that follow this one while it is open, those that begin before it is due. */
export function tooEarly(task: StoredTask, tasks: readonly StoredTask[]): TooEarly[] {
  if (task.status === 'done') return [];
  const calendar = workingCalendar(HOLIDAYS);
  const earliest = startAfter(task.due_date, 0, calendar);
  return tasks
    .filter(
      (other) =>
        other.depends_on.includes(task.key) && other.status !== 'done' && other.start_date < earliest,
    )
    .map(({ key, title, start_date }) => ({ key, title, start_date, earliest_start: earliest }));
}
