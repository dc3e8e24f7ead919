/**
 * The organization's own credentials: sessions of the tenant roles, of which the one for reading must not write
 * (ORG-28). What was found is kept, so that the account's health can be told without trying again.
 */

import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { fileKey } from '../kernel/file-key.ts';
import { s3For } from '../kernel/files.ts';
import { PermanentError } from '../kernel/step.ts';
import { tenantCredentials } from '../kernel/tenant-credentials.ts';
import { now } from '../kernel/time.ts';
import { writeDefault } from './defaults.ts';

/** @throws PermanentError when the session for reading may write */
export async function proveCredentials(actor: Actor): Promise<void> {
  const [reading, writing] = await Promise.all([
    tenantCredentials(actor, 'read'),
    tenantCredentials(actor, 'write'),
  ]);
  if (reading.accessKeyId === writing.accessKeyId)
    throw new PermanentError('credentials_shared', 'Reading and writing share one session.');
  const s3 = await s3For(actor, 'read');
  try {
    await s3.send(
      new PutObjectCommand({ Bucket: environment('BUCKET_NAME'), Key: fileKey(actor, 'probe'), Body: '' }),
    );
  } catch (error) {
    if (!(error instanceof Error) || !/^AccessDenied/.test(error.name)) throw error;
    await writeDefault(actor, 'credentials', { roles: ['read', 'write'], proven_at: now() });
    return;
  }
  throw new PermanentError('reader_writes', 'The session for reading was able to write.');
}
