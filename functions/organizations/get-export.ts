import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { latestExport } from '../../shared/organizations/export.ts';
import { ExportBody, exportView } from '../../shared/organizations/export-view.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationParams } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/organizations/{id}/export',
  summary: 'The newest export, with links to its files when it is ready (AUD-05)',
  access: { permission: 'organization:manage' },
  params: OrganizationParams,
  responses: { 200: { description: 'The export; null when there was none', schema: ExportBody.nullable() } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  const latest = await latestExport(actor);
  return ok(latest ? await exportView(actor, latest) : null);
});
