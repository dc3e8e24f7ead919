import { type Consumption, itemSize, writeUnits } from './capacity.ts';
import type { Database } from './database.ts';
import { sortableKey } from './dynalite.ts';
import { Indexes } from './indexes.ts';
import type { Item, SecondaryIndex, Table } from './model.ts';
import type { ChangeLog } from './streams.ts';
import type { TableData } from './tables.ts';
import { sameItem } from './values.ts';

/** TTL ignores items that expired more than five years ago (Developer Guide, "Using time to live"). */
const TTL_HORIZON_S = 5 * 365 * 24 * 3600;

/** One change of one item. `old` is the item as it is stored now. */
export interface Change {
  readonly table: Table;
  readonly key: Item;
  readonly old: Item | undefined;
  readonly next: Item | undefined;
  readonly byTimeToLive?: boolean;
}

/** The items of all tables. */
export class Items implements TableData {
  readonly #database: Database;
  readonly #indexes: Indexes;
  readonly #log: ChangeLog;

  constructor(database: Database, log: ChangeLog) {
    this.#database = database;
    this.#indexes = new Indexes(database);
    this.#log = log;
  }

  get(table: Table, key: Item): Item | undefined {
    const row = this.#database.row<{ item: string }>(
      'SELECT item FROM items WHERE table_id = ? AND key = ?',
      table.id,
      sortableKey(key, table),
    );
    return row === undefined ? undefined : (JSON.parse(row.item) as Item);
  }

  count(table: Table): number {
    const sql = 'SELECT count(*) AS n FROM items WHERE table_id = ?';
    return this.#database.row<{ n: number }>(sql, table.id)!.n;
  }

  /**
   * Writes changes, wholly or not at all: items, index entries and change records together.
   * @param price write units of the table for each unit's worth of item
   * @throws ValidationException for an item that is too large or whose index keys are unfit
   */
  write(changes: readonly Change[], consumption: Consumption, price = 1): void {
    const changed = new Set<Table>();
    this.#database.transaction(() => {
      for (const change of changes) {
        const { table, old, next } = change;
        const size = Math.max(old === undefined ? 0 : itemSize(old), next === undefined ? 0 : itemSize(next));
        consumption.addTable(table, price * writeUnits(size));
        if (old === undefined ? next === undefined : next !== undefined && sameItem(old, next)) continue;
        this.#store(change, consumption);
        changed.add(table);
      }
    });
    for (const table of changed) this.#log.wake(table);
  }

  /** The keys of up to `limit` items of a table that are due to be deleted at `now` (milliseconds). */
  expired(table: Table, now: number, limit: number): Item[] {
    const seconds = now / 1000;
    const rows = this.#database.rows<{ item: string }>(
      'SELECT item FROM items WHERE table_id = ? AND expires > ? AND expires < ? LIMIT ?',
      table.id,
      seconds - TTL_HORIZON_S,
      seconds,
      limit,
    );
    return [...rows].map(({ item }) => JSON.parse(item) as Item);
  }

  buildIndex(table: Table, index: SecondaryIndex): void {
    this.#indexes.build(table, index);
  }

  dropIndex(table: Table, indexName: string): void {
    this.#indexes.drop(table, indexName);
  }

  noteExpiry(table: Table): void {
    const rows = this.#database.rows<{ key: string; item: string }>(
      'SELECT key, item FROM items WHERE table_id = ?',
      table.id,
    );
    for (const { key, item } of [...rows]) {
      this.#database.run(
        'UPDATE items SET expires = ? WHERE table_id = ? AND key = ?',
        expiryOf(JSON.parse(item) as Item, table),
        table.id,
        key,
      );
    }
  }

  clear(table: Table): void {
    for (const name of ['items', 'entries', 'changes']) {
      this.#database.run(`DELETE FROM ${name} WHERE table_id = ?`, table.id);
    }
  }

  #store({ table, key, old, next, byTimeToLive = false }: Change, consumption: Consumption): void {
    const sortable = sortableKey(key, table);
    if (next === undefined) {
      this.#database.run('DELETE FROM items WHERE table_id = ? AND key = ?', table.id, sortable);
    } else {
      this.#database.run(
        'INSERT INTO items VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET item = excluded.item, expires = excluded.expires',
        table.id,
        sortable,
        JSON.stringify(next),
        expiryOf(next, table),
      );
    }
    this.#indexes.follow(table, sortable, old, next, consumption);
    this.#log.append(table, old, next, byTimeToLive);
  }
}

/** When an item expires, in seconds since 1970; null when it does not. */
function expiryOf(item: Item, table: Table): number | null {
  const { ttlAttribute } = table;
  if (ttlAttribute === undefined || !Object.hasOwn(item, ttlAttribute)) return null;
  const value = item[ttlAttribute]!;
  return 'N' in value ? Number(value.N) : null;
}
