/** Asynchronous invocations: accepted on disk, run in the background, tried again as Lambda does. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface AsyncInvocations {
  /** Accepts an event; when it returns, the event is on disk. */
  readonly accept: (nameOrArn: string, event: string) => void;
  /** Runs what is due, also what was left when the process ended. Call once, after deployment. */
  readonly start: () => void;
  readonly close: () => void;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly event: string;
  readonly attempt: number;
  readonly due: number;
}

/** Lambda waits one minute before the first retry and two before the second, which is the last. */
const RETRY_DELAYS_MS = [60_000, 120_000];

/**
 * @param run gives the event to the function; resolves to whether it succeeded
 * @param onDiscarded is told which event was given up
 */
export function openAsyncInvocations(
  dir: string,
  run: (nameOrArn: string, event: string, requestId: string) => Promise<boolean>,
  onDiscarded: (nameOrArn: string, requestId: string) => void,
  delays: readonly number[] = RETRY_DELAYS_MS,
): AsyncInvocations {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'async.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS invocation (id TEXT PRIMARY KEY, name TEXT NOT NULL, event TEXT NOT NULL,
      attempt INTEGER NOT NULL, due INTEGER NOT NULL)`);
  const insert = database.prepare('INSERT INTO invocation VALUES (?, ?, ?, 0, ?)');
  const postpone = database.prepare('UPDATE invocation SET attempt = ?, due = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM invocation WHERE id = ?');
  const timers = new Set<NodeJS.Timeout>();
  let started = false;
  let closed = false;

  const schedule = (row: Row): void => {
    if (!started || closed) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void attempt(row);
      },
      Math.max(0, row.due - Date.now()),
    );
    timers.add(timer.unref());
  };
  const attempt = async (row: Row): Promise<void> => {
    const succeeded = await run(row.name, row.event, row.id).catch(() => false);
    // What the end of the process cuts short is run again by the next one.
    if (closed) return;
    const delay = delays[row.attempt];
    if (succeeded || delay === undefined) {
      remove.run(row.id);
      if (!succeeded) onDiscarded(row.name, row.id);
      return;
    }
    const next = { ...row, attempt: row.attempt + 1, due: Date.now() + delay };
    postpone.run(next.attempt, next.due, next.id);
    schedule(next);
  };

  return {
    accept: (name, event) => {
      const row: Row = { id: randomUUID(), name, event, attempt: 0, due: Date.now() };
      insert.run(row.id, row.name, row.event, row.due);
      schedule(row);
    },
    start: () => {
      started = true;
      const rows = database
        .prepare('SELECT * FROM invocation ORDER BY due')
        .all() as unknown as readonly Row[];
      for (const row of rows) schedule(row);
    },
    close: () => {
      if (closed) return;
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      database.close();
    },
  };
}
