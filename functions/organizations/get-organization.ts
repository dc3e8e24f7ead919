import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { readOrganization } from '../../shared/organizations/change.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationBody, OrganizationParams } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/organizations/{id}',
  summary: 'An organization: the caller’s own (ORG-05)',
  access: { permission: 'organization:read' },
  params: OrganizationParams,
  responses: { 200: { description: 'The organization', schema: OrganizationBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  return ok(organizationView(await readOrganization(actor)));
});
