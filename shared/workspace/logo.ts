/** The organization's uploaded logo (WS-02). */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { fileKey } from '../kernel/file-key.ts';
import { fileLink } from '../kernel/file-link.ts';
import { s3For } from '../kernel/files.ts';
import { Problem } from '../kernel/problem.ts';
import type { Logo } from './branding-document.ts';
import { pictureOf } from './image-check.ts';

/** Larger pictures are photographs: a browser would need tens of megabytes for one. */
const MOST_PIXELS = 2048;

export const logoKey = (actor: Actor, id: string) => fileKey(actor, 'branding', id);

export const logoLink = (actor: Actor, logo: Logo) =>
  fileLink(actor, {
    Key: logoKey(actor, logo.id),
    VersionId: logo.version_id,
    ResponseContentType: logo.type,
    ResponseContentDisposition: 'inline',
  });

/** @throws Problem 422 `logo_missing`, 422 `logo_refused` */
export async function checkedLogo(actor: Actor, id: string): Promise<Logo> {
  const s3 = await s3For(actor, 'write');
  const object = await s3
    .send(new GetObjectCommand({ Bucket: environment('BUCKET_NAME'), Key: logoKey(actor, id) }))
    .catch((error: Error) => {
      if (error.name === 'NoSuchKey' || error.name === 'AccessDenied') return undefined;
      throw error;
    });
  if (!object?.Body || !object.VersionId)
    throw new Problem(422, 'logo_missing', 'There is no such uploaded logo. Upload the file first.');
  const picture = pictureOf(await object.Body.transformToByteArray());
  if (!picture || picture.type !== object.ContentType)
    throw new Problem(422, 'logo_refused', 'The file is not a PNG, JPEG or WebP picture. Choose another.');
  if (Math.min(picture.width, picture.height) < 1 || Math.max(picture.width, picture.height) > MOST_PIXELS)
    throw new Problem(422, 'logo_refused', `A logo is at most ${MOST_PIXELS} pixels wide and high.`);
  return { id, version_id: object.VersionId, ...picture };
}
