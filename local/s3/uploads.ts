/** Multipart uploads in progress. */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import type { Checksum, ChecksumAlgorithm } from './checksums.ts';
import { S3Error } from './errors.ts';
import { keyBytes, type ObjectDetail } from './store.ts';

export interface UploadDetail {
  readonly object: ObjectDetail;
  /** The checksum that the finished object gets. */
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: Checksum['type'] };
}

export interface Part {
  /** 1 to 10,000 */
  readonly number: number;
  readonly body: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modified: Date;
  readonly checksum?: Checksum;
}

const noSuchUpload = (id: string) =>
  new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId: id },
  );

export class Uploads {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  create(bucket: string, key: string, detail: UploadDetail): string {
    const id = randomBytes(32).toString('base64url');
    this.#database
      .prepare('INSERT INTO upload (id, bucket, key, detail) VALUES (?, ?, ?, ?)')
      .run(id, bucket, keyBytes(key), JSON.stringify(detail));
    return id;
  }

  /** Undefined also for an upload of another key. */
  lookup(bucket: string, key: string, id: string): UploadDetail | undefined {
    const row = this.#database
      .prepare('SELECT detail FROM upload WHERE id = ? AND bucket = ? AND key = ?')
      .get(id, bucket, keyBytes(key));
    return row && (JSON.parse(String(row.detail)) as UploadDetail);
  }

  /** @throws S3Error 404 NoSuchUpload */
  find(bucket: string, key: string, id: string): UploadDetail {
    const detail = this.lookup(bucket, key, id);
    if (detail === undefined) throw noSuchUpload(id);
    return detail;
  }

  /** Stores a part, in place of an earlier one of that number. Returns the bodies that are free now. */
  putPart(bucket: string, key: string, id: string, part: Part): string[] {
    return transaction(this.#database, () => {
      this.find(bucket, key, id);
      const replaced = this.#database
        .prepare('DELETE FROM part WHERE upload = ? AND number = ? RETURNING body')
        .all(id, part.number);
      this.#database
        .prepare(
          'INSERT INTO part (upload, number, body, size, etag, modified, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run(
          id,
          part.number,
          part.body,
          part.size,
          part.etag,
          part.modified.getTime(),
          JSON.stringify({ checksum: part.checksum }),
        );
      return replaced.map(({ body }) => String(body));
    });
  }

  /** Parts with numbers above `after`, ascending. */
  parts(id: string, after: number, limit: number): Part[] {
    return this.#database
      .prepare('SELECT * FROM part WHERE upload = ? AND number > ? ORDER BY number LIMIT ?')
      .all(id, after, limit)
      .map((row) => ({
        number: Number(row.number),
        body: String(row.body),
        size: Number(row.size),
        etag: String(row.etag),
        modified: new Date(Number(row.modified)),
        ...(JSON.parse(String(row.detail)) as { checksum?: Checksum }),
      }));
  }

  /** Ends an upload, finished or aborted; meant to run inside a transaction of the caller too. Returns its bodies. */
  end(bucket: string, key: string, id: string): string[] {
    this.find(bucket, key, id);
    const bodies = this.#database.prepare('SELECT body FROM part WHERE upload = ?').all(id);
    this.#database.prepare('DELETE FROM upload WHERE id = ?').run(id);
    return bodies.map(({ body }) => String(body));
  }
}
