/** The database of buckets, versions, uploads and undelivered events. Every method is one transaction. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import type { Bucket, Encryption } from './bucket.ts';
import type { Checksum } from './checksums.ts';
import type { Attributes } from './headers.ts';
import type { Tag } from './tags.ts';

/** What is stored with an object besides its bytes. */
export interface ObjectDetail extends Attributes {
  readonly tags: readonly Tag[];
  readonly encryption: Encryption;
  readonly checksum?: Checksum;
}

export interface NewVersion {
  readonly bucket: string;
  readonly key: string;
  /** Name of the body file; undefined makes a delete marker. */
  readonly body?: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modified: Date;
  readonly detail: ObjectDetail;
}

export interface Version extends NewVersion {
  /** Newer versions have larger numbers. */
  readonly sequence: number;
  /** `null` (the word) for versions made without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
}

/** A place in the order of listings: keys ascending, versions of a key from the newest. */
export interface Cursor {
  readonly key: Buffer;
  readonly sequence: number;
}

export interface EventRecord {
  readonly sequence: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Committed {
  readonly version: Version;
  /** Body files that no row names any more. */
  readonly orphans: readonly string[];
  readonly event?: EventRecord;
}

export type Row = Record<string, SQLOutputValue>;

const schema = `
  CREATE TABLE IF NOT EXISTS bucket (name TEXT PRIMARY KEY, detail TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS policy (bucket TEXT PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS version (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key BLOB NOT NULL, version_id TEXT NOT NULL,
    latest INTEGER NOT NULL, body TEXT, size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL,
    detail TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS version_by_id ON version (bucket, key, version_id);
  CREATE INDEX IF NOT EXISTS version_order ON version (bucket, key, sequence DESC);
  CREATE UNIQUE INDEX IF NOT EXISTS version_latest ON version (bucket, key) WHERE latest = 1;
  CREATE TABLE IF NOT EXISTS upload (id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key BLOB NOT NULL, detail TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS part (
    upload TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE, number INTEGER NOT NULL, body TEXT NOT NULL,
    size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY (upload, number));
  CREATE TABLE IF NOT EXISTS event (sequence INTEGER PRIMARY KEY AUTOINCREMENT, detail TEXT NOT NULL);
`;

/** Opens the database; WAL keeps every committed transaction when the process is killed. */
export function openDatabase(dir: string): DatabaseSync {
  const database = new DatabaseSync(join(dir, 's3.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
  database.exec(schema);
  return database;
}

/** Keys are stored as bytes: any character, NUL included, in the order of UTF-8. */
export const keyBytes = (key: string) => Buffer.from(key, 'utf8');
export const keyText = (value: SQLOutputValue | undefined) =>
  Buffer.from((value as Uint8Array | undefined) ?? []).toString('utf8');

const columns = 'sequence, bucket, key, version_id, latest, body, size, etag, modified, detail';

function toVersion(row: Row): Version {
  const { body } = row;
  return {
    sequence: Number(row.sequence),
    bucket: String(row.bucket),
    key: keyText(row.key),
    versionId: String(row.version_id),
    latest: row.latest === 1,
    ...(typeof body === 'string' ? { body } : {}),
    size: Number(row.size),
    etag: String(row.etag),
    modified: new Date(Number(row.modified)),
    detail: JSON.parse(String(row.detail)) as ObjectDetail,
  };
}

export class Store {
  readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  #rows(sql: string, ...values: (string | number | Buffer | null)[]): Row[] {
    return this.database.prepare(sql).all(...values);
  }

  #run(sql: string, ...values: (string | number | Buffer | null)[]): number {
    return Number(this.database.prepare(sql).run(...values).changes);
  }

  bucket(name: string): Bucket | undefined {
    const [row] = this.#rows('SELECT detail FROM bucket WHERE name = ?', name);
    return row && (JSON.parse(String(row.detail)) as Bucket);
  }

  putBucket(bucket: Bucket): void {
    this.#run(
      'INSERT OR REPLACE INTO bucket (name, detail) VALUES (?, ?)',
      bucket.name,
      JSON.stringify(bucket),
    );
  }

  policy(bucket: string): unknown {
    const [row] = this.#rows('SELECT document FROM policy WHERE bucket = ?', bucket);
    return row && JSON.parse(String(row.document));
  }

  putPolicy(bucket: string, document: unknown): void {
    this.#run(
      'INSERT OR REPLACE INTO policy (bucket, document) VALUES (?, ?)',
      bucket,
      JSON.stringify(document),
    );
  }

