import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { requestDeletion } from '../../shared/organizations/deletion.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationBody, OrganizationParams } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/organizations/{id}',
  summary: 'Delete the organization with everything in it, after days in which it can be taken back (ORG-20)',
  description: 'Until `deletion.due_at` members see nothing but the organization, and it can be restored.',
  access: { permission: 'organization:delete' },
  demo: 'refused',
  params: OrganizationParams,
  body: z.strictObject({
    confirm: z.string().max(100).meta({ description: 'The organization’s short name (slug)' }),
  }),
  responses: {
    202: { description: 'It will be deleted', schema: OrganizationBody },
    422: { description: '`confirmation_mismatch`' },
  },
  uses: { tenant: ['govern'], machines: ['deletion'], deletionGrace: true },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  ownOnly(actor, params.id);
  return accepted(organizationView(await requestDeletion(actor, body.confirm)));
});
