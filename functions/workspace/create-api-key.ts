import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { apiKeyView } from '../../shared/workspace/api-key.ts';
import { IssuedKeyBody, NewApiKeyBody } from '../../shared/workspace/api-key-schema.ts';
import { createApiKey } from '../../shared/workspace/api-keys.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/workspace/api-keys',
  summary: 'Make an API key; its secret is in this answer only (WS-03)',
  access: { permission: 'apikey:manage' },
  body: NewApiKeyBody,
  responses: {
    201: { description: 'The key with its secret', schema: IssuedKeyBody },
    402: { description: '`plan_limit_reached`: the plan allows no more' },
    422: { description: '`key_limit_reached`' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, identity, body }) => {
  const { permissions, ...rest } = body;
  const { record, secret } = await createApiKey(actor, { ...rest, grants: permissions });
  const view = apiKeyView(record, undefined, identity.name, now());
  return created({ ...view, secret }, '/api/v1/workspace/api-keys');
});
