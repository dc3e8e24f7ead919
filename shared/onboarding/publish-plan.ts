/** The writes that bring a plan up to date with a new draft of it. */
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../kernel/actor.ts';
import { created, type Item, type TransactItem, table, updated } from '../kernel/records.ts';
import { mergePlan, type PlanChanges } from './merge-plan.ts';
import type { PlanDraft, WorkTask } from './plan-model.ts';
import { PlanRecord, type StoredPlan, type StoredTask, TaskRecord } from './plan-record.ts';
import { nextStepOf } from './plan-view.ts';
import { earlier } from './working-days.ts';

const TASK_ATTRIBUTES = [
  'key',
  'order',
  'phase',
  'title',
  'description',
  'owner',
  'duration_days',
  'start_date',
  'due_date',
  'depends_on',
  'source',
  'status',
  'origin',
  'edited',
  'completed_at',
  'completed_by',
  'archived_at',
  'archived_by',
] as const satisfies readonly (keyof WorkTask)[];

/**
 * Nothing for what is already so. Each write holds only while the record is as it was read: `stored` must be read anew
 * when one fails.
 */
export function planWrites(
  actor: Actor,
  contract: Item,
  stored: StoredPlan,
  draft: PlanDraft,
): { writes: TransactItem[]; changes: PlanChanges; tasks: number } {
  const existing = [...stored.tasks, ...(stored.removed ?? [])];
  const { tasks, changes } = mergePlan(existing, draft);
  const live = tasks.filter(({ archived_at }) => archived_at === undefined);
  const before = new Map(existing.map((task) => [task.key, task]));
  const record = {
    tenant_id: actor.tenantId,
    plan_id: String(contract.id),
    plan_owner_id: String(contract.owner_id),
    brought_by: String(contract.created_by),
  };
  const keys = new Set(tasks.map(({ key }) => key));
  const writes = [
    planWrite(actor, contract, stored.plan, draft, live),
    ...tasks.map((task) => taskWrite(actor, record, before.get(task.key), task)),
    ...existing
      .filter(({ key }) => !keys.has(key))
      .map(({ key, version }) =>
        write(
          'Delete',
          TaskRecord.delete({ tenant_id: record.tenant_id, plan_id: record.plan_id, key }).where(
            (item, { eq }) => eq(item.version, version),
          ),
        ),
      ),
  ];
  return { writes: writes.filter((entry) => entry !== undefined), changes, tasks: live.length };
}

const write = (kind: 'Put' | 'Delete', operation: { params: (options: object) => object }) =>
  ({ [kind]: operation.params(table()) }) as TransactItem;

function taskWrite(
  actor: Actor,
  record: { tenant_id: string; plan_id: string; plan_owner_id: string; brought_by: string },
  before: StoredTask | undefined,
  task: WorkTask,
): TransactItem | undefined {
  const attributes = pick(task);
  if (!before)
    return write('Put', TaskRecord.create({ ...record, ...attributes, ...created(actor) } as never));
  if (isDeepStrictEqual(pick(before), attributes)) return undefined;
  return write(
    'Put',
    TaskRecord.put({
      ...record,
      ...attributes,
      ...stampsOf(before as unknown as Item),
      ...updated(actor),
      version: before.version + 1,
    } as never).where(({ version }, { eq }) => eq(version, before.version)),
  );
}

const pick = (task: WorkTask) =>
  Object.fromEntries(
    TASK_ATTRIBUTES.flatMap((name) => (task[name] === undefined ? [] : [[name, task[name]]])),
  );

const stampsOf = ({ created_at, created_by }: Item) => ({ created_at, created_by });

function planWrite(
  actor: Actor,
  contract: Item,
  before: Item | undefined,
  draft: PlanDraft,
  tasks: readonly WorkTask[],
): TransactItem | undefined {
  const { tasks: _tasks, agreed_go_live_date, ...rest } = draft;
  const edited = before?.edited as Readonly<Record<string, string>> | undefined;
  const goLive = tasks.find(({ key }) => key === draft.go_live_task);
  const attributes = {
    ...rest,
    ...(agreed_go_live_date && { agreed_go_live_date }),
    // Where somebody moved the day, the plan goes live on that day.
    go_live_date: goLive?.due_date ?? draft.go_live_date,
    start_date: tasks.map(({ start_date }) => start_date).reduce(earlier, draft.go_live_date),
    customer_id: String(contract.customer_id),
    customer_name: String(contract.customer_name),
    owner_id: String(contract.owner_id),
    brought_by: String(contract.created_by),
    contract_id: String(contract.id),
    tasks_total: tasks.length,
    tasks_done: tasks.filter(({ status }) => status === 'done').length,
    next_step: nextStepOf(tasks),
    ...(edited?.name !== undefined && { name: String(before?.name), edited }),
  };
  const record = { tenant_id: actor.tenantId, id: String(contract.id) };
  if (!before)
    return write(
      'Put',
      PlanRecord.create({ ...record, ...attributes, shelf: 'active', ...created(actor) } as never),
    );
  const same = Object.entries(attributes).every(([name, value]) => isDeepStrictEqual(before[name], value));
  if (same && Boolean(before.agreed_go_live_date) === Boolean(agreed_go_live_date)) return undefined;
  return write(
    'Put',
    PlanRecord.put({
      ...record,
      ...attributes,
      shelf: before.shelf,
      ...(before.archived_at !== undefined && {
        archived_at: before.archived_at,
        archived_by: before.archived_by,
      }),
      ...stampsOf(before),
      ...updated(actor),
      version: Number(before.version) + 1,
    } as never).where(({ version }, { eq }) => eq(version, Number(before.version))),
  );
}
