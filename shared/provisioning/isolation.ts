/**
 * The isolated data environment, proven rather than assumed: with the organization's own session its own keys can be
 * written and read, and keys and files of another organization are refused by IAM (ORG-28, ORG-19).
 */
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { fileKey } from '../kernel/file-key.ts';
import { deleteFile, s3For } from '../kernel/files.ts';
import { newId } from '../kernel/ids.ts';
import { deleteItem, getItem, putItem, table } from '../kernel/records.ts';
import { PermanentError } from '../kernel/step.ts';
import { foreignRecordRefused, probe, refused } from './foreign-record.ts';

async function foreignFileRefused(actor: Actor, stranger: string): Promise<boolean> {
  const s3 = await s3For(actor, 'write');
  const Key = `T/${stranger}/probe`;
  return refused(s3.send(new GetObjectCommand({ Bucket: environment('BUCKET_NAME'), Key })));
}

/** @throws PermanentError when another organization's key or file is not refused: nothing may be set up then */
export async function proveIsolation(actor: Actor): Promise<void> {
  const stranger = newId();
  const own = { TableName: table().table, Key: probe(actor.tenantId) };
  const key = fileKey(actor, 'probe');
  const s3 = await s3For(actor, 'write');
  await Promise.all([
    putItem(actor, { TableName: own.TableName, Item: own.Key }),
    s3.send(new PutObjectCommand({ Bucket: environment('BUCKET_NAME'), Key: key, Body: 'probe' })),
  ]);
  const [record, recordRefused, fileRefused] = await Promise.all([
    getItem(actor, own),
    foreignRecordRefused(actor, stranger),
    foreignFileRefused(actor, stranger),
  ]);
  await Promise.all([deleteItem(actor, own), deleteFile(actor, key)]);
  if (!record) throw new Error('The organization’s own record could not be read back.');
  if (!recordRefused || !fileRefused)
    throw new PermanentError('isolation_broken', 'Data of another organization was not refused.');
}
