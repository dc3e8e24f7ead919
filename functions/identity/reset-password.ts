import * as z from 'zod';
import { tellReset } from '../../shared/identity/access-events.ts';
import {
  accountOf,
  problemOf,
  refusalOf,
  resetPassword,
  signOutEverywhere,
  wrongCode,
} from '../../shared/identity/accounts.ts';
import { countAttempt, forgetFailures } from '../../shared/identity/limits.ts';
import { Acknowledged, Code, Email, Password } from '../../shared/identity/schema.ts';
import { endSessions } from '../../shared/identity/sessions.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/reset-password',
  summary: 'Set a new password by the mailed code; every session ends (ID-12)',
  access: 'public',
  body: z.strictObject({ email: Email, code: Code, password: Password }),
  responses: {
    200: { description: 'Set: sign in', schema: Acknowledged },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: {
    accounts: ['AdminGetUser', 'AdminUserGlobalSignOut'],
    limits: true,
    ledger: ['SESSION'],
    tenant: ['note'],
    directory: ['USER'],
  },
});

export const handler = serve(route, async (request) => {
  const { email, code, password } = request.body;
  await countAttempt({ route: 'reset', address: await viewerAddress(request), account: email });
  try {
    await resetPassword(email, code, password);
  } catch (error) {
    const unknown = ['NotAuthorizedException', 'UserNotFoundException', 'InvalidParameterException'];
    throw unknown.includes(refusalOf(error) ?? '') ? wrongCode() : problemOf(error);
  }
  // Whoever had the old password is out: their sessions, their refresh tokens, and the lock they may have caused.
  const account = await accountOf(email);
  await Promise.all([
    signOutEverywhere(account),
    endSessions(account),
    forgetFailures(email),
    tellReset(account, request),
  ]);
  return ok({ status: 'password_set' });
});
