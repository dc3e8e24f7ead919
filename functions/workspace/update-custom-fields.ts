import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { CustomFields, replaceCustomFields } from '../../shared/workspace/custom-fields.ts';
import { DocumentVersion, documentFields } from '../../shared/workspace/document-schema.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/workspace/custom-fields',
  summary: 'Replace the organization’s own fields (WS-04)',
  description: 'Fields are archived, not removed; a field keeps its key and its type.',
  access: { permission: 'settings:manage' },
  body: CustomFields.extend({ version: DocumentVersion }),
  responses: {
    200: { description: 'Replaced', schema: CustomFields.extend(documentFields) },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) => {
  const { version, ...fields } = body;
  const { value, ...rest } = await replaceCustomFields(actor, fields, version);
  return ok({ ...value, ...rest });
});
