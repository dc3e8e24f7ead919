import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { FleetDetailBody } from '../../shared/platform/organization-schema.ts';
import { fleetDetail, fleetEntry } from '../../shared/platform/organizations.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/platform/organizations/{id}',
  summary: 'One organization: plan, usage, setting up, change stream; nothing that lies in it (PLT-01)',
  access: { permission: 'platform:read' },
  params: IdParams,
  responses: { 200: { description: 'The organization', schema: FleetDetailBody } },
  uses: { platform: 'read' },
});

export const handler = serve(route, async ({ params }) => ok(fleetDetail(await fleetEntry(params.id))));
