/** Links to a tenant's files, signed with the tenant's own credentials. */
import { GetObjectCommand, type GetObjectCommandInput } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Actor } from './actor.ts';
import { environment } from './environment.ts';
import { s3For } from './files.ts';

const SECONDS = 5 * 60;

/** A link that whoever has it can read the file by, for five minutes. */
export async function fileLink(
  actor: Actor,
  file: Omit<GetObjectCommandInput, 'Bucket'>,
): Promise<{ url: string; expires_at: string }> {
  const url = await getSignedUrl(
    await s3For(actor, 'read'),
    new GetObjectCommand({ Bucket: environment('BUCKET_NAME'), ...file }),
    { expiresIn: SECONDS },
  );
  return { url, expires_at: new Date(Date.now() + SECONDS * 1000).toISOString() };
}
