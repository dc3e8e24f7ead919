import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { CustomFields, readCustomFields } from '../../shared/workspace/custom-fields.ts';
import { documentFields } from '../../shared/workspace/document-schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/workspace/custom-fields',
  summary: 'The organization’s own fields, by kind of record (WS-04)',
  access: { permission: 'organization:read' },
  responses: { 200: { description: 'The fields', schema: CustomFields.extend(documentFields) } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => {
  const { value, ...rest } = await readCustomFields(actor);
  return ok({ ...value, ...rest });
});
