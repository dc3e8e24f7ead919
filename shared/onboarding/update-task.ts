/** A person's word on a task. */
import { stakeholderKey } from '../customers/stakeholder.ts';
import type { Side } from '../customers/stakeholder-model.ts';
import type { Actor } from '../kernel/actor.ts';
import { now } from '../kernel/ids.ts';
import { invalid, notFound, versionConflict } from '../kernel/problem.ts';
import {
  failedConditions,
  getItem,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transact,
  updated,
} from '../kernel/records.ts';
import { HOLIDAYS } from './holidays.ts';
import type { Owner, TaskStatus } from './plan-model.ts';
import { PlanRecord, planCollection, type StoredTask, storedPlan, TaskRecord } from './plan-record.ts';
import { startAfter } from './schedule.ts';

import { earlier, workingCalendar } from './working-days.ts';

export interface TaskEdits {
  readonly version: number;
  readonly status?: TaskStatus | undefined;
  readonly title?: string | undefined;
  readonly due_date?: string | undefined;
  readonly owner?: Pick<Owner, 'side' | 'stakeholder_id' | 'name'> | undefined;
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
 * Changes one task and counts it in its plan. Other tasks stay as they are: which of them now begin too early is
 * answered, for a person to decide.
 * @throws Problem 400, 404, 409 `version_conflict`
 */
export async function updateTask(actor: Actor, planId: string, key: string, edits: TaskEdits) {
  const { plan, tasks } = storedPlan(await queryAll(actor, planCollection(actor, planId), 'write'));
  const task = tasks.find((candidate) => candidate.key === key);
  if (!plan || plan.archived_at || !task) throw notFound();
  if (task.version !== edits.version) throw versionConflict('task', task.version);
  const changed = applied(actor, task, { ...edits, owner: await ownerOf(actor, plan, task, edits.owner) });
  try {
    await transact(actor, [taskWrite(actor, planId, changed, task), planUpdate(actor, plan, task, changed)]);
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    if (failed.has(0)) throw versionConflict('task', task.version + 1);
    throw notFound();
  }
  const current = tasks.map((other) => (other.key === key ? changed : other));
  return { task: changed, tasks: current, tooEarly: tooEarly(changed, current) };
}

function applied(
  actor: Actor,
  task: StoredTask,
  edits: Omit<TaskEdits, 'owner'> & { readonly owner: Owner | undefined },
): StoredTask {
  const { version, status = task.status, ...fields } = edits;
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const at = now();
  const touched = [...Object.keys(given), ...(edits.status ? ['status'] : [])];
  const { completed_at, completed_by, ...rest } = task;
  const done = status === 'done';
  const due_date = edits.due_date ?? task.due_date;
  return {
    ...rest,
    ...given,
    status,
    due_date,
    // Work that is due earlier begins earlier, too.
    start_date: earlier(task.start_date, due_date),
    edited: { ...task.edited, ...Object.fromEntries(touched.map((field) => [field, at])) },
    ...(done && { completed_at: completed_at ?? at, completed_by: completed_by ?? actor.id }),
    version: version + 1,
  };
}

function taskWrite(actor: Actor, planId: string, changed: StoredTask, before: StoredTask): TransactItem {
  const { pk: _pk, sk: _sk, __edb_e__: _e, __edb_v__: _v, ...record } = changed as unknown as Item;
  return {
    Put: TaskRecord.put({ ...record, tenant_id: actor.tenantId, plan_id: planId, ...updated(actor) } as never)
      .where(({ version }, { eq }) => eq(version, before.version))
      .params(table()),
  } as TransactItem;
}

/** Two people may finish two tasks at once: the plan's count is added to, not set. */
function planUpdate(actor: Actor, plan: Item, before: StoredTask, after: StoredTask): TransactItem {
  const done = Number(after.status === 'done') - Number(before.status === 'done');
  const goesLive = after.key === plan.go_live_task && after.due_date !== before.due_date;
  const patch = PlanRecord.patch({ tenant_id: actor.tenantId, id: String(plan.id) })
    .set({ ...updated(actor), ...(goesLive && { go_live_date: after.due_date }) } as never)
    .add({ version: 1, tasks_done: done })
    .where(({ archived_at }, { notExists }) => notExists(archived_at));
  return { Update: patch.params(table()) } as TransactItem;
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

/** Who is to do it: one of the customer's people, whose name and side the record gives, or anybody by name. */
async function ownerOf(
  actor: Actor,
  plan: Item,
  task: StoredTask,
  edit: TaskEdits['owner'],
): Promise<Owner | undefined> {
  if (!edit) return undefined;
  const { stakeholder_id } = edit;
  if (!stakeholder_id)
    return { side: edit.side, role: task.owner.role, stakeholder_id: null, name: edit.name };
  const ours = stakeholder_id.startsWith(`${String(plan.customer_id)}-`);
  const person = ours ? await getItem(actor, stakeholderKey(actor, stakeholder_id)) : undefined;
  if (!person || person.archived_at)
    throw invalid([
      { field: 'owner.stakeholder_id', code: 'unknown', message: 'is not one of this customer’s people' },
    ]);
  return {
    side: (person.side as Side | undefined) ?? edit.side,
    role: task.owner.role,
    stakeholder_id,
    name: String(person.name),
  };
}
