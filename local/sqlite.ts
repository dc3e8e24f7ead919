/** What the services' SQLite stores share. */
import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` wholly or not at all; an error undoes it. Inside another transaction it becomes part of that one.
 * `work` must not await.
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Some errors of SQLite have ended the transaction themselves.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
