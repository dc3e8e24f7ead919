import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { apiKeyView } from '../../shared/workspace/api-key.ts';
import { IssuedKeyBody, RotationBody } from '../../shared/workspace/api-key-schema.ts';
import { rotateApiKey } from '../../shared/workspace/api-keys.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/workspace/api-keys/{id}/rotate',
  summary: 'A new secret for an API key; the former one stays good for the overlap (WS-03)',
  access: { permission: 'apikey:manage' },
  params: IdParams,
  body: RotationBody,
  responses: {
    200: { description: 'The key with its new secret', schema: IssuedKeyBody },
    409: { description: '`version_conflict`: somebody else rotates or revokes it' },
    422: { description: '`key_expired`: say until when the new secret is good' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { overlap_hours: overlapHours, expires_at } = body;
  const { record, secret } = await rotateApiKey(actor, params.id, { overlapHours, expires_at });
  return ok({ ...apiKeyView(record, undefined, undefined, now()), secret });
});
