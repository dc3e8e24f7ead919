import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { provisioningView } from '../../shared/provisioning/provisioning.ts';
import { ProvisioningBody } from '../../shared/provisioning/schema.ts';
import { configure } from '../../shared/provisioning/start.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/provision/configure',
  summary: 'Take the blueprint over as it is today, and check everything else once more (ORG-26)',
  description: 'The configuration before is kept.',
  access: { permission: 'organization:manage' },
  responses: {
    202: { description: 'Begun', schema: ProvisioningBody },
    409: { description: '`still_provisioning`' },
  },
  uses: { tenant: ['write'], machines: ['provisioning'] },
});

export const handler = serve(route, async ({ actor }) => accepted(provisioningView(await configure(actor))));
