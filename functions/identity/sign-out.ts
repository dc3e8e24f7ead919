import * as z from 'zod';
import { tellSignOut } from '../../shared/identity/access-events.ts';
import { endSession, sessionOf } from '../../shared/identity/sessions.ts';
import {
  GrantRefused,
  refreshCookie,
  refreshSession,
  revokeSession,
  SESSION_COOKIE,
  signOutUrl,
} from '../../shared/identity/sign-in.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { cookie, ok } from '../../shared/kernel/http.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { Problem } from '../../shared/kernel/problem.ts';
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
  uses: { signIn: true, limits: true, ledger: ['SESSION'], tenant: ['note'] },
});

/** The cookie goes in any case: who signs out must not stay signed in because another service is down. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Ended before, as far as that goes.
    if (error instanceof GrantRefused || error instanceof Problem) return;
    log.error('session not ended', { failure: traceOf(error) });
  }
}

export const handler = serve(route, async (request) => {
  const refreshToken = request.body?.refresh_token ?? cookie(request.cookies, SESSION_COOKIE);
  if (refreshToken) {
    const given = [refreshToken];
    // A refresh token says nothing of itself: what it gives says whose session ends.
    await attempt(async () => {
      const tokens = await refreshSession(refreshToken);
      if (tokens.refresh_token) given.push(tokens.refresh_token);
      await Promise.all([
        attempt(() => endSession(sessionOf(tokens.access_token))),
        tellSignOut(tokens.access_token, request),
      ]);
    });
    // With rotation the old one is good for a moment yet.
    await Promise.all(given.map((token) => attempt(() => revokeSession(token))));
  }
  return { ...ok({ sign_out_url: signOutUrl() }), cookies: [refreshCookie(undefined)] };
});
