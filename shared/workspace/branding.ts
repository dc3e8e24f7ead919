/** The organization's colour and logo (WS-02). */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { environment } from '../kernel/environment.ts';
import { fileKey } from '../kernel/file-key.ts';
import { fileLink } from '../kernel/file-link.ts';
import { s3For } from '../kernel/files.ts';
import { newId } from '../kernel/ids.ts';
import { Problem } from '../kernel/problem.ts';
import { Id } from '../kernel/schema.ts';
import { type Branding, ColoursBody, type Logo, readBranding } from './branding-document.ts';
import { accentPair, HEX } from './contrast.ts';
import { replaceDocument, type Stored } from './document.ts';
import { documentFields } from './document-schema.ts';
import { type LogoType, pictureOf } from './image-check.ts';

export const MAXIMUM_LOGO_BYTES = 1024 * 1024;
/** Larger pictures are photographs: a browser would need tens of megabytes for one. */
const MOST_PIXELS = 2048;
const UPLOAD_SECONDS = 10 * 60;

export const Accent = z
  .string()
  .toLowerCase()
  .regex(HEX, 'must be a colour as "#0f766e"')
  .meta({ description: 'Six hexadecimal digits after #' });

export const BrandingBody = z.object({
  accent: z.string().nullable(),
  colors: ColoursBody.nullable().meta({
    description: 'What the accent becomes on light and on dark grounds',
  }),
  logo: z
    .object({
      id: z.string(),
      url: z.string().meta({ description: 'Good for five minutes' }),
      expires_at: z.string(),
      type: z.string(),
      width: z.number().int(),
      height: z.number().int(),
    })
    .nullable(),
  ...documentFields,
});

export const BrandingChanges = z.strictObject({
  accent: Accent.nullable(),
  logo_id: Id.nullable().meta({ description: 'Of an uploaded logo; the current one stays when it is named' }),
  version: z.number().int().min(0),
});

const logoKey = (actor: Actor, id: string) => fileKey(actor, 'branding', id);

export async function brandingView(actor: Actor, { value, ...rest }: Stored<Branding>) {
  const { accent, logo } = value;
  const link =
    logo &&
    (await fileLink(actor, {
      Key: logoKey(actor, logo.id),
      VersionId: logo.version_id,
      ResponseContentType: logo.type,
      ResponseContentDisposition: 'inline',
    }));
  return {
    accent,
    colors: accent === null ? null : accentPair(accent),
    logo:
      logo && link ? { id: logo.id, type: logo.type, width: logo.width, height: logo.height, ...link } : null,
    ...rest,
  };
}

/** The form to upload a logo with; its place, type and size are held by the signature. */
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

/** @throws Problem 409 `version_conflict`, 422 `logo_missing`, 422 `logo_refused` */
export async function updateBranding(
  actor: Actor,
  { accent, logo_id, version }: z.output<typeof BrandingChanges>,
): Promise<Stored<Branding>> {
  const { value: before } = await readBranding(actor);
  const logo =
    logo_id === null ? null : logo_id === before.logo?.id ? before.logo : await checkedLogo(actor, logo_id);
  return replaceDocument(actor, 'branding', { accent, logo }, version);
}

async function checkedLogo(actor: Actor, id: string): Promise<Logo> {
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
