/** Reads entries in the chain's order, over the months or years that they lie in. */
import type { Actor } from '../kernel/actor.ts';
import { type Item, queryPage } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import type { AuditEntry } from './chain.ts';
import { type AuditFilter, entriesQuery, entryOf, shelfOf } from './keys.ts';

export interface Wanted extends AuditFilter {
  /** RFC 3339 in UTC, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly descending: boolean;
  readonly limit: number;
  /** Where an earlier look ended. */
  readonly start?: Position | undefined;
}

/** Where to go on: a partition, and in it behind a key. */
export interface Position extends Item {
  readonly period: string;
  readonly key?: Item | undefined;
}

export interface Entries {
  readonly entries: readonly AuditEntry[];
  readonly next: Position | undefined;
}

/** Queries in one call: empty months and rare matches must not add up without bound. */
const MOST_QUERIES = 25;

/** @param began when the first entry was entered */
export async function readEntries(actor: Actor, began: string, wanted: Wanted): Promise<Entries> {
  const shelf = shelfOf(actor, wanted);
  const period = (moment: string) => moment.slice(0, shelf.grain);
  const from = later(wanted.from ?? began, began);
  // Nothing is recorded later than now: the months up to the year 9999 are not asked.
  const to = earlier(wanted.to ?? now(), now());
  if (from > to) return { entries: [], next: undefined };
  const [first, last] = wanted.descending ? [period(to), period(from)] : [period(from), period(to)];
  const entries: AuditEntry[] = [];
  let position: Position | undefined = wanted.start ?? { period: first };
  for (let query = 0; position && entries.length < wanted.limit && query < MOST_QUERIES; query++) {
    const isPast: boolean = wanted.descending ? position.period < last : position.period > last;
    if (isPast) return { entries, next: undefined };
    const { items, last: key } = await queryPage(actor, {
      ...entriesQuery(shelf, position.period, from, `${to}~`, wanted),
      ScanIndexForward: !wanted.descending,
      Limit: wanted.limit - entries.length,
      ...(position.key && { ExclusiveStartKey: position.key }),
    });
    entries.push(...items.map(entryOf));
    position = key
      ? { period: position.period, key }
      : { period: neighbour(position.period, wanted.descending ? -1 : 1) };
  }
  const isOver = !position.key && (wanted.descending ? position.period < last : position.period > last);
  return { entries, next: isOver ? undefined : position };
}

const later = (one: string, other: string) => (one > other ? one : other);
const earlier = (one: string, other: string) => (one < other ? one : other);

/** The month or year beside another: `2026-12` and `2027-01`. */
function neighbour(period: string, step: 1 | -1): string {
  const [year = 0, month] = period.split('-').map(Number);
  if (month === undefined) return String(year + step).padStart(4, '0');
  return new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 7);
}
