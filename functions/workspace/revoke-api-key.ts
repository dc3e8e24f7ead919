import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { revokeApiKey } from '../../shared/workspace/api-keys.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/workspace/api-keys/{id}',
  summary: 'Revoke an API key; within a minute nothing is answered to it (WS-03)',
  access: { permission: 'apikey:manage' },
  params: IdParams,
  responses: {
    204: { description: 'Revoked' },
    409: { description: '`version_conflict`: somebody else rotates it' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  await revokeApiKey(actor, params.id);
  return noContent();
});
