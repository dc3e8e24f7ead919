import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { ChangeBody } from '../../shared/organizations/blueprints/schema.ts';
import { readOrganization } from '../../shared/organizations/change.ts';
import { configurationView, currentConfiguration } from '../../shared/provisioning/configuration.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/provision/configuration',
  summary: 'Which blueprint the organization took over, and what the one of today would change (ORG-31)',
  access: { permission: 'organization:manage' },
  responses: {
    200: {
      description: 'Versions and differences',
      schema: z.object({
        blueprint: z.string(),
        blueprint_version: z.number().int(),
        applied_version: z.number().int().nullable(),
        configuration_version: z.number().int().nullable(),
        behind: z.boolean(),
        changes: z.array(ChangeBody),
      }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => {
  const [organization, record] = await Promise.all([readOrganization(actor), currentConfiguration(actor)]);
  return ok(configurationView(organization, record));
});
