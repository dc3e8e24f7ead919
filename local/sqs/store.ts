/** Queues and messages in one SQLite file. Times in ms since the epoch. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { transaction } from '../sqlite.ts';

export interface QueueRow {
  readonly name: string;
  readonly arn: string;
  readonly config: string;
  readonly created_at: number;
  readonly modified_at: number;
}

export interface MessageRow {
  readonly seq: number;
  readonly queue: string;
  readonly id: string;
  readonly body: string;
  readonly attributes: string;
  readonly trace_header: string | null;
  readonly sender: string;
  readonly group_id: string | null;
  readonly deduplication_id: string | null;
  readonly sent_at: number;
  readonly visible_at: number;
  readonly receive_count: number;
  readonly first_received_at: number | null;
  /** The random part of the latest receipt handle; null before the first receive. */
  readonly receipt: string | null;
  /** The queue that a dead letter came from. */
  readonly source_arn: string | null;
}

export interface Counts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, config TEXT NOT NULL,
    created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS policies (
    resource TEXT NOT NULL, queue TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (resource, queue)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, trace_header TEXT, sender TEXT NOT NULL, group_id TEXT, deduplication_id TEXT,
    sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL, receive_count INTEGER NOT NULL DEFAULT 0,
    first_received_at INTEGER, receipt TEXT, source_arn TEXT
  );
  CREATE INDEX IF NOT EXISTS messages_by_queue ON messages (queue, visible_at, seq);
  CREATE INDEX IF NOT EXISTS messages_in_order ON messages (queue, seq);
  CREATE INDEX IF NOT EXISTS messages_by_age ON messages (queue, sent_at);
  CREATE INDEX IF NOT EXISTS messages_in_groups ON messages (queue, group_id, visible_at) WHERE group_id IS NOT NULL;
  CREATE TABLE IF NOT EXISTS deduplications (
    queue TEXT NOT NULL, key TEXT NOT NULL, message_id TEXT NOT NULL, seq INTEGER NOT NULL, expires_at INTEGER NOT NULL,
    PRIMARY KEY (queue, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS moves (
    handle TEXT PRIMARY KEY, source_arn TEXT NOT NULL, destination_arn TEXT, moved INTEGER NOT NULL,
    started_at INTEGER NOT NULL
  );
`;

/** Rows and statements; {@link Store.transaction} makes several of them one. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#db = new DatabaseSync(join(dir, 'sqs.sqlite'));
    this.#db.exec(SCHEMA);
  }

  close(): void {
    this.#db.close();
  }

  transaction<T>(work: () => T): T {
    return transaction(this.#db, work);
  }

  run(
    sql: string,
    ...values: SQLInputValue[]
  ): { readonly changes: number; readonly lastInsertRowid: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
  }

  get<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  all<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  counts(queue: string, now: number): Counts {
    return this.get<{ visible: number; inFlight: number; delayed: number }>(
      `SELECT COUNT(*) FILTER (WHERE visible_at <= ?1) AS visible,
         COUNT(*) FILTER (WHERE visible_at > ?1 AND receipt IS NOT NULL) AS inFlight,
         COUNT(*) FILTER (WHERE visible_at > ?1 AND receipt IS NULL) AS delayed
       FROM messages WHERE queue = ?2`,
      now,
      queue,
    )!;
  }

  /**
   * Messages that may be received now, oldest first. In a FIFO queue a group waits while one of its messages
   * is in flight or still delayed.
   */
  receivable(queue: string, fifo: boolean, now: number, limit: number): MessageRow[] {
    const groups = fifo
      ? 'AND group_id NOT IN (SELECT group_id FROM messages WHERE queue = ?1 AND group_id IS NOT NULL AND visible_at > ?2)'
      : '';
    return this.all<MessageRow>(
      // By age, not by when they became visible: so the scan ends with the last that is wanted.
      `SELECT * FROM messages INDEXED BY messages_in_order WHERE queue = ?1 AND visible_at <= ?2 ${groups}
       ORDER BY seq LIMIT ?3`,
      queue,
      now,
      limit,
    );
  }

  /** When the next hidden message becomes visible. */
  nextVisible(queue: string, now: number): number | undefined {
    const sql = 'SELECT MIN(visible_at) AS at FROM messages WHERE queue = ? AND visible_at > ?';
    return this.get<{ at: number | null }>(sql, queue, now)?.at ?? undefined;
  }

  #prepare(sql: string) {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
