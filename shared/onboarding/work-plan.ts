/** Work on a plan: what is decided about its tasks is written together with what the plan says of them. */
import type { Actor } from '../kernel/actor.ts';
import { Busy } from '../kernel/busy.ts';
import { notFound } from '../kernel/problem.ts';
import {
  failedConditions,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transact,
  updated,
} from '../kernel/records.ts';
import { PlanRecord, planCollection, type StoredTask, storedPlan, TaskRecord } from './plan-record.ts';
import { nextStepOf } from './plan-view.ts';
import { earlier } from './working-days.ts';

export interface Workplace {
  readonly plan: Item;
  /** In their order. */
  readonly tasks: readonly StoredTask[];
  readonly removed: readonly StoredTask[];
}

interface Work {
  readonly writes: readonly TransactItem[];
  /** The plan's tasks afterwards. */
  readonly tasks: readonly StoredTask[];
  /** What else changes of the plan itself. */
  readonly plan?: Readonly<Record<string, unknown>>;
}

/** Two people may finish two tasks at once: who comes second decides again, from what is there then. */
const ATTEMPTS = 6;

/**
 * One Query and one transaction.
 * @param decide called anew when somebody was faster; its own refusals (`version_conflict`, …) end the attempts
 * @throws Problem 404
 */
export async function workOn<W extends Work>(
  actor: Actor,
  planId: string,
  decide: (place: Workplace) => W | Promise<W>,
): Promise<W> {
  for (let attempt = 1; ; attempt++) {
    const {
      plan,
      tasks,
      removed = [],
    } = storedPlan(await queryAll(actor, planCollection(actor, planId), 'write'));
    if (!plan || plan.archived_at) throw notFound();
    const work = await decide({ plan, tasks, removed });
    try {
      await transact(actor, [...work.writes, planUpdate(actor, plan, work)]);
      return work;
    } catch (error) {
      if (!failedConditions(error)) throw error;
      if (attempt === ATTEMPTS) throw new Busy('The plan changed each time it was read.');
    }
  }
}

function planUpdate(actor: Actor, plan: Item, { tasks, plan: changes }: Work): TransactItem {
  const goLive = tasks.find(({ key }) => key === plan.go_live_task);
  const patch = PlanRecord.patch({ tenant_id: actor.tenantId, id: String(plan.id) })
    .set({
      ...updated(actor),
      tasks_total: tasks.length,
      tasks_done: tasks.filter(({ status }) => status === 'done').length,
      start_date: tasks.map(({ start_date }) => start_date).reduce(earlier, String(plan.start_date)),
      go_live_date: goLive?.due_date ?? String(plan.go_live_date),
      next_step: nextStepOf(tasks),
      ...changes,
    } as never)
    .add({ version: 1 })
    .where(({ archived_at, version }, { notExists, eq }) =>
      [notExists(archived_at), eq(version, Number(plan.version))].join(' AND '),
    );
  return { Update: patch.params(table()) } as TransactItem;
}

/** @param before undefined for a task that is new */
export function taskWrite(
  actor: Actor,
  plan: Item,
  task: StoredTask,
  before: StoredTask | undefined,
): TransactItem {
  const { pk: _pk, sk: _sk, __edb_e__: _e, __edb_v__: _v, ...record } = task as unknown as Item;
  const put = TaskRecord.put({
    ...record,
    tenant_id: actor.tenantId,
    plan_id: String(plan.id),
    plan_owner_id: String(plan.owner_id),
    brought_by: String(plan.brought_by),
    ...updated(actor),
  } as never).where(({ key, version }, { eq, notExists }) =>
    before ? eq(version, before.version) : notExists(key),
  );
  return { Put: put.params(table()) } as TransactItem;
}

/** A task of an archived plan is nobody's work any more. */
export const unlisted = (task: StoredTask): TransactItem => {
  const { pk, sk } = task as unknown as Item;
  return {
    Update: {
      TableName: table().table,
      Key: { pk, sk },
      UpdateExpression: 'REMOVE gsi1pk, gsi1sk, gsi3pk, gsi3sk, gsi4pk, gsi4sk',
      ConditionExpression: 'attribute_exists(pk)',
    },
  };
};

/** Of a plan that is out of the archive again. */
export const relisted = (actor: Actor, plan: Item, task: StoredTask): TransactItem =>
  taskWrite(actor, plan, task, task);
