import * as z from 'zod';
import { refusalOf, renew } from '../../shared/identity/accounts.ts';
import { openSession, sessionExpired } from '../../shared/identity/open-session.ts';
import { TokenBody } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { cookie } from '../../shared/kernel/http.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PORTAL_COOKIE, portalCookie } from '../../shared/portal/session.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/refresh',
  summary: 'Exchange a portal user’s refresh token for an access token; it rotates',
  description:
    'Browsers send the portal’s cookie, which is not the staff’s; programs that keep the refresh token themselves send it in the body.',
  access: 'public',
  csrf: true,
  body: z.strictObject({ refresh_token: z.string().min(1).max(8192) }).optional(),
  bodyOptional: true,
  responses: {
    200: { description: 'An access token for 15 minutes: keep it in memory', schema: TokenBody },
    401: { description: 'There is no session, or it has ended' },
  },
  uses: { accounts: [], pool: 'portal', limits: true, ledger: ['SESSION'] },
});

/** What Cognito says of a refresh token that is no good any more. */
const ENDED = new Set([
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'InvalidParameterException',
  'UserNotFoundException',
]);

export const handler = serve(route, async (request) => {
  const given = request.body?.refresh_token;
  const refreshToken = given ?? cookie(request.cookies, PORTAL_COOKIE);
  if (!refreshToken) throw new Problem(401, 'no_session', 'You are not signed in.');
  const tokens = await renew(refreshToken).catch((error: unknown) => {
    throw ENDED.has(refusalOf(error) ?? '') ? sessionExpired() : error;
  });
  const address = await viewerAddress(request);
  return openSession(tokens, request, address, given ? 'body' : 'cookie', portalCookie);
});
