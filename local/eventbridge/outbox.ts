/** Accepted deliveries: on disk until their target took them, or their dead-letter queue, or nobody would. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import { AwsError } from '../types.ts';
import type { RuleTarget } from './target.ts';
import type { Deliver, Delivery, EventEnvelope } from './types.ts';

interface Row {
  readonly id: number;
  readonly delivery: string;
  readonly event: string;
  readonly dead_letter_arn: string | null;
  readonly attempts: number;
  readonly maximum_attempts: number;
  readonly expires_at: number;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL, event TEXT NOT NULL, dead_letter_arn TEXT,
    attempts INTEGER NOT NULL DEFAULT 0, maximum_attempts INTEGER NOT NULL, due_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS deliveries_by_due ON deliveries (due_at, id);
  CREATE TABLE IF NOT EXISTS schedules (rule_arn TEXT PRIMARY KEY, expression TEXT NOT NULL, next_at INTEGER NOT NULL);
`;

/** Deliveries at once; the others wait on disk. */
const CONCURRENCY = 32;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 600_000;
const THROTTLING = /Throttl|TooManyRequests|LimitExceeded|Busy/;

export class Outbox {
  readonly #db: DatabaseSync;
  readonly #deliver: Deliver;
  readonly #now: () => number;
  readonly #running = new Set<number>();
  #idlers: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #open = false;

  constructor(dir: string, deliver: Deliver, now: () => number) {
    mkdirSync(dir, { recursive: true });
    this.#db = new DatabaseSync(join(dir, 'eventbridge.sqlite'));
    this.#db.exec(SCHEMA);
    this.#deliver = deliver;
    this.#now = now;
  }

