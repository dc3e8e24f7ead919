/** Tasks that people add, take out and bring back. */
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { notFound } from '../kernel/problem.ts';
import { created } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import type { StoredTask } from './plan-record.ts';
import { type OwnerEdit, ownerOf } from './task-owner.ts';
import { knownDependencies, knownPhase, orderBehind } from './task-place.ts';
import { taskWrite, workOn } from './work-plan.ts';
import { earlier } from './working-days.ts';

export interface NewTask {
  readonly title: string;
  readonly phase: string;
  readonly due_date: string;
  readonly start_date?: string | undefined;
  readonly description: string;
  readonly owner?: OwnerEdit | undefined;
  readonly after?: string | null | undefined;
  readonly depends_on: readonly string[];
}

/** @throws Problem 400, 404 */
export async function addTask(actor: Actor, planId: string, wanted: NewTask) {
  const key = `task-${newId().toLowerCase()}`;
  return await workOn(actor, planId, async ({ plan, tasks }) => {
    const phase = knownPhase(plan, wanted.phase);
    const own = { side: 'provider', stakeholder_id: null, name: null } as const;
    const { start_date = wanted.due_date, due_date, title, description } = wanted;
    const task: StoredTask = {
      key,
      order: orderBehind(wanted.after, phase, undefined, tasks),
      phase,
      title,
      description,
      owner: await ownerOf(actor, plan, 'success_manager', wanted.owner ?? own),
      duration_days: 1,
      start_date: earlier(start_date, due_date),
      due_date,
      depends_on: knownDependencies(wanted.depends_on, key, tasks),
      source: { fact_key: null, template_key: 'person', reason: 'Added by hand.' },
      status: 'todo',
      origin: 'person',
      edited: {},
      ...created(actor),
    };
    return {
      task,
      tasks: [...tasks, task].sort((a, b) => a.order - b.order),
      writes: [taskWrite(actor, plan, task, undefined)],
    };
  });
}

/** Out of the plan, and kept: a rerun must not bring it back, and a person may. @throws Problem 404 */
export const archiveTask = (actor: Actor, planId: string, key: string) =>
  workOn(actor, planId, ({ plan, tasks }) => {
    const found = tasks.find((task) => task.key === key);
    if (!found) throw notFound();
    const task = {
      ...found,
      archived_at: now(),
      archived_by: actor.id,
      version: found.version + 1,
    };
    return {
      task,
      tasks: tasks.filter((other) => other !== found),
      writes: [taskWrite(actor, plan, task, found)],
    };
  });

/** @throws Problem 404 for a task that was not taken out */
export const restoreTask = (actor: Actor, planId: string, key: string) =>
  workOn(actor, planId, ({ plan, tasks, removed }) => {
    const found = removed.find((task) => task.key === key);
    if (!found) throw notFound();
    const { archived_at: _at, archived_by: _by, ...rest } = found;
    const task = { ...rest, version: found.version + 1 };
    return {
      task,
      tasks: [...tasks, task].sort((a, b) => a.order - b.order),
      writes: [taskWrite(actor, plan, task, found)],
    };
  });
