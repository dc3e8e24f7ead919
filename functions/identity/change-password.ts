import * as z from 'zod';
import { tellOf } from '../../shared/identity/access-events.ts';
import { changePassword, problemOf, refusalOf, revoke, signIn } from '../../shared/identity/accounts.ts';
import { countAttempt, countFailure, forgetFailures } from '../../shared/identity/limits.ts';
import { Password } from '../../shared/identity/schema.ts';
import { endSessions } from '../../shared/identity/sessions.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { invalid } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/change-password',
  summary: 'Change one’s own password; every other session ends (ID-36)',
  access: 'signed-in',
  body: z.strictObject({ current_password: Password, new_password: Password }),
  responses: {
    204: { description: 'Changed' },
    429: { description: '`too_many_requests`, `account_locked`; `Retry-After` says when to try again' },
  },
  uses: {
    accounts: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
    limits: true,
    ledger: ['SESSION'],
    tenant: ['note'],
  },
});

const wrong = () =>
  invalid([{ field: 'current_password', code: 'wrong_password', message: 'is not your password' }]);

export const handler = serve(route, async (request) => {
  const { identity, body } = request;
  const { current_password: password, new_password: next } = body;
  await Promise.all([
    countAttempt({ route: 'change', address: await viewerAddress(request), account: identity.sub }),
    countFailure(identity.email),
  ]);
  // A sign-in of its own: proves the password, and has the scope for changing it, which the managed login's has not.
  const tokens = await signIn({ email: identity.email, password }).catch((error: unknown) => {
    throw refusalOf(error) === 'NotAuthorizedException' ? wrong() : problemOf(error);
  });
  try {
    await changePassword(tokens.accessToken, password, next);
  } catch (error) {
    throw problemOf(error, 'new_password');
  } finally {
    await revoke(tokens.refreshToken);
  }
  await Promise.all([
    endSessions(identity.sub, identity.session),
    forgetFailures(identity.email),
    tellOf(identity, request, 'password_changed'),
  ]);
  return noContent();
});
