import * as z from 'zod';
import { refreshCookie, revokeSession, SESSION_COOKIE, signOutUrl } from '../../shared/identity/sign-in.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { cookie, ok } from '../../shared/kernel/http.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/logout',
  summary: 'End this session',
  access: 'public',
  csrf: true,
  body: z.strictObject({ refresh_token: z.string().min(1).max(8192) }).optional(),
  bodyOptional: true,
  responses: {
    200: {
      description: 'Ended; going to `sign_out_url` ends the managed login’s session as well',
      schema: z.object({ sign_out_url: z.string() }),
    },
  },
  uses: { signIn: true },
});

/** The cookie goes in any case: who signs out must not stay signed in because another service is down. */
async function revoke(refreshToken: string): Promise<void> {
  try {
    await revokeSession(refreshToken);
  } catch (error) {
    log.error('session not revoked', { failure: traceOf(error) });
  }
}

export const handler = serve(route, async ({ cookies, body }) => {
  const refreshToken = body?.refresh_token ?? cookie(cookies, SESSION_COOKIE);
  if (refreshToken) await revoke(refreshToken);
  return { ...ok({ sign_out_url: signOutUrl() }), cookies: [refreshCookie(undefined)] };
});
