import * as z from 'zod';
import { tellSignIn } from '../../shared/identity/access-events.ts';
import { countStep } from '../../shared/identity/funnel.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { openSession } from '../../shared/identity/open-session.ts';
import { Delivery, TokenBody } from '../../shared/identity/schema.ts';
import { exchangeCode, GrantRefused, providerOf } from '../../shared/identity/sign-in.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { log } from '../../shared/kernel/log.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/social-login',
  summary: 'Sign in with a code of Google or Microsoft (ID-10)',
  description:
    'For programs that sent their person through the managed login themselves, with a code challenge and a nonce of their own. The web app uses `GET /api/v1/auth/oauth/{provider}/start`.',
  access: 'public',
  body: z.strictObject({
    provider: z.enum(['google', 'microsoft']),
    code: z.string().min(1).max(2048),
    code_verifier: z.string().regex(/^[\w.~-]{43,128}$/, 'are 43 to 128 characters (RFC 7636)'),
    nonce: z.string().min(16).max(512),
    deliver: Delivery,
  }),
  responses: {
    200: { description: 'Signed in', schema: TokenBody },
    401: { description: '`code_refused`: expired, used, or of another request' },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: { signIn: true, accounts: [], limits: true, ledger: ['SESSION'], tenant: ['note'] },
});

const refused = () =>
  new Problem(401, 'code_refused', 'This sign-in is too old, or was finished already. Start again.');

export const handler = serve(route, async (request) => {
  const { provider, code, code_verifier, nonce, deliver } = request.body;
  const address = await viewerAddress(request);
  await countAttempt({ route: 'social', address });
  const tokens = await exchangeCode(code, { verifier: code_verifier, nonce }).catch((error: unknown) => {
    if (!(error instanceof GrantRefused)) throw error;
    log.info('code refused', { reason: error.message });
    throw refused();
  });
  // Whoever says Google means Google: a code of another way in is none of theirs.
  if (!tokens.refresh_token || !providerOf(tokens.id_token, provider)) throw refused();
  countStep('SignedIn');
  const answer = await openSession(
    {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresIn: tokens.expires_in,
    },
    request,
    address,
    deliver,
  );
  await tellSignIn(tokens.access_token, request, provider);
  return answer;
});
