/** The organization's colour and logo (WS-02). */
import * as z from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { Id } from '../kernel/schema.ts';
import { type Branding, ColoursBody, readBranding } from './branding-document.ts';
import { accentPair, HEX } from './contrast.ts';
import { replaceDocument, type Stored } from './document.ts';
import { documentFields } from './document-schema.ts';

/** What needs S3; most organizations have no logo, and their portal is not to wait for a client of it. */
const logos = () => import('./logo.ts');

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

export async function brandingView(actor: Actor, { value, ...rest }: Stored<Branding>) {
  const { accent, logo } = value;
  const link = logo && (await (await logos()).logoLink(actor, logo));
  return {
    accent,
    colors: accent === null ? null : accentPair(accent),
    logo:
      logo && link ? { id: logo.id, type: logo.type, width: logo.width, height: logo.height, ...link } : null,
    ...rest,
  };
}

/** @throws Problem 409 `version_conflict`, 422 `logo_missing`, 422 `logo_refused` */
export async function updateBranding(
  actor: Actor,
  { accent, logo_id, version }: z.output<typeof BrandingChanges>,
): Promise<Stored<Branding>> {
  const { value: before } = await readBranding(actor);
  const kept = logo_id === before.logo?.id ? before.logo : null;
  const logo = logo_id === null ? null : (kept ?? (await (await logos()).checkedLogo(actor, logo_id)));
  return replaceDocument(actor, 'branding', { accent, logo }, version);
}
