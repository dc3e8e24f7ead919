/** A tenant's files: `T/<tenantId>/…` in one bucket, reached with the tenant's own credentials. */
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Actor } from './actor.ts';
import { perTenant } from './clients.ts';
import { environment } from './environment.ts';
import { sharedRequestHandler } from './sockets.ts';

/** S3 for one tenant. Checksums only where S3 wants them: a browser cannot send those of a presigned URL. */
export const s3For = perTenant(
  ({ credentials }) =>
    new S3Client({
      credentials,
      requestHandler: sharedRequestHandler(),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
);

export async function readFile(actor: Actor, key: string, versionId?: string): Promise<Uint8Array> {
  const s3 = await s3For(actor, 'read');
  const { Body } = await s3.send(
    new GetObjectCommand({
      Bucket: environment('BUCKET_NAME'),
      Key: key,
      ...(versionId && { VersionId: versionId }),
    }),
  );
  if (!Body) throw new Error('S3 answered without a body.');
  return Body.transformToByteArray();
}

export async function readJson<T>(actor: Actor, key: string): Promise<T> {
  return JSON.parse(Buffer.from(await readFile(actor, key)).toString('utf8')) as T;
}

export async function writeJson(actor: Actor, key: string, value: unknown): Promise<void> {
  const s3 = await s3For(actor, 'write');
  await s3.send(
    new PutObjectCommand({
      Bucket: environment('BUCKET_NAME'),
      Key: key,
      Body: JSON.stringify(value),
      ContentType: 'application/json',
    }),
  );
}

export async function deleteFile(actor: Actor, key: string): Promise<void> {
  const s3 = await s3For(actor, 'write');
  await s3.send(new DeleteObjectCommand({ Bucket: environment('BUCKET_NAME'), Key: key }));
}