  /** Stores what one or more events cause, all or nothing, then has it delivered. */
  add(deliveries: readonly { delivery: Delivery; event: EventEnvelope; target: RuleTarget }[]): void {
    if (deliveries.length === 0) return;
    const now = this.#now();
    this.transaction(() => {
      const insert = this.#db.prepare(
        `INSERT INTO deliveries (delivery, event, dead_letter_arn, maximum_attempts, due_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      );
      for (const { delivery, event, target } of deliveries) {
        insert.run(
          JSON.stringify(delivery),
          JSON.stringify(event),
          target.deadLetterArn ?? null,
          target.maximumRetryAttempts + 1,
          now,
          now + target.maximumEventAgeSeconds * 1000,
        );
      }
    });
    this.#pump();
  }

  start(): void {
    this.#open = true;
    this.#pump();
  }

  close(): void {
    this.#open = false;
    clearTimeout(this.#timer);
    this.#db.close();
  }

  pending(): number {
    return (this.#db.prepare('SELECT COUNT(*) AS count FROM deliveries').get() as { count: number }).count;
  }

  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idlers.push(resolve);
      this.#settle();
    });
  }

  /** When a rule's schedule fires next, where this is known for the same expression. */
  nextFiring(ruleArn: string, expression: string): number | undefined {
    const sql = 'SELECT next_at FROM schedules WHERE rule_arn = ? AND expression = ?';
    return (this.#db.prepare(sql).get(ruleArn, expression) as { next_at: number } | undefined)?.next_at;
  }

  setNextFiring(ruleArn: string, expression: string, at: number): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO schedules (rule_arn, expression, next_at) VALUES (?, ?, ?)')
      .run(ruleArn, expression, at);
  }

  transaction(work: () => void): void {
    transaction(this.#db, work);
  }

  #pump(): void {
    if (!this.#open || this.#db.isTransaction) return;
    clearTimeout(this.#timer);
    const now = this.#now();
    const free = CONCURRENCY - this.#running.size;
    if (free > 0) {
      // Those that run are still on disk and due, hence the wider look.
      const sql = 'SELECT * FROM deliveries WHERE due_at <= ? ORDER BY due_at, id LIMIT ?';
      const rows = this.#db.prepare(sql).all(now, CONCURRENCY * 2) as unknown as Row[];
      for (const row of rows.filter(({ id }) => !this.#running.has(id)).slice(0, free)) {
        this.#running.add(row.id);
        void this.#attempt(row).finally(() => {
          this.#running.delete(row.id);
          if (this.#open) this.#pump();
          this.#settle();
        });
      }
    }
    const next = this.#db.prepare('SELECT MIN(due_at) AS at FROM deliveries WHERE due_at > ?').get(now);
    const at = (next as { at: number | null }).at;
    if (at === null) return;
    this.#timer = setTimeout(() => this.#pump(), Math.min(at - now + 1, 2_147_483_647));
    this.#timer.unref();
  }

  async #attempt(row: Row): Promise<void> {
    const delivery = JSON.parse(row.delivery) as Delivery;
    let failure: Error | undefined;
    try {
      // Later, so that who put the event does not wait for what its target does first.
      await Promise.resolve();
      await this.#deliver(delivery);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    if (!this.#open) return;
    if (failure === undefined) this.#remove(row.id);
    else this.#failed(row, delivery, failure);
  }

  #failed(row: Row, delivery: Delivery, error: Error): void {
    const now = this.#now();
    const attempts = row.attempts + 1;
    const delay = Math.min(FIRST_DELAY_MS * 2 ** row.attempts, LONGEST_DELAY_MS);
    const condition =
      attempts >= row.maximum_attempts
        ? 'MaximumRetryAttempts'
        : now + delay > row.expires_at
          ? 'MaximumEventAgeInSeconds'
          : undefined;
    if (condition === undefined && !isFinal(error)) {
      this.#db
        .prepare('UPDATE deliveries SET attempts = ?, due_at = ? WHERE id = ?')
        .run(attempts, now + delay, row.id);
      return;
    }
    this.transaction(() => {
      this.#remove(row.id);
      if (row.dead_letter_arn === null || delivery.attributes !== undefined) return;
      const dead = deadLetter(delivery, row, error, condition);
      this.#db
        .prepare(
          'INSERT INTO deliveries (delivery, event, maximum_attempts, due_at, expires_at) VALUES (?, ?, 185, ?, ?)',
        )
        .run(JSON.stringify(dead), row.event, now, now + 86_400_000);
    });
  }

  #remove(id: number): void {
    this.#db.prepare('DELETE FROM deliveries WHERE id = ?').run(id);
  }

  #settle(): void {
    if (this.#running.size > 0) return;
    const first = this.#open
      ? (this.#db.prepare('SELECT COUNT(*) AS count FROM deliveries WHERE due_at <= ?').get(this.#now()) as {
          count: number;
        })
      : { count: 0 };
    if (first.count > 0) return;
    for (const resume of this.#idlers.splice(0)) resume();
  }
}

/** A permission or a target that is missing will not come by waiting. */
function isFinal(error: Error): boolean {
  return (
    error instanceof AwsError && error.status < 500 && error.status !== 429 && !THROTTLING.test(error.code)
  );
}

/** Source: EventBridge user guide, "Using dead-letter queues to process undelivered events". */
function deadLetter(delivery: Delivery, row: Row, error: Error, condition: string | undefined): Delivery {
  const { eventId, ruleArn, deliveryId } = delivery;
  return {
    arn: row.dead_letter_arn!,
    input: row.event,
    deliveryId: `${deliveryId}/dead`,
    eventId,
    ruleArn,
    attributes: {
      RULE_ARN: ruleArn,
      TARGET_ARN: delivery.arn,
      ERROR_CODE: error instanceof AwsError ? error.code : error.name,
      ERROR_MESSAGE: error.message || error.name,
      RETRY_ATTEMPTS: String(row.attempts),
      ...(condition === undefined ? {} : { EXHAUSTED_RETRY_CONDITION: condition }),
    },
  };
}
