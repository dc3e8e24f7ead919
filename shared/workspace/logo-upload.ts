/** The form that a logo is uploaded with (WS-02). */
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { s3For } from '../kernel/files.ts';
import { newId } from '../kernel/ids.ts';
import type { LogoType } from './image-check.ts';
import { logoKey } from './logo.ts';

export const MAXIMUM_LOGO_BYTES = 1024 * 1024;
const UPLOAD_SECONDS = 10 * 60;

/** Place, type and size are held by the signature. */
export async function presignLogo(actor: Actor, contentType: LogoType) {
  const id = newId();
  const { url, fields } = await createPresignedPost(await s3For(actor, 'write'), {
    Bucket: environment('BUCKET_NAME'),
    Key: logoKey(actor, id),
    Fields: { 'Content-Type': contentType, success_action_status: '201' },
    Conditions: [
      ['content-length-range', 1, MAXIMUM_LOGO_BYTES],
      ['eq', '$Content-Type', contentType],
    ],
    Expires: UPLOAD_SECONDS,
  });
  const expires_at = new Date(Date.now() + UPLOAD_SECONDS * 1000).toISOString();
  return { id, url, fields, expires_at, maximum_bytes: MAXIMUM_LOGO_BYTES };
}
