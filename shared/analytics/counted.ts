/** In which counters a record stands. A change moves it from those of before to those of after. */
import type { RecordEvent } from '../kernel/record-event.ts';
import type { Item } from '../kernel/records.ts';

const COUNTED: Readonly<Record<string, (image: Item) => readonly string[]>> = {
  customer: ({ status, owner_id }) => ['customers', `customers#${status}`, `customers#owner#${owner_id}`],
  contract: ({ shelf, status, customer_id, owner_id }) => [
    `contracts#${shelf}`,
    `contracts#${shelf}#${status}`,
    `contracts#${shelf}#customer#${customer_id}`,
    `contracts#${shelf}#owner#${owner_id}`,
  ],
  plan: ({ shelf, customer_id, owner_id }) => [
    `plans#${shelf}`,
    `plans#${shelf}#customer#${customer_id}`,
    `plans#${shelf}#owner#${owner_id}`,
  ],
  'plan-task': ({ shelf }) => (shelf === undefined ? [] : [`tasks#${shelf}`]),
  stakeholder: ({ archived_at, customer_id }) =>
    archived_at ? [] : ['stakeholders', `stakeholders#customer#${customer_id}`],
  member: ({ status }) => ['members', `members#${status}`],
};

/** By how much each counter changes; empty where none does. */
export function deltaOf({ entity, before, after }: RecordEvent): Map<string, number> {
  const count = COUNTED[entity];
  const delta = new Map<string, number>();
  if (!count) return delta;
  const add = (image: Item | null, step: number) => {
    for (const name of image ? count(image) : []) delta.set(name, (delta.get(name) ?? 0) + step);
  };
  add(before, -1);
  add(after, 1);
  for (const [name, change] of delta) if (change === 0) delta.delete(name);
  return delta;
}
