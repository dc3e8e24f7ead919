import { Consumption } from './capacity.ts';
import type { Items } from './items.ts';
import { keyOf, type Table } from './model.ts';

/** Items deleted in one SQLite transaction. */
const BATCH = 500;

/**
 * Deletes the items of a table whose time to live was over at `now` (milliseconds). Their change records say that
 * the service deleted them.
 */
export function deleteExpired(table: Table, now: number, items: Items): void {
  if (table.ttlAttribute === undefined) return;
  for (;;) {
    const expired = items.expired(table, now, BATCH);
    const changes = expired.map((old) => ({
      table,
      key: keyOf(table, old),
      old,
      next: undefined,
      byTimeToLive: true,
    }));
    // Nobody pays for these deletions, so what they consume is counted for nobody.
    items.write(changes, new Consumption());
    if (expired.length < BATCH) return;
  }
}
