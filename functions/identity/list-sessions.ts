import * as z from 'zod';
import { listSessions } from '../../shared/identity/sessions.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/auth/sessions',
  summary: 'One’s own open sessions, the newest sign-in first (ID-17)',
  access: 'signed-in',
  responses: {
    200: {
      description: 'The sessions; addresses without their last part',
      schema: z.object({
        data: z.array(
          z.object({
            id: z.string(),
            current: z.boolean(),
            created_at: z.string(),
            last_used_at: z.string(),
            agent: z.string(),
            address: z.string(),
          }),
        ),
      }),
    },
  },
  uses: { ledger: ['SESSION'] },
});

export const handler = serve(route, async ({ identity }) => {
  const sessions = await listSessions(identity.sub);
  return ok({
    data: sessions.map(({ sk, created_at, last_used_at, agent, address }) => ({
      id: sk,
      current: sk === identity.session,
      created_at,
      last_used_at,
      agent,
      address,
    })),
  });
});
