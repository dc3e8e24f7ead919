import type { Consumption } from './capacity.ts';
import { itemSize, writeUnits } from './capacity.ts';
import type { Database } from './database.ts';
import { sortableKey } from './dynalite.ts';
import { type Item, indexesOf, type SecondaryIndex, type Table } from './model.ts';
import { sameItem, scalar, typeOf } from './values.ts';

/** The attributes that an index without a projection of all carries. */
export function projectedNames(index: SecondaryIndex, table: Table): ReadonlySet<string> {
  const keys = [...table.KeySchema, ...index.KeySchema].map((element) => element.AttributeName);
  return new Set([...keys, ...(index.Projection.NonKeyAttributes ?? [])]);
}

/** The part of an item that an index carries. */
export function projected(item: Item, index: SecondaryIndex, table: Table): Item {
  if (index.Projection.ProjectionType === 'ALL') return item;
  const names = projectedNames(index, table);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/**
 * Keeps the entries of every secondary index. An entry is a key and the key of its item: items with equal
 * index keys stay apart, in the order of their own keys.
 */
export class Indexes {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Follows a change of one item and counts the write units of each index. */
  follow(
    table: Table,
    itemKey: string,
    old: Item | undefined,
    next: Item | undefined,
    consumption: Consumption,
  ): void {
    for (const index of indexesOf(table)) {
      const before = old === undefined ? undefined : entryKey(old, index, table);
      const after = next === undefined ? undefined : entryKey(next, index, table);
      if (before !== after) {
        if (before !== undefined) this.#remove(table, index, before, itemKey);
        if (after !== undefined) this.#add(table, index, after, itemKey);
      }
      consumption.addIndex(
        table,
        index,
        entryUnits(
          before === undefined ? undefined : projected(old!, index, table),
          after === undefined ? undefined : projected(next!, index, table),
          before === after,
        ),
      );
    }
  }

  build(table: Table, index: SecondaryIndex): void {
    const rows = this.#database.rows<{ key: string; item: string }>(
      'SELECT key, item FROM items WHERE table_id = ?',
      table.id,
    );
    for (const { key, item } of rows) {
      const entry = entryKey(JSON.parse(item) as Item, index, table);
      if (entry !== undefined) this.#add(table, index, entry, key);
    }
  }

  drop(table: Table, indexName: string): void {
    this.#database.run('DELETE FROM entries WHERE table_id = ? AND index_name = ?', table.id, indexName);
  }

  #add(table: Table, index: SecondaryIndex, key: string, itemKey: string): void {
    this.#database.run('INSERT INTO entries VALUES (?, ?, ?, ?)', table.id, index.IndexName, key, itemKey);
  }

  #remove(table: Table, index: SecondaryIndex, key: string, itemKey: string): void {
    this.#database.run(
      'DELETE FROM entries WHERE table_id = ? AND index_name = ? AND key = ? AND item_key = ?',
      table.id,
      index.IndexName,
      key,
      itemKey,
    );
  }
}

/** The key of an item in an index; undefined when the item lacks a key attribute, or has it in another type. */
function entryKey(item: Item, index: SecondaryIndex, table: Table): string | undefined {
  const indexed = index.KeySchema.every(({ AttributeName }) => {
    const definition = table.AttributeDefinitions.find(
      (attribute) => attribute.AttributeName === AttributeName,
    );
    const value = Object.hasOwn(item, AttributeName) ? item[AttributeName]! : { NULL: true };
    return typeOf(value) === definition!.AttributeType && scalar(value) !== '';
  });
  return indexed ? sortableKey(item, table, index.KeySchema) : undefined;
}

/**
 * Write units of an index, by the rules of the Developer Guide ("Provisioned throughput considerations for Global
 * Secondary Indexes"): one write to add, remove or change an entry, two when its key changes, none when nothing
 * that the index carries changed.
 */
function entryUnits(before: Item | undefined, after: Item | undefined, sameKey: boolean): number {
  if (before === undefined && after === undefined) return 0;
  if (before === undefined) return writeUnits(itemSize(after!));
  if (after === undefined) return writeUnits(itemSize(before));
  if (!sameKey) return writeUnits(itemSize(before)) + writeUnits(itemSize(after));
  return sameItem(before, after) ? 0 : writeUnits(Math.max(itemSize(before), itemSize(after)));
}
