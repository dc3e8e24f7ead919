/** The form that a logo is uploaded with (WS-02). */
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { presignForm } from '../kernel/upload-form.ts';
import type { LogoType } from './image-check.ts';
import { logoKey } from './logo.ts';

export const MAXIMUM_LOGO_BYTES = 1024 * 1024;
const UPLOAD_SECONDS = 10 * 60;

export async function presignLogo(actor: Actor, contentType: LogoType) {
  const id = newId();
  const form = await presignForm(actor, {
    key: logoKey(actor, id),
    contentType,
    maximumBytes: MAXIMUM_LOGO_BYTES,
    seconds: UPLOAD_SECONDS,
  });
  return { id, ...form };
}
