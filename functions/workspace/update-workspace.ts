import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { replaceDocument } from '../../shared/workspace/document.ts';
import { DocumentVersion, documentFields } from '../../shared/workspace/document-schema.ts';
import { WorkspaceSettings } from '../../shared/workspace/workspace.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/workspace',
  summary: 'Change how the organization writes dates and money (WS-01)',
  access: { permission: 'settings:manage' },
  body: WorkspaceSettings.extend({ version: DocumentVersion }),
  responses: {
    200: { description: 'Changed', schema: WorkspaceSettings.extend(documentFields) },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) => {
  const { version, ...settings } = body;
  const { value, ...rest } = await replaceDocument(actor, 'workspace', settings, version);
  return ok({ ...value, ...rest });
});
