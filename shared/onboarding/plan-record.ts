/** Plans and their tasks as records: one partition, so that a plan's page is one Query. A plan has its contract's id. */
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, secondary, stamps } from '../kernel/entity.ts';
import { type Item, table } from '../kernel/records.ts';
import { TASK_STATUSES, type WorkTask } from './plan-model.ts';

export const PlanRecord = new Entity({
  model: { entity: 'plan', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    customer_id: { type: 'string', required: true },
    customer_name: { type: 'string', required: true },
    /** The member whom the customer is assigned to. */
    owner_id: { type: 'string', required: true },
    /** Who uploaded the contract. */
    brought_by: { type: 'string', required: true },
    contract_id: { type: 'string', required: true },
    name: { type: 'string', required: true },
    template: { type: 'string', required: true },
    template_version: { type: 'number', required: true },
    planned_on: { type: 'string', required: true },
    anchor: { type: 'any', required: true },
    start_date: { type: 'string', required: true },
    go_live_date: { type: 'string', required: true },
    agreed_go_live_date: { type: 'string' },
    go_live_task: { type: 'string', required: true },
    phases: { type: 'any', required: true },
    risks: { type: 'any', required: true },
    success_criteria: { type: 'any', required: true },
    /** Counted along with every change of a task. */
    tasks_total: { type: 'number', required: true },
    tasks_done: { type: 'number', required: true },
    /** For the list: of what can be worked on, what is due first; null when all is done. */
    next_step: { type: 'any' },
    /** When a person last changed each field. */
    edited: { type: 'any' },
    /** `active` or `archived`: which of the lists it stands in. */
    shelf: { type: ['active', 'archived'] as const, required: true },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id', 'id'], `T#\${tenant_id}#PLAN#\${id}`, [], 'PLAN'),
    all: secondary('gsi1', ['tenant_id', 'shelf'], `T#\${tenant_id}#PLANS#\${shelf}`, ['id'], `\${id}`),
    byCustomer: secondary(
      'gsi3',
      ['tenant_id', 'customer_id', 'shelf'],
      `T#\${tenant_id}#CUSTOMER#\${customer_id}#PLANS#\${shelf}`,
      ['id'],
      `\${id}`,
    ),
    byOwner: secondary(
      'gsi4',
      ['tenant_id', 'owner_id', 'shelf'],
      `T#\${tenant_id}#OWNER#\${owner_id}#PLANS#\${shelf}`,
      ['id'],
      `\${id}`,
    ),
  },
});

const time = { type: 'string' } as const;

export const TaskRecord = new Entity({
  model: { entity: 'plan-task', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    plan_id: { type: 'string', required: true, readOnly: true },
    key: { type: 'string', required: true, readOnly: true },
    /** The member whom the plan's customer is assigned to. */
    plan_owner_id: { type: 'string', required: true },
    brought_by: { type: 'string', required: true },
    order: { type: 'number', required: true },
    phase: { type: 'string', required: true },
    title: { type: 'string', required: true },
    description: { type: 'string', required: true },
    owner: { type: 'any', required: true },
    duration_days: { type: 'number', required: true },
    start_date: { type: 'string', required: true },
    due_date: { type: 'string', required: true },
    depends_on: { type: 'any', required: true },
    source: { type: 'any', required: true },
    status: { type: TASK_STATUSES, required: true },
    origin: { type: ['template', 'person'] as const, required: true },
    edited: {
      type: 'map',
      required: true,
      properties: {
        title: time,
        due_date: time,
        owner: time,
        status: time,
        phase: time,
        order: time,
        depends_on: time,
      },
    },
    completed_at: { type: 'string' },
    completed_by: { type: 'string' },
    /** Which of the lists it stands in, and where: open tasks by the day they are due, others by when they were done. */
    shelf: {
      type: ['open', 'done'] as const,
      watch: ['status'],
      set: (_: unknown, { status }: { status?: string }) => (status === 'done' ? 'done' : 'open'),
    },
    listed_at: {
      type: 'string',
      watch: ['status', 'due_date', 'completed_at'],
      set: (_: unknown, task: { status?: string; due_date?: string; completed_at?: string }) =>
        (task.status === 'done' ? task.completed_at : undefined) ?? task.due_date,
    },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id', 'plan_id'], `T#\${tenant_id}#PLAN#\${plan_id}`, ['key'], `TASK#\${key}`),
    all: secondary(
      'gsi1',
      ['tenant_id', 'shelf'],
      `T#\${tenant_id}#TASKS#\${shelf}`,
      ['listed_at', 'plan_id', 'key'],
      `\${listed_at}#\${plan_id}#\${key}`,
    ),
    byPlan: secondary(
      'gsi3',
      ['tenant_id', 'plan_id', 'shelf'],
      `T#\${tenant_id}#PLAN#\${plan_id}#TASKS#\${shelf}`,
      ['listed_at', 'key'],
      `\${listed_at}#\${key}`,
    ),
    byOwner: secondary(
      'gsi4',
      ['tenant_id', 'plan_owner_id', 'shelf'],
      `T#\${tenant_id}#OWNER#\${plan_owner_id}#TASKS#\${shelf}`,
      ['listed_at', 'plan_id', 'key'],
      `\${listed_at}#\${plan_id}#\${key}`,
    ),
  },
});

/** One Query: the plan and its tasks. */
export const planCollection = (actor: Actor, id: string) => ({
  TableName: table().table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': `T#${actor.tenantId}#PLAN#${id}` },
  ConsistentRead: true,
});

/** A task as it is stored. */
export type StoredTask = WorkTask & { readonly version: number };

export interface StoredPlan {
  readonly plan: Item | undefined;
  /** In their order. */
  readonly tasks: readonly StoredTask[];
  /** Taken out by people; a rerun must not bring them back. */
  readonly removed?: readonly StoredTask[];
}

export function storedPlan(items: readonly Item[]): StoredPlan {
  const all = items
    .filter(({ sk }) => String(sk).startsWith('TASK#'))
    .map((item) => item as unknown as StoredTask)
    .sort((a, b) => a.order - b.order);
  return {
    plan: items.find(({ sk }) => sk === 'PLAN'),
    tasks: all.filter(({ archived_at }) => archived_at === undefined),
    removed: all.filter(({ archived_at }) => archived_at !== undefined),
  };
}
