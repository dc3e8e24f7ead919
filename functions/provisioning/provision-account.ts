import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { provisioningView } from '../../shared/provisioning/provisioning.ts';
import { ProvisioningBody } from '../../shared/provisioning/schema.ts';
import { provision } from '../../shared/provisioning/start.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/provision/account',
  summary: 'Set the organization up; one that failed goes on where it failed (ORG-24)',
  description: 'Every organization is set up when it is created. Asking again starts nothing twice.',
  access: { permission: 'organization:manage' },
  responses: { 202: { description: 'The attempt that stands now', schema: ProvisioningBody } },
  uses: { tenant: ['write'], machines: ['provisioning'] },
});

export const handler = serve(route, async ({ actor }) => accepted(provisioningView(await provision(actor))));
