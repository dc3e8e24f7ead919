import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { deleteView } from '../../shared/workspace/views.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/views/{id}',
  summary: 'Delete a saved view',
  description: 'One’s own; a shared one of somebody else takes `settings:manage`.',
  access: { permission: 'organization:read' },
  people: true,
  params: IdParams,
  responses: { 204: { description: 'Deleted' } },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  await deleteView(actor, params.id);
  return noContent();
});
