import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { createOrganization } from '../../shared/organizations/create.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { OrganizationBody, OrganizationName, Slug } from '../../shared/organizations/schema.ts';
import { announced } from '../../shared/provisioning/provisioning.ts';
import { beginOrLeave } from '../../shared/provisioning/start.ts';
import { BLUEPRINTS } from '../../shared/team/presets.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/organizations',
  aliases: ['/api/organizations/create'],
  summary: 'Create an organization; the caller becomes its admin (ORG-01)',
  description: 'Refresh the session afterwards: the next access token names the organization.',
  access: 'signed-in',
  body: z.strictObject({
    name: OrganizationName,
    blueprint: z
      .enum(BLUEPRINTS)
      .optional()
      .meta({ description: 'The trade; `customer-success` when left out. The wizard may choose another' }),
    slug: Slug.optional().meta({ description: 'Made from the name when left out' }),
  }),
  responses: {
    201: { description: 'Created', schema: OrganizationBody },
    409: { description: '`slug_taken`, with a free `suggestion`; or `already_member`' },
  },
  uses: { tenant: ['found'], directory: ['SLUG'], machines: ['provisioning'] },
});

/** The first attempt of setting up begins with the organization, in the background. */
const FIRST_ATTEMPT = 1;

export const handler = serve(route, async ({ identity, requestId, origin, body }) => {
  const { organization, actor } = await createOrganization(
    identity,
    { requestId, origin },
    body,
    (founder) => [announced(founder, FIRST_ATTEMPT, 'account')],
  );
  await beginOrLeave(actor, FIRST_ATTEMPT);
  return created(organizationView(organization), '/api/v1/organizations/current');
});
