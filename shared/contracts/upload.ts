/** The form that a contract's file is uploaded with. */
import type { Actor } from '../kernel/actor.ts';
import { presignForm } from '../kernel/upload-form.ts';
import { originalKey } from './contract.ts';
import { MAXIMUM_BYTES } from './media-types.ts';

const UPLOAD_SECONDS = 15 * 60;

export const presignUpload = (actor: Actor, contractId: string, contentType: string) =>
  presignForm(actor, {
    key: originalKey(actor, contractId),
    contentType,
    maximumBytes: MAXIMUM_BYTES,
    seconds: UPLOAD_SECONDS,
  });
