import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { organizationKey, organizationView } from '../../shared/organizations/organization.ts';
import { OrganizationBody } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/organizations/current',
  aliases: ['/api/organizations/current'],
  summary: 'The caller’s own organization (ORG-03)',
  access: { permission: 'organization:read' },
  responses: { 200: { description: 'The organization', schema: OrganizationBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => {
  const organization = await getItem(actor, organizationKey(actor));
  if (!organization) throw notFound();
  return ok(organizationView(organization));
});
