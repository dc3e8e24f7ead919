import * as z from 'zod';
import { refusalOf } from '../../shared/identity/accounts.ts';
import { requireDeveloper } from '../../shared/identity/dev-secret.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { enter, isMadeUp } from '../../shared/identity/made-up.ts';
import { openSession } from '../../shared/identity/open-session.ts';
import { Delivery, Email, TokenBody } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  only: 'development',
  method: 'POST',
  path: '/api/v1/dev/login-as',
  summary: 'Sign in as an account that was made up, without its password (ID-33)',
  description:
    'In stages for development alone, with the header `X-Dev-Secret`. Accounts of people are never entered: their addresses answer like unknown ones.',
  access: 'public',
  body: z.strictObject({ email: Email, deliver: Delivery }),
  responses: {
    200: { description: 'Signed in', schema: TokenBody },
    401: { description: '`wrong_dev_secret`' },
    404: { description: 'There is no such made-up account' },
  },
  uses: {
    accounts: ['AdminSetUserPassword', 'AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
    signIn: true,
    limits: true,
    secrets: ['dev-secret'],
    ledger: ['SESSION'],
  },
});

export const handler = serve(route, async (request) => {
  const { email, deliver } = request.body;
  const address = await viewerAddress(request);
  await countAttempt({ route: 'dev', address });
  await requireDeveloper(request);
  if (!isMadeUp(email)) throw notFound();
  const tokens = await enter(email).catch((error: unknown) => {
    throw refusalOf(error) === 'UserNotFoundException' ? notFound() : error;
  });
  return openSession(tokens, request, address, deliver);
});
