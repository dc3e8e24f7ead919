import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { createView, NewView, ViewBody } from '../../shared/workspace/views.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/views',
  summary: 'Save a list as it is narrowed and ordered under a name',
  access: { permission: 'organization:read' },
  people: true,
  body: NewView,
  responses: {
    201: { description: 'The view', schema: ViewBody },
    409: { description: '`view_exists`: you have one of this name' },
    422: { description: '`view_limit_reached`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) =>
  created(await createView(actor, body), '/api/v1/views'),
);
