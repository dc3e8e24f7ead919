import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { memberNames } from '../../shared/organizations/member-names.ts';
import { apiKeyView } from '../../shared/workspace/api-key.ts';
import { ApiKeyBody } from '../../shared/workspace/api-key-schema.ts';
import { allKeys, keyUses } from '../../shared/workspace/api-keys.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/workspace/api-keys',
  summary: 'The organization’s API keys, the newest first; never their secrets (WS-03)',
  access: { permission: 'apikey:manage' },
  responses: { 200: { description: 'All keys', schema: z.object({ data: z.array(ApiKeyBody) }) } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => {
  const [keys, uses] = await Promise.all([allKeys(actor), keyUses(actor)]);
  const names = await memberNames(
    actor,
    keys.map(({ created_by }) => String(created_by)),
  );
  const at = now();
  return ok({
    data: keys
      .map((key) => apiKeyView(key, uses.get(String(key.id)), names.get(String(key.created_by)), at))
      .reverse(),
  });
});
