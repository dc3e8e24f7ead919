import * as z from 'zod';
import {
  GrantRefused,
  refreshCookie,
  refreshSession,
  SESSION_COOKIE,
} from '../../shared/identity/sign-in.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { cookie, ok } from '../../shared/kernel/http.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/refresh',
  summary: 'Exchange the session cookie for an access token; the refresh token rotates',
  access: 'public',
  csrf: true,
  responses: {
    200: {
      description: 'An access token for 15 minutes: keep it in memory',
      schema: z.object({
        access_token: z.string(),
        token_type: z.literal('Bearer'),
        expires_in: z.number().int(),
      }),
    },
    401: { description: 'There is no session, or it has ended' },
  },
  uses: { signIn: true },
});

export const handler = serve(route, async ({ cookies }) => {
  const refreshToken = cookie(cookies, SESSION_COOKIE);
  if (!refreshToken) throw new Problem(401, 'no_session', 'You are not signed in.');
  try {
    const tokens = await refreshSession(refreshToken);
    return {
      ...ok({ access_token: tokens.access_token, token_type: 'Bearer', expires_in: tokens.expires_in }),
      // Without rotation (a grace-period retry) the old token stays good.
      cookies: [refreshCookie(tokens.refresh_token ?? refreshToken)],
    };
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw error;
    throw new Problem(401, 'session_expired', 'Your session has ended. Sign in again.');
  }
});
