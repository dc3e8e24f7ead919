/** Which organization's portal somebody stands before: found by its short name, which its address shows everybody. */
import * as z from 'zod';
import { type Actor, isTenantId, systemActor } from '../kernel/actor.ts';
import { lookUp } from '../kernel/directory.ts';
import { Problem } from '../kernel/problem.ts';
import { getItem, type Item } from '../kernel/records.ts';
import { organizationKey } from '../organizations/organization.ts';
import { SLUG_MAXIMUM, SLUG_PATTERN } from '../organizations/slug.ts';
import { brandingView } from '../workspace/branding.ts';
import { readBranding } from '../workspace/branding-document.ts';

/** As the address of a portal has it. */
export const PortalSlug = z
  .string()
  .toLowerCase()
  .max(SLUG_MAXIMUM)
  .regex(SLUG_PATTERN, 'is not the short name of an organization');

export interface PortalPlace {
  /** The system, at work for the organization. */
  readonly actor: Actor;
}

export const portalClosed = () =>
  new Problem(403, 'portal_closed', 'This portal is closed at the moment. Ask your contact.');

/**
 * @returns undefined for a name that nobody has, or has any more
 * @throws Problem 403 `portal_closed`
 */
export async function portalOf(slug: string, requestId: string): Promise<PortalPlace | undefined> {
  const entry = await lookUp('SLUG', slug);
  if (!isTenantId(entry?.tenant_id)) return undefined;
  const place = { actor: systemActor(entry.tenant_id, 'portal', requestId) };
  await requireOpen(place.actor);
  return place;
}

/** @throws Problem 403 `portal_closed` while the organization is suspended or going to be deleted */
export async function requireOpen(actor: Actor): Promise<void> {
  const tenant = await lookUp('TENANT', actor.tenantId);
  if (tenant?.status !== 'active') throw portalClosed();
}

const Scheme = z.object({
  ink: z.string(),
  fill: z.string(),
  soft: z.string(),
});

/** What an organization's portal looks like. */
export const PortalBrandBody = z.object({
  name: z.string(),
  slug: z.string(),
  colors: z.object({ light: Scheme, dark: Scheme }).nullable().meta({
    description: 'Of the organization’s accent, readable on light and on dark grounds',
  }),
  logo: z
    .object({ url: z.string(), width: z.number().int(), height: z.number().int() })
    .nullable()
    .meta({ description: 'The link is good for five minutes' }),
});

export async function portalBrand(actor: Actor): Promise<z.output<typeof PortalBrandBody>> {
  const [organization, branding] = await Promise.all([
    getItem(actor, organizationKey(actor)),
    readBranding(actor).then((stored) => brandingView(actor, stored)),
  ]);
  return brandOf(organization, branding);
}

function brandOf(
  organization: Item | undefined,
  { colors, logo }: Awaited<ReturnType<typeof brandingView>>,
): z.output<typeof PortalBrandBody> {
  const scheme = ({ ink, fill, soft }: z.output<typeof Scheme>) => ({ ink, fill, soft });
  return {
    name: String(organization?.name ?? ''),
    slug: String(organization?.slug ?? ''),
    colors: colors && { light: scheme(colors.light), dark: scheme(colors.dark) },
    logo: logo && { url: logo.url, width: logo.width, height: logo.height },
  };
}
