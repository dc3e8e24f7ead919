/**
 * Counts record events. An event says where its record stood before and where it stands now, so that the sum over all
 * events is right in whatever order they come; that each is added once, a mark by its id sees to.
 */
import type { Actor } from '../kernel/actor.ts';
import { counterKey } from '../kernel/counters.ts';
import type { RecordEvent } from '../kernel/record-event.ts';
import { failedConditions, type TransactItem, table, transact } from '../kernel/records.ts';
import { epochSeconds, REPLAY_SECONDS } from '../kernel/time.ts';
import { deltaOf } from './counted.ts';

/** At most 20 events. */
export async function count(actor: Actor, events: readonly RecordEvent[]): Promise<void> {
  const unique = new Map(events.map((event) => [event.id, event]));
  let left = [...unique.values()]
    .map((event) => ({ id: event.id, delta: deltaOf(event) }))
    .filter(({ delta }) => delta.size > 0);
  while (left.length > 0)
    try {
      await transact(actor, writes(actor, left));
      return;
    } catch (error) {
      const failed = failedConditions(error);
      if (!failed) throw error;
      // The marks come first: those that were there before name what is counted already.
      left = left.filter((_, index) => !failed.has(index));
    }
}

function writes(
  actor: Actor,
  events: readonly { readonly id: string; readonly delta: ReadonlyMap<string, number> }[],
): TransactItem[] {
  const TableName = table().table;
  const sums = new Map<string, number>();
  for (const { delta } of events)
    for (const [name, change] of delta) sums.set(name, (sums.get(name) ?? 0) + change);
  const expires_at = epochSeconds() + REPLAY_SECONDS;
  return [
    ...events.map(({ id }) => ({
      Put: {
        TableName,
        Item: { pk: `T#${actor.tenantId}#COUNTED#${id}`, sk: 'COUNTED', expires_at },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    })),
    ...[...sums]
      .filter(([, change]) => change !== 0)
      .map(([name, change]) => ({
        Update: {
          TableName,
          Key: counterKey(actor, name),
          UpdateExpression: 'ADD #count :change',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':change': change },
        },
      })),
  ];
}
