/** Counters that the change stream maintains: what a list's total costs does not grow with what it counts. */
import type { Actor } from './actor.ts';
import { getItem, table } from './records.ts';

/** Of one tenant: `contracts#active#review`. What counts is said in `shared/analytics/counted.ts`. */
export const counterKey = (actor: Actor, name: string) => ({ pk: `T#${actor.tenantId}#COUNTERS`, sk: name });

/** @returns undefined where nothing was counted yet */
export async function readCount(actor: Actor, name: string): Promise<number | undefined> {
  const item = await getItem(actor, {
    TableName: table().table,
    Key: counterKey(actor, name),
    ConsistentRead: false,
  });
  return typeof item?.count === 'number' ? item.count : undefined;
}
