import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { completeOnboarding } from '../../shared/organizations/onboarding.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { OrganizationBody } from '../../shared/organizations/schema.ts';
import { provisioningView } from '../../shared/provisioning/provisioning.ts';
import { ProvisioningBody } from '../../shared/provisioning/schema.ts';
import { provisionAgain } from '../../shared/provisioning/start.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/onboarding/complete',
  summary: 'Finish the wizard: its answers become the organization’s, which is set up for them (ORG-14)',
  description: 'May be sent again: what is finished stays so.',
  access: { permission: 'organization:manage' },
  responses: {
    202: {
      description: 'Finished; the setting up has begun',
      schema: z.object({ organization: OrganizationBody, provisioning: ProvisioningBody }),
    },
    409: { description: '`blueprint_in_use`: others have joined with roles of another blueprint' },
    422: { description: '`onboarding_incomplete`, with `missing_steps`' },
  },
  uses: { tenant: ['govern'], machines: ['provisioning'] },
});

export const handler = serve(route, async ({ actor }) => {
  const { organization, changed } = await completeOnboarding(actor);
  const attempt = await provisionAgain(actor, changed);
  return accepted({ organization: organizationView(organization), provisioning: provisioningView(attempt) });
});
