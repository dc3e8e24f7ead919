/** What happened, told from the stamps that records hold. */
import * as z from 'zod';
import type { Item } from '../kernel/records.ts';
import { textOrNull } from '../kernel/values.ts';

const ACTIVITY_TYPES = [
  'customer_created',
  'contract_uploaded',
  'contract_read',
  'contract_confirmed',
  'contract_failed',
  'contract_archived',
  'plan_made',
  'task_done',
  'person_added',
  'person_changed',
  'person_archived',
] as const;
type ActivityType = (typeof ACTIVITY_TYPES)[number];

export const ActivityBody = z.object({
  id: z.string().meta({ description: 'Stable: the record, and what happened to it' }),
  type: z.enum(ACTIVITY_TYPES),
  at: z.string(),
  by: z.string().nullable().meta({ description: 'An account; null where the system did it' }),
  by_name: z.string().nullable(),
  customer_id: z.string().nullable(),
  customer_name: z.string().nullable(),
  contract_id: z.string().nullable(),
  plan_id: z.string().nullable(),
  subject: z.string().nullable().meta({ description: 'What it is about: a document, a task, a person' }),
  count: z.number().int().nullable().meta({ description: 'Facts that were read' }),
});

/** Who did it is an account yet, without a name. */
export type Activity = Omit<z.output<typeof ActivityBody>, 'by_name'>;

interface Parts {
  readonly id: string;
  readonly at: unknown;
  readonly by?: unknown;
  readonly subject?: unknown;
  readonly count?: unknown;
  readonly customer_id?: unknown;
  readonly customer_name?: unknown;
  readonly contract_id?: unknown;
  readonly plan_id?: unknown;
}

/** Nothing, for a stamp that the record does not have. */
function happened(type: ActivityType, { id, at, by, count, ...parts }: Parts): Activity[] {
  if (typeof at !== 'string') return [];
  const actor = textOrNull(by);
  return [
    {
      id: `${id}/${type}`,
      type,
      at,
      by: actor?.startsWith('system:') ? null : actor,
      customer_id: textOrNull(parts.customer_id),
      customer_name: textOrNull(parts.customer_name),
      contract_id: textOrNull(parts.contract_id),
      plan_id: textOrNull(parts.plan_id),
      subject: textOrNull(parts.subject),
      count: typeof count === 'number' ? count : null,
    },
  ];
}

export const customerActivity = (customer: Item): Activity[] =>
  happened('customer_created', {
    id: String(customer.id),
    at: customer.created_at,
    by: customer.created_by,
    customer_id: customer.id,
    customer_name: customer.name,
  });

/** One that waits for its file has not happened yet. */
export function contractActivity(contract: Item): Activity[] {
  const stages = (contract.stages ?? {}) as { readonly inspect?: string; readonly done?: string };
  const { id, customer_id, customer_name } = contract;
  const common = {
    id: String(id),
    customer_id,
    customer_name,
    contract_id: id,
    subject: contract.document_name ?? contract.file_name,
  };
  const failure = contract.status === 'failed' ? contract.failure : undefined;
  return [
    ...(stages.inspect
      ? happened('contract_uploaded', { ...common, at: contract.created_at, by: contract.created_by })
      : []),
    ...happened('contract_read', { ...common, at: stages.done, count: contract.facts }),
    ...happened('contract_confirmed', { ...common, at: contract.confirmed_at, by: contract.confirmed_by }),
    ...(failure
      ? happened('contract_failed', {
          ...common,
          at: contract.updated_at,
          subject: (failure as { readonly message?: unknown }).message,
        })
      : []),
    ...happened('contract_archived', { ...common, at: contract.archived_at, by: contract.archived_by }),
  ];
}

const ofPlan = (plan: Item) => ({
  customer_id: plan.customer_id,
  customer_name: plan.customer_name,
  contract_id: plan.contract_id,
  plan_id: plan.id,
});

export const planActivity = (plan: Item): Activity[] =>
  happened('plan_made', { id: String(plan.id), ...ofPlan(plan), subject: plan.name, at: plan.created_at });

/** @param plan the task's own, where it is at hand */
export const taskActivity = (task: Item, plan: Item | undefined): Activity[] =>
  happened('task_done', {
    id: `${String(task.plan_id)}-${String(task.key)}`,
    ...(plan && ofPlan(plan)),
    plan_id: task.plan_id,
    subject: task.title,
    at: task.completed_at,
    by: task.completed_by,
  });

export function personActivity(person: Item): Activity[] {
  const common = {
    id: String(person.id),
    customer_id: String(person.id).slice(0, 26),
    subject: person.name,
  };
  const entered = person.source === 'person';
  return [
    ...happened('person_added', {
      ...common,
      at: person.created_at,
      by: entered ? person.created_by : undefined,
    }),
    // Who enters somebody by hand has edited all of it, at the same moment.
    ...(person.edited_at !== undefined && !(entered && person.edited_at === person.created_at)
      ? happened('person_changed', { ...common, at: person.edited_at, by: person.edited_by })
      : []),
    ...happened('person_archived', { ...common, at: person.archived_at, by: person.archived_by }),
  ];
}

/** The newest first; what happened at one moment in the order of its names. */
export const newestFirst = (activities: readonly Activity[]): Activity[] =>
  [...activities].sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
