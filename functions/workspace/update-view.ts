import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { updateView, ViewBody, ViewChange } from '../../shared/workspace/views.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/views/{id}',
  summary: 'Change a saved view',
  description: 'One’s own; a shared one of somebody else takes `settings:manage`.',
  access: { permission: 'organization:read' },
  people: true,
  params: IdParams,
  body: ViewChange,
  responses: {
    200: { description: 'The view', schema: ViewBody },
    409: { description: '`version_conflict`, `view_exists`' },
    422: { description: '`view_limit_reached`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params, body }) =>
  ok(await updateView(actor, params.id, body)),
);
