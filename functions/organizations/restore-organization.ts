import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { cancelDeletion } from '../../shared/organizations/deletion.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationBody, OrganizationParams } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/organizations/{id}/restore',
  summary: 'Take the deletion of the organization back (ORG-20)',
  access: { permission: 'organization:delete' },
  demo: 'refused',
  params: OrganizationParams,
  responses: {
    200: { description: 'It stays', schema: OrganizationBody },
    409: { description: '`not_deleting`; `version_conflict` when its deletion has begun' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  return ok(organizationView(await cancelDeletion(actor)));
});
