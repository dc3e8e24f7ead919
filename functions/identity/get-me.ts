import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { SCOPES } from '../../shared/kernel/permissions.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/auth/me',
  summary: 'Who is signed in, in which organization, with which permissions (ID-13)',
  access: 'signed-in',
  responses: {
    200: {
      description: 'The account; `organization` is null until one is created or joined',
      schema: z.object({
        id: z.string(),
        email: z.string(),
        name: z.string(),
        org_id: z.string().nullable(),
        role: z.string().nullable(),
        permissions: z.array(z.string()),
        scopes: z
          .record(z.string(), z.enum(SCOPES))
          .meta({ description: 'Which records each permission reaches' }),
        ai_enabled: z.boolean(),
        organization: z
          .object({
            id: z.string(),
            name: z.string(),
            slug: z.string(),
            deletes_at: z.string().nullable().meta({ description: 'When it will be deleted' }),
          })
          .nullable(),
      }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ identity, actor }) => {
  const organization = actor && (await getItem(actor, organizationKey(actor)));
  return ok({
    id: identity.sub,
    email: identity.email,
    name: identity.name,
    org_id: actor?.tenantId ?? null,
    role: identity.role ?? null,
    permissions: [...identity.grants.keys()],
    scopes: Object.fromEntries(identity.grants),
    ai_enabled: organization?.ai_enabled === true,
    organization: organization
      ? {
          id: actor?.tenantId,
          name: organization.name,
          slug: organization.slug,
          deletes_at: (organization.deletion as { due_at: string } | undefined)?.due_at ?? null,
        }
      : null,
  });
});
