import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { requestExport } from '../../shared/organizations/export.ts';
import { ExportBody, exportView } from '../../shared/organizations/export-view.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationParams } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/organizations/{id}/export',
  summary: 'Export everything of the organization (AUD-05)',
  description: 'One export runs at a time; `GET` on the same path says when it is ready.',
  access: { permission: 'organization:manage' },
  params: OrganizationParams,
  responses: { 202: { description: 'The export that runs now', schema: ExportBody } },
  uses: { tenant: ['write'], machines: ['export'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  return accepted(await exportView(actor, await requestExport(actor)));
});
