import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { s3For } from '../kernel/files.ts';
import { originalKey } from './contract.ts';

/** Events come late, twice and in any order: only the version that lies there now is worth a run. */
export async function latestVersion(actor: Actor, contractId: string): Promise<string | undefined> {
  const s3 = await s3For(actor, 'read');
  const Key = originalKey(actor, contractId);
  const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket: environment('BUCKET_NAME'), Key }));
  return VersionId;
}
