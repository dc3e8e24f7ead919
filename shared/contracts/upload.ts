/** The presigned form by which a browser uploads a file: place, type and size are held by its signature. */
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { s3For } from '../kernel/files.ts';
import { originalKey } from './contract.ts';
import { MAXIMUM_BYTES } from './media-types.ts';

const UPLOAD_SECONDS = 15 * 60;

export const UploadForm = z.object({
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expires_at: z.string(),
  maximum_bytes: z.number().int(),
});

export async function presignUpload(actor: Actor, contractId: string, contentType: string) {
  const { url, fields } = await createPresignedPost(await s3For(actor, 'write'), {
    Bucket: environment('BUCKET_NAME'),
    Key: originalKey(actor, contractId),
    Fields: { 'Content-Type': contentType, success_action_status: '201' },
    Conditions: [
      ['content-length-range', 1, MAXIMUM_BYTES],
      ['eq', '$Content-Type', contentType],
    ],
    Expires: UPLOAD_SECONDS,
  });
  return {
    url,
    fields,
    expires_at: new Date(Date.now() + UPLOAD_SECONDS * 1000).toISOString(),
    maximum_bytes: MAXIMUM_BYTES,
  };
}
