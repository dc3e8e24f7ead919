import { randomUUID } from 'node:crypto';
import { AwsError } from '../types.ts';
import type { Database } from './database.ts';
import { tableNotFound, validationError } from './errors.ts';
import { indexesOf, type SecondaryIndex, type Table, type TableDefinition } from './model.ts';
import { canonicalJson } from './values.ts';

/** What the catalogue needs done with the items when a table changes. */
export interface TableData {
  /** Fills a new index from the items that are there. */
  buildIndex(table: Table, index: SecondaryIndex): void;
  dropIndex(table: Table, indexName: string): void;
  /** Notes anew when each item expires, after the TTL attribute changed. */
  noteExpiry(table: Table): void;
  /** Forgets items, entries and change records. */
  clear(table: Table): void;
}

/** The tables there are. */
export class Tables {
  readonly #database: Database;
  readonly #data: TableData;
  readonly #arnPrefix: string;
  readonly #byName = new Map<string, Table>();

  /** @param arnPrefix `arn:aws:dynamodb:<region>:<account>:table/` */
  constructor(database: Database, data: TableData, arnPrefix: string) {
    this.#database = database;
    this.#data = data;
    this.#arnPrefix = arnPrefix;
    for (const row of database.rows<{ id: number; definition: string }>(
      'SELECT id, definition FROM tables',
    )) {
      const table: Table = { ...(JSON.parse(row.definition) as Table), id: row.id };
      this.#byName.set(table.TableName, table);
    }
  }

  find(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  /** @throws ResourceNotFoundException */
  get(name: string): Table {
    const table = this.#byName.get(name);
    if (table === undefined) throw tableNotFound();
    return table;
  }

  /** Every table, by name. */
  all(): Table[] {
    return [...this.#byName.values()].sort((a, b) => (a.TableName < b.TableName ? -1 : 1));
  }

  arn(name: string): string {
    return this.#arnPrefix + name;
  }

  /** @throws ResourceInUseException when the name is taken */
  create(definition: TableDefinition): Table {
    if (this.#byName.has(definition.TableName)) {
      throw new AwsError('ResourceInUseException', `Table already exists: ${definition.TableName}`);
    }
    const now = new Date();
    const described: Omit<Table, 'id'> = {
      ...definition,
      TableId: randomUUID(),
      TableArn: this.arn(definition.TableName),
      CreationDateTime: now.getTime() / 1000,
      ...(definition.streamViewType === undefined ? {} : { streamLabel: labelAt(now) }),
    };
    const { id } = this.#database.run(
      'INSERT INTO tables (name, definition) VALUES (?, ?)',
      definition.TableName,
      JSON.stringify(described),
    );
    const table: Table = { ...described, id };
    this.#byName.set(table.TableName, table);
    return table;
  }

  /**
   * Changes a table to a new definition, with its items in place: indexes are built or dropped, a changed stream
   * starts anew.
   * @throws ValidationException for what no table can change: keys and local indexes
   */
  update(definition: TableDefinition): Table {
    const before = this.get(definition.TableName);
    for (const fixed of ['KeySchema', 'LocalSecondaryIndexes'] as const) {
      if (canonicalJson(before[fixed]) !== canonicalJson(definition[fixed])) {
        throw validationError(`${fixed} of table ${before.TableName} cannot change while the table exists`);
      }
    }
    for (const { AttributeName, AttributeType } of before.AttributeDefinitions) {
      const after = definition.AttributeDefinitions.find(
        (attribute) => attribute.AttributeName === AttributeName,
      );
      if (after !== undefined && after.AttributeType !== AttributeType) {
        throw validationError(`The type of ${AttributeName} in table ${before.TableName} cannot change`);
      }
    }
    const { id, TableId, TableArn, CreationDateTime } = before;
    const sameStream = before.streamViewType === definition.streamViewType;
    const label = sameStream ? before.streamLabel : labelAt(new Date());
    const table: Table = {
      ...definition,
      id,
      TableId,
      TableArn,
      CreationDateTime,
      ...(definition.streamViewType === undefined ? {} : { streamLabel: label! }),
    };
    if (canonicalJson(table) === canonicalJson(before)) return before;
    this.#database.transaction(() => {
      this.#database.run('UPDATE tables SET definition = ? WHERE id = ?', JSON.stringify(table), id);
      const old = new Map(indexesOf(before).map((index) => [canonicalJson(index), index]));
      const wanted = new Map(indexesOf(table).map((index) => [canonicalJson(index), index]));
      for (const [key, index] of old) if (!wanted.has(key)) this.#data.dropIndex(table, index.IndexName);
      for (const [key, index] of wanted) if (!old.has(key)) this.#data.buildIndex(table, index);
      if (before.ttlAttribute !== table.ttlAttribute) this.#data.noteExpiry(table);
    });
    this.#byName.set(table.TableName, table);
    return table;
  }

  /** @throws ValidationException while deletion protection is on */
  delete(name: string): Table {
    const table = this.get(name);
    if (table.DeletionProtectionEnabled) {
      throw validationError(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    this.#database.transaction(() => {
      this.#data.clear(table);
      this.#database.run('DELETE FROM tables WHERE id = ?', table.id);
    });
    this.#byName.delete(name);
    return table;
  }
}

/** `2026-11-21T08:15:30.123`: the label of a stream that starts at this moment. */
function labelAt(moment: Date): string {
  return moment.toISOString().slice(0, -1);
}
