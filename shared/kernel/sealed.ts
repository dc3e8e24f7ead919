/**
 * Fields that are sealed before they are stored (AUD-04): AES-256-GCM under data keys of KMS, each bound to its tenant by
 * the encryption context that IAM checks, each value bound to its tenant, record and field. Who has the table, or
 * another tenant's session, has nothing to read. Opened where records are read, so no rule knows of it.
 *
 * A sealed field cannot be searched for. Which ones are: `SEALED`.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Actor } from './actor.ts';
import { perTenant } from './clients.ts';
import { environment } from './environment.ts';
import { Lru } from './lru.ts';
import { sharedRequestHandler } from './sockets.ts';

const MARK = 'sealed:1:';
const PURPOSE = 'fields';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A data key seals this long, and this often, before the next one is asked for. */
const KEY_LIFE_MS = 5 * 60_000;
const KEY_USES = 10_000;

const kmsFor = perTenant(
  ({ credentials }) => new KMSClient({ credentials, requestHandler: sharedRequestHandler() }),
);

/** What KMS binds a data key to; IAM lets a session name its own tenant only. */
const context = (actor: Actor) => ({ tenant_id: actor.tenantId, purpose: PURPOSE });

interface DataKey {
  readonly key: Uint8Array;
  /** As KMS can open it. */
  readonly wrapped: string;
}
interface Cached {
  readonly until: number;
  uses: number;
  readonly dataKey: Promise<DataKey>;
}

const sealing = new Lru<string, Cached>(100);
const opening = new Lru<string, { readonly until: number; readonly key: Promise<Uint8Array> }>(500);

async function newDataKey(actor: Actor): Promise<DataKey> {
  const kms = await kmsFor(actor, 'write');
  const { Plaintext, CiphertextBlob } = await kms.send(
    new GenerateDataKeyCommand({
      KeyId: environment('SEALING_KEY'),
      KeySpec: 'AES_256',
      EncryptionContext: context(actor),
    }),
  );
  if (!Plaintext || !CiphertextBlob) throw new Error('KMS answered without a data key.');
  return { key: Plaintext, wrapped: Buffer.from(CiphertextBlob).toString('base64url') };
}

async function dataKey(actor: Actor): Promise<DataKey> {
  const known = sealing.get(actor.tenantId);
  if (known && known.until > Date.now() && known.uses < KEY_USES) {
    known.uses++;
    return known.dataKey;
  }
  const made = newDataKey(actor);
  sealing.set(actor.tenantId, { until: Date.now() + KEY_LIFE_MS, uses: 1, dataKey: made });
  made.catch(() => sealing.delete(actor.tenantId));
  return made;
}

async function unwrap(actor: Actor, wrapped: string): Promise<Uint8Array> {
  const kms = await kmsFor(actor, 'read');
  const { Plaintext } = await kms.send(
    new DecryptCommand({
      KeyId: environment('SEALING_KEY'),
      CiphertextBlob: Buffer.from(wrapped, 'base64url'),
      EncryptionContext: context(actor),
    }),
  );
  if (!Plaintext) throw new Error('KMS answered without a key.');
  return Plaintext;
}

async function openedKey(actor: Actor, wrapped: string): Promise<Uint8Array> {
  const name = `${actor.tenantId} ${wrapped}`;
  const known = opening.get(name);
  if (known && known.until > Date.now()) return known.key;
  const key = unwrap(actor, wrapped);
  opening.set(name, { until: Date.now() + KEY_LIFE_MS, key });
  key.catch(() => opening.delete(name));
  return key;
}

/** Where a value stands: moved elsewhere, it cannot be opened. */
export interface Place {
  readonly tenantId: string;
  /** `pk` and `sk` of the record. */
  readonly record: readonly [string, string];
  readonly field: string;
}

const bound = ({ tenantId, record, field }: Place) =>
  Buffer.from(JSON.stringify([tenantId, ...record, field]));

/** @param key 32 bytes */
export function sealWith({ key, wrapped }: DataKey, place: Place, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound(place));
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${MARK}${wrapped}:${sealed.toString('base64url')}`;
}

/** @throws when the value was changed, or stands elsewhere than where it was sealed */
export function openWith(key: Uint8Array, place: Place, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed)
    throw new Error('A sealed value is damaged.');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(bound(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = [decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
  return Buffer.concat(text).toString('utf8');
}

export const seal = async (actor: Actor, place: Place, text: string) =>
  sealWith(await dataKey(actor), place, text);

/** What was stored before its field was sealed is as it is. */
export async function open(actor: Actor, place: Place, value: string): Promise<string> {
  if (!value.startsWith(MARK)) return value;
  const [wrapped = '', sealed = ''] = value.slice(MARK.length).split(':');
  return openWith(await openedKey(actor, wrapped), place, sealed);
}