  /** The latest version or the one of that id; delete markers included. */
  version(bucket: string, key: string, versionId?: string): Version | undefined {
    const where = versionId === undefined ? 'latest = 1' : 'version_id = ?';
    const values = versionId === undefined ? [] : [versionId];
    const [row] = this.#rows(
      `SELECT ${columns} FROM version WHERE bucket = ? AND key = ? AND ${where}`,
      bucket,
      keyBytes(key),
      ...values,
    );
    return row && toVersion(row);
  }

  /** Versions strictly after a place, in the order of listings. */
  after(bucket: string, cursor: Cursor, onlyCurrent: boolean, limit: number): Version[] {
    return this.#rows(
      `SELECT ${columns} FROM version
       WHERE bucket = ? AND key >= ? AND (key > ? OR sequence < ?) ${onlyCurrent ? 'AND latest = 1 AND body IS NOT NULL' : ''}
       ORDER BY key, sequence DESC LIMIT ?`,
      bucket,
      cursor.key,
      cursor.key,
      cursor.sequence,
      limit,
    ).map(toVersion);
  }

  /**
   * Makes a version the latest one. `check` sees the version that was latest and refuses by throwing;
   * `event` is recorded in the same transaction, so that it outlives the process.
   */
  commit(
    next: NewVersion,
    versioning: Bucket['versioning'],
    check: (current: Version | undefined) => void,
    event: (version: Version) => Readonly<Record<string, unknown>> | undefined,
  ): Committed {
    return transaction(this.database, () => {
      check(this.version(next.bucket, next.key));
      const versionId = versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
      const key = keyBytes(next.key);
      const replaced = this.#rows(
        'DELETE FROM version WHERE bucket = ? AND key = ? AND version_id = ? RETURNING body',
        next.bucket,
        key,
        versionId,
      );
      this.#run(
        'UPDATE version SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1',
        next.bucket,
        key,
      );
      const [row] = this.#rows(
        `INSERT INTO version (bucket, key, version_id, latest, body, size, etag, modified, detail)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?) RETURNING ${columns}`,
        next.bucket,
        key,
        versionId,
        next.body ?? null,
        next.size,
        next.etag,
        next.modified.getTime(),
        JSON.stringify(next.detail),
      );
      const version = toVersion(row!);
      const record = this.#record(event(version));
      return { version, orphans: bodiesOf(replaced), ...(record ? { event: record } : {}) };
    });
  }

  /** Removes one version for good; the newest of the others becomes the latest. */
  remove(
    version: Version,
    event: Readonly<Record<string, unknown>> | undefined,
  ): { readonly orphans: readonly string[]; readonly event?: EventRecord } {
    return transaction(this.database, () => {
      const removed = this.#rows('DELETE FROM version WHERE sequence = ? RETURNING body', version.sequence);
      if (removed.length === 0) return { orphans: [] };
      const key = keyBytes(version.key);
      this.#run(
        `UPDATE version SET latest = 1 WHERE sequence =
           (SELECT max(sequence) FROM version WHERE bucket = ? AND key = ?)`,
        version.bucket,
        key,
      );
      const record = this.#record(event);
      return { orphans: bodiesOf(removed), ...(record ? { event: record } : {}) };
    });
  }

  /** Replaces the tags of a version; false when the version is gone. */
  setTags(version: Version, tags: readonly Tag[]): boolean {
    const detail = JSON.stringify({ ...version.detail, tags });
    return this.#run('UPDATE version SET detail = ? WHERE sequence = ?', detail, version.sequence) === 1;
  }

  #record(detail: Readonly<Record<string, unknown>> | undefined): EventRecord | undefined {
    if (detail === undefined) return undefined;
    const [row] = this.#rows(
      'INSERT INTO event (detail) VALUES (?) RETURNING sequence',
      JSON.stringify(detail),
    );
    return { sequence: Number(row?.sequence), detail };
  }

  /** Events that were recorded and not marked delivered, oldest first. */
  undelivered(): EventRecord[] {
    return this.#rows('SELECT sequence, detail FROM event ORDER BY sequence').map((row) => ({
      sequence: Number(row.sequence),
      detail: JSON.parse(String(row.detail)) as Record<string, unknown>,
    }));
  }

  delivered(sequence: number): void {
    this.#run('DELETE FROM event WHERE sequence = ?', sequence);
  }

  /** The names of all body files in use. */
  referencedBodies(): Set<string> {
    return new Set(
      bodiesOf(this.#rows('SELECT body FROM version WHERE body IS NOT NULL UNION SELECT body FROM part')),
    );
  }
}

const bodiesOf = (rows: readonly Row[]) =>
  rows.flatMap(({ body }) => (typeof body === 'string' ? [body] : []));
