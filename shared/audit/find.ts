import { decodeTime } from 'ulid';
import type { Actor } from '../kernel/actor.ts';
import { queryPage } from '../kernel/records.ts';
import type { AuditEntry } from './chain.ts';
import { entriesQuery, entryOf, shelfOf } from './keys.ts';

/** An entry's id says when it was entered, and with that where it lies: one Query over one millisecond. */
export async function findEntry(actor: Actor, id: string): Promise<AuditEntry | undefined> {
  const at = new Date(decodeTime(id)).toISOString();
  const shelf = shelfOf(actor, {});
  const { items } = await queryPage(actor, entriesQuery(shelf, at.slice(0, 7), at, `${at}~`, {}));
  return items.map(entryOf).find((entry) => entry.id === id);
}
