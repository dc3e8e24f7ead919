/** The values of secrets, on disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface StoredSecret {
  readonly arn: string;
  readonly name: string;
  readonly value: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
}

interface Row {
  readonly arn: string;
  readonly name: string;
  readonly value: string;
  readonly version_id: string;
  readonly created_at: number;
  readonly changed_at: number;
}

export interface SecretStore {
  /** By name, full ARN or the ARN without its random ending. */
  readonly find: (id: string) => StoredSecret | undefined;
  readonly put: (secret: StoredSecret) => void;
  readonly close: () => void;
}

export function openSecretStore(dir: string): SecretStore {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'secrets.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, arn TEXT NOT NULL, value TEXT NOT NULL,
      version_id TEXT NOT NULL, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL)`);
  const select = database.prepare(
    'SELECT * FROM secret WHERE name = ? OR arn = ? OR substr(arn, 1, length(arn) - 7) = ?',
  );
  const upsert = database.prepare('INSERT OR REPLACE INTO secret VALUES (?, ?, ?, ?, ?, ?)');
  return {
    find: (id) => {
      const row = select.get(id, id, id) as unknown as Row | undefined;
      if (row === undefined) return undefined;
      return {
        arn: row.arn,
        name: row.name,
        value: row.value,
        versionId: row.version_id,
        createdAt: row.created_at,
        changedAt: row.changed_at,
      };
    },
    put: ({ name, arn, value, versionId, createdAt, changedAt }) => {
      upsert.run(name, arn, value, versionId, createdAt, changedAt);
    },
    close: () => database.close(),
  };
}
