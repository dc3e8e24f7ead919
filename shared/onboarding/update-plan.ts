/** A person's word on a plan as a whole. */
import type { Actor } from '../kernel/actor.ts';
import { notFound, Problem, versionConflict } from '../kernel/problem.ts';
import {
  failedConditions,
  type Item,
  queryAll,
  type TransactItem,
  table,
  transactInChunks,
  updated,
} from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { PlanRecord, planCollection, type StoredTask, storedPlan } from './plan-record.ts';
import { relisted, taskWrite, unlisted, workOn } from './work-plan.ts';
import { earlier } from './working-days.ts';

export interface PlanEdits {
  readonly version: number;
  readonly name?: string | undefined;
  /** Moves the task that is going live. */
  readonly go_live_date?: string | undefined;
}

/** @throws Problem 404, 409 `version_conflict`, 422 `no_go_live_task` */
export async function updatePlan(
  actor: Actor,
  planId: string,
  { version, name, go_live_date }: PlanEdits,
): Promise<Item> {
  const { after } = await workOn(actor, planId, ({ plan, tasks }) => {
    if (Number(plan.version) !== version) throw versionConflict('plan', Number(plan.version));
    const at = now();
    const goLive = tasks.find(({ key }) => key === plan.go_live_task);
    if (go_live_date && !goLive)
      throw new Problem(422, 'no_go_live_task', 'The task of going live was taken out of this plan.');
    const moved: StoredTask | undefined =
      (goLive &&
        go_live_date !== undefined && {
          ...goLive,
          due_date: go_live_date,
          start_date: earlier(goLive.start_date, go_live_date),
          edited: { ...goLive.edited, due_date: at },
          version: goLive.version + 1,
        }) ||
      undefined;
    const changes = name === undefined ? {} : { name, edited: { ...(plan.edited as object), name: at } };
    return {
      plan: changes,
      tasks: moved ? tasks.map((task) => (task === goLive ? moved : task)) : tasks,
      writes: moved ? [taskWrite(actor, plan, moved, goLive)] : [],
      after: {
        ...plan,
        ...changes,
        ...(moved && { go_live_date: moved.due_date }),
        version: version + 1,
        updated_at: at,
      },
    };
  });
  return after;
}

/** The keys of lists hold the shelf: the records are read before they are written. */
async function shelve(actor: Actor, id: string, shelf: 'active' | 'archived'): Promise<Item> {
  const { plan, tasks } = storedPlan(await queryAll(actor, planCollection(actor, id), 'write'));
  if (!plan || (plan.shelf === 'archived') === (shelf === 'archived')) throw notFound();
  const changes = {
    shelf,
    ...updated(actor),
    ...(shelf === 'archived' && { archived_at: now(), archived_by: actor.id }),
  };
  const patch = PlanRecord.patch({ tenant_id: actor.tenantId, id })
    .set(changes as never)
    .add({ version: 1 })
    .remove(shelf === 'active' ? ['archived_at', 'archived_by'] : [])
    .composite({ customer_id: String(plan.customer_id), owner_id: String(plan.owner_id) })
    .where(({ version }, { eq }) => eq(version, Number(plan.version)));
  try {
    await transactInChunks(actor, [
      { Update: patch.params(table()) } as TransactItem,
      ...tasks.map((task) => (shelf === 'archived' ? unlisted(task) : relisted(actor, plan, task))),
    ]);
  } catch (error) {
    if (failedConditions(error)) throw versionConflict('plan', Number(plan.version) + 1);
    throw error;
  }
  const { archived_at: _at, archived_by: _by, ...rest } = plan;
  return { ...rest, ...changes, version: Number(plan.version) + 1 };
}

/** @throws Problem 404 for a plan that is archived already */
export const archivePlan = (actor: Actor, id: string) => shelve(actor, id, 'archived');

/** @throws Problem 404 for a plan that is not archived */
export const restorePlan = (actor: Actor, id: string) => shelve(actor, id, 'active');
