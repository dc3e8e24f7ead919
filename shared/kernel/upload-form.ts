/** The presigned form by which a browser uploads a file: place, type and size are held by its signature. */
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import type { Actor } from './actor.ts';
import { environment } from './environment.ts';
import { s3For } from './files.ts';

export const UploadForm = z.object({
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expires_at: z.string(),
  maximum_bytes: z.number().int(),
});

interface Upload {
  readonly key: string;
  readonly contentType: string;
  readonly maximumBytes: number;
  /** How long the form is good for. */
  readonly seconds: number;
}

export async function presignForm(
  actor: Actor,
  { key, contentType, maximumBytes, seconds }: Upload,
): Promise<z.output<typeof UploadForm>> {
  const { url, fields } = await createPresignedPost(await s3For(actor, 'write'), {
    Bucket: environment('BUCKET_NAME'),
    Key: key,
    Fields: { 'Content-Type': contentType, success_action_status: '201' },
    Conditions: [
      ['content-length-range', 1, maximumBytes],
      ['eq', '$Content-Type', contentType],
    ],
    Expires: seconds,
  });
  const expires_at = new Date(Date.now() + seconds * 1000).toISOString();
  return { url, fields, expires_at, maximum_bytes: maximumBytes };
}
