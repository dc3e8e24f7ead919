import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound, versionConflict } from '../../shared/kernel/problem.ts';
import { conditionFailed, getItem, table, updated, updateItem } from '../../shared/kernel/records.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { Organization, organizationKey, organizationView } from '../../shared/organizations/organization.ts';
import { OrganizationBody, OrganizationName } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/organizations/{id}',
  summary: 'Change the organization’s name, or whether contracts may be read by the language model (ORG-05)',
  access: { permission: 'organization:manage' },
  params: z.object({ id: z.union([Id, z.literal('current')]) }),
  body: z.strictObject({
    name: OrganizationName,
    ai_enabled: z.boolean(),
    version: z.number().int().positive(),
  }),
  responses: {
    200: { description: 'Changed', schema: OrganizationBody },
    409: { description: '`version_conflict`: somebody else changed it' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  // The path's id says nothing: the tenant is the credential's. Another id answers as a missing one.
  if (params.id !== actor.tenantId && params.id !== 'current') throw notFound();
  try {
    const organization = await updateItem(
      actor,
      Organization.patch({ tenant_id: actor.tenantId })
        .set({ name: body.name, ai_enabled: body.ai_enabled, ...updated(actor) })
        .add({ version: 1 })
        .where(({ version }, { eq }) => eq(version, body.version))
        .params(table()),
    );
    return ok(organizationView(organization));
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const current = await getItem(actor, organizationKey(actor));
    if (!current) throw notFound();
    throw versionConflict('organization', Number(current.version));
  }
});
