import * as z from 'zod';
import { openSession, sessionExpired } from '../../shared/identity/open-session.ts';
import { TokenBody } from '../../shared/identity/schema.ts';
import { GrantRefused, refreshSession, SESSION_COOKIE } from '../../shared/identity/sign-in.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { cookie } from '../../shared/kernel/http.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/refresh',
  summary: 'Exchange the refresh token for an access token; it rotates (ID-05, ID-17)',
  description:
    'Browsers send the session cookie; programs that keep the refresh token themselves send it in the body.',
  access: 'public',
  csrf: true,
  body: z.strictObject({ refresh_token: z.string().min(1).max(8192) }).optional(),
  bodyOptional: true,
  responses: {
    200: {
      description: 'An access token for 15 minutes: keep it in memory',
      schema: TokenBody,
    },
    401: { description: 'There is no session, or it has ended' },
  },
  uses: { signIn: true, accounts: [], limits: true, ledger: ['SESSION'] },
});

export const handler = serve(route, async (request) => {
  const given = request.body?.refresh_token;
  const refreshToken = given ?? cookie(request.cookies, SESSION_COOKIE);
  if (!refreshToken) throw new Problem(401, 'no_session', 'You are not signed in.');
  const tokens = await refreshSession(refreshToken).catch((error: unknown) => {
    throw error instanceof GrantRefused ? sessionExpired() : error;
  });
  return openSession(
    {
      accessToken: tokens.access_token,
      // Without rotation (a grace-period retry) the old token stays good.
      refreshToken: tokens.refresh_token ?? refreshToken,
      expiresIn: tokens.expires_in,
    },
    request,
    await viewerAddress(request),
    given ? 'body' : 'cookie',
  );
});
