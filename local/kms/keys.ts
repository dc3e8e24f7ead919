/** Key material on disk, and what is sealed with it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type EncryptionContext = Readonly<Record<string, string>>;

export interface KeyStore {
  /** Creates the key where it is not there yet. */
  readonly ensure: (keyId: string) => void;
  readonly has: (keyId: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: (keyId: string) => number;
  readonly encrypt: (keyId: string, plaintext: Buffer, context: EncryptionContext) => Buffer;
  /** @returns undefined when the blob is not of this store, was changed, or was sealed with another context */
  readonly decrypt: (
    blob: Buffer,
    context: EncryptionContext,
  ) => { readonly keyId: string; readonly plaintext: Buffer } | undefined;
  readonly close: () => void;
}

interface Row {
  readonly material: Uint8Array;
  readonly created_at: number;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A blob names its key, so that Decrypt needs no key id. */
const ID_BYTES = 36;

/** The context is authenticated, not stored; its order means nothing. */
const associated = (keyId: string, context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify([keyId, Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))]));

export function openKeyStore(dir: string): KeyStore {
  mkdirSync(dir, { recursive: true });
  const database = new DatabaseSync(join(dir, 'kms.sqlite'));
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS key (id TEXT PRIMARY KEY, material BLOB NOT NULL, created_at INTEGER NOT NULL)`);
  const select = database.prepare('SELECT material, created_at FROM key WHERE id = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO key VALUES (?, ?, ?)');
  const row = (keyId: string): Row | undefined => select.get(keyId) as unknown as Row | undefined;

  return {
    ensure: (keyId) => {
      insert.run(keyId, randomBytes(32), Date.now());
    },
    has: (keyId) => row(keyId) !== undefined,
    createdAt: (keyId) => row(keyId)?.created_at ?? 0,
    encrypt: (keyId, plaintext, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', row(keyId)!.material, iv).setAAD(
        associated(keyId, context),
      );
      const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
      return Buffer.concat([Buffer.from(keyId, 'latin1'), iv, cipher.getAuthTag(), sealed]);
    },
    decrypt: (blob, context) => {
      const keyId = blob.subarray(0, ID_BYTES).toString('latin1');
      const key = row(keyId);
      if (key === undefined || blob.length < ID_BYTES + IV_BYTES + TAG_BYTES) return undefined;
      const iv = blob.subarray(ID_BYTES, ID_BYTES + IV_BYTES);
      const tag = blob.subarray(ID_BYTES + IV_BYTES, ID_BYTES + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key.material, iv)
        .setAAD(associated(keyId, context))
        .setAuthTag(tag);
      try {
        const sealed = blob.subarray(ID_BYTES + IV_BYTES + TAG_BYTES);
        return { keyId, plaintext: Buffer.concat([decipher.update(sealed), decipher.final()]) };
      } catch {
        return undefined;
      }
    },
    close: () => database.close(),
  };
}
