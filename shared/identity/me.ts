/** Who is signed in, as the API shows it (ID-13). */
import * as z from 'zod';
import type { Actor, Identity } from '../kernel/actor.ts';
import { SCOPES } from '../kernel/permissions.ts';
import type { Item } from '../kernel/records.ts';
import { Ways } from '../workspace/ways.ts';
import { Profile } from './profile.ts';

const Standing = z.enum([
  'membership_ended',
  'member_suspended',
  'organization_suspended',
  'organization_deleting',
]);

export const MeBody = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  ...Profile.shape,
  org_id: z.string().nullable(),
  role: z.string().nullable(),
  permissions: z.array(z.string()),
  scopes: z.record(z.string(), z.enum(SCOPES)).meta({ description: 'Which records each permission reaches' }),
  standing: Standing.nullable().meta({ description: 'Why there is no organization, or not all of it' }),
  ai_enabled: z.boolean(),
  organization: z
    .object({
      id: z.string(),
      name: z.string(),
      slug: z.string(),
      demo_ends_at: z
        .string()
        .nullable()
        .meta({ description: 'When this demonstration is over; null for an organization that stays' }),
      deletes_at: z.string().nullable().meta({ description: 'When it will be deleted' }),
      ...Ways.shape,
    })
    .nullable(),
});

export const meView = (
  identity: Identity,
  actor: Actor | undefined,
  organization: Item | undefined,
  ways: z.output<typeof Ways> | undefined,
  profile: Profile,
): z.output<typeof MeBody> => ({
  id: identity.sub,
  email: identity.email,
  name: identity.name,
  ...profile,
  org_id: actor?.tenantId ?? null,
  role: identity.role ?? null,
  permissions: [...identity.grants.keys()],
  scopes: Object.fromEntries(identity.grants),
  standing: Standing.safeParse(identity.refusal).data ?? null,
  ai_enabled: organization?.ai_enabled === true,
  organization:
    actor && organization && ways
      ? {
          id: actor.tenantId,
          name: String(organization.name),
          slug: String(organization.slug),
          demo_ends_at: typeof organization.demo_ends_at === 'string' ? organization.demo_ends_at : null,
          deletes_at: (organization.deletion as { due_at: string } | undefined)?.due_at ?? null,
          ...ways,
        }
      : null,
});
