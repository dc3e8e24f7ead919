/** Exports the audit log into a file of the organization's own, signed (AUD-03). */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { Entity } from 'electrodb';
import type { Actor } from '../kernel/actor.ts';
import { primary, stamps } from '../kernel/entity.ts';
import { environment } from '../kernel/environment.ts';
import { fileKey } from '../kernel/file-key.ts';
import { fileLink } from '../kernel/file-link.ts';
import { s3For } from '../kernel/files.ts';
import { sha256 } from '../kernel/hash.ts';
import { newId } from '../kernel/ids.ts';
import { Problem } from '../kernel/problem.ts';
import { created, putItem, table } from '../kernel/records.ts';
import { now } from '../kernel/time.ts';
import { readHead } from './append.ts';
import type { AuditEntry } from './chain.ts';
import { exportText, type Signer } from './export-file.ts';
import { type Position, readEntries } from './read.ts';
import { retentionDays } from './verify.ts';

/** About 50 MB: what one call can read and write in time. */
const MOST_ENTRIES = 50_000;
const PAGE = 1_000;

/** That somebody took the log with them is itself a change that the log tells of. */
const AuditExport = new Entity({
  model: { entity: 'audit-export', version: '1', service: 'gangway' },
  attributes: {
    tenant_id: { type: 'string', required: true, readOnly: true },
    id: { type: 'string', required: true, readOnly: true },
    from: { type: 'string' },
    to: { type: 'string' },
    entries: { type: 'number', required: true },
    sha256: { type: 'string', required: true },
    ...stamps,
  },
  indexes: {
    record: primary(['tenant_id'], `T#\${tenant_id}#LOG-EXPORTS`, ['id'], `LOG#\${id}`),
  },
});

/** @throws Problem 422 `export_too_large` */
export async function exportLog(actor: Actor, span: { readonly from?: string; readonly to?: string }) {
  const head = await readHead(actor);
  const entries: AuditEntry[] = [];
  let start: Position | undefined;
  if (head)
    do {
      const page = await readEntries(actor, head.began, { ...span, descending: false, limit: PAGE, start });
      entries.push(...page.entries.filter(({ sequence }) => sequence <= head.sequence));
      start = page.next;
      if (entries.length > MOST_ENTRIES)
        throw new Problem(
          422,
          'export_too_large',
          `An export has at most ${MOST_ENTRIES} entries. Choose a shorter time, and export in parts.`,
          { maximum_entries: MOST_ENTRIES },
        );
    } while (start);
  const header = {
    organization_id: actor.tenantId,
    exported_at: now(),
    from: span.from ?? null,
    to: span.to ?? null,
    retention_days: retentionDays(),
  };
  const text = await exportText(header, entries, span.to || !head ? null : head, await signer());
  const id = newId();
  const key = fileKey(actor, 'exports', `${id}.jsonl`);
  const s3 = await s3For(actor, 'write');
  const Bucket = environment('BUCKET_NAME');
  const name = `audit-${header.exported_at.slice(0, 10)}.jsonl`;
  await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: text, ContentType: 'application/jsonl' }));
  const digest = sha256(text);
  await putItem(
    actor,
    AuditExport.create({
      tenant_id: actor.tenantId,
      id,
      ...span,
      entries: entries.length,
      sha256: digest,
      ...created(actor),
    }).params(table()),
  );
  const link = await fileLink(actor, {
    Key: key,
    ResponseContentDisposition: `attachment; filename="${name}"`,
  });
  return { id, ...link, entries: entries.length, sha256: digest };
}

/** ASN.1 ahead of an Ed25519 private key in PKCS #8 (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

let signing: Promise<Signer> | undefined;

/** The key is made from a secret, the same in every function of a stage. */
export function signer(): Promise<Signer> {
  signing ??= readSigner();
  signing.catch(() => {
    signing = undefined;
  });
  return signing;
}

async function readSigner(): Promise<Signer> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: environment('AUDIT_KEY_SECRET') }),
  );
  if (!SecretString) throw new Error('The audit key has no value.');
  return signerOf(SecretString);
}

export function signerOf(secret: string): Signer {
  const seed = createHash('sha256').update(`gangway audit export ${secret}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
}
