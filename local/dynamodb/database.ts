import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tables (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS items (
    table_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    item TEXT NOT NULL,
    expires REAL,
    PRIMARY KEY (table_id, key)
  );
  CREATE INDEX IF NOT EXISTS items_by_expiry ON items (table_id, expires) WHERE expires IS NOT NULL;
  CREATE TABLE IF NOT EXISTS entries (
    table_id INTEGER NOT NULL,
    index_name TEXT NOT NULL,
    key TEXT NOT NULL,
    item_key TEXT NOT NULL,
    PRIMARY KEY (table_id, index_name, key, item_key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    table_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    created INTEGER NOT NULL,
    record TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS changes_by_stream ON changes (table_id, label, sequence);
  CREATE INDEX IF NOT EXISTS changes_by_age ON changes (created);
  CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    expires INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS tokens_by_expiry ON tokens (expires);
`;

/**
 * The file that holds everything: tables, items, index entries, change records and idempotency tokens. What
 * belongs together is written in one SQLite transaction, so a crash leaves all of it or nothing.
 */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws when another process has the folder open: tables are cached, two writers would contradict each other */
  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#sqlite = new DatabaseSync(join(dir, 'dynamodb.sqlite'));
    try {
      this.#sqlite.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;',
      );
      this.#sqlite.exec(SCHEMA);
    } catch (error) {
      this.#sqlite.close();
      throw new Error(`Cannot open the DynamoDB data in ${dir}; does another process use it?`, {
        cause: error,
      });
    }
  }

  /** The rows of a query, read as they are needed. */
  rows<Row>(sql: string, ...values: SQLInputValue[]): IterableIterator<Row> {
    return this.#statement(sql).iterate(...values) as IterableIterator<unknown> as IterableIterator<Row>;
  }

  row<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  /** Changes rows; gives their number and the last row's id. */
  run(sql: string, ...values: SQLInputValue[]): { readonly changes: number; readonly id: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  }

  /** Runs `work` wholly or not at all; inside another transaction it becomes part of that one. */
  transaction<T>(work: () => T): T {
    return transaction(this.#sqlite, work);
  }

  close(): void {
    this.#sqlite.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
