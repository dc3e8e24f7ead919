import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { documentFields } from '../../shared/workspace/document-schema.ts';
import { readWorkspace, WorkspaceSettings } from '../../shared/workspace/workspace.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/workspace',
  summary: 'How the organization writes dates and money (WS-01)',
  access: { permission: 'organization:read' },
  responses: { 200: { description: 'The settings', schema: WorkspaceSettings.extend(documentFields) } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => {
  const { value, ...rest } = await readWorkspace(actor);
  return ok({ ...value, ...rest });
});
