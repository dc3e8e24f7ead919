import * as z from 'zod';
import { CALLBACK_PATH } from '../../shared/identity/paths.ts';
import {
  ATTEMPT_COOKIE,
  attemptCookie,
  exchangeCode,
  GrantRefused,
  readAttempt,
  refreshCookie,
  sameText,
} from '../../shared/identity/sign-in.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { environment } from '../../shared/kernel/environment.ts';
import { cookie, redirect } from '../../shared/kernel/http.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: CALLBACK_PATH,
  summary: 'The way back from the managed login: opens the session',
  access: 'public',
  query: z.object({
    code: z.string().max(2048).optional(),
    state: z.string().max(2048).optional(),
    error: z.string().max(200).optional(),
    error_description: z.string().max(2000).optional(),
  }),
  responses: { 302: { description: 'To the app; with `?problem=` when signing in did not succeed (ID-03)' } },
  uses: { signIn: true },
});

/** Why signing in failed, as the sign-in page words it. */
type ProblemCode = 'consent_denied' | 'sign_in_expired' | 'sign_in_failed';

const failed = (problem: ProblemCode) =>
  redirect(`${environment('APP_URL')}/sign-in?problem=${problem}`, [attemptCookie(undefined)]);

export const handler = serve(route, async ({ query, cookies }) => {
  const attempt = readAttempt(cookie(cookies, ATTEMPT_COOKIE));
  if (query.error)
    return failed(denied(query.error, query.error_description) ? 'consent_denied' : 'sign_in_failed');
  // Without the cookie this browser did not start here, or started too long ago.
  if (!attempt || !query.code || !query.state || !sameText(query.state, attempt.state))
    return failed('sign_in_expired');
  try {
    const tokens = await exchangeCode(query.code, attempt);
    if (!tokens.refresh_token) throw new Error('The token endpoint gave no refresh token.');
    return redirect(`${environment('APP_URL')}${attempt.returnTo}`, [
      refreshCookie(tokens.refresh_token),
      attemptCookie(undefined),
    ]);
  } catch (error) {
    // A person waits in front of this: the sign-in page tells them, not JSON.
    if (!(error instanceof GrantRefused)) {
      log.error('sign-in failed', { failure: traceOf(error) });
      return failed('sign_in_failed');
    }
    log.info('sign-in refused', { reason: error.message });
    return failed('sign_in_expired');
  }
});

/** Cognito wraps what a provider said: the code alone does not tell a refusal from a fault. */
const denied = (error: string, description = '') =>
  /access_denied|denied|cancel/i.test(`${error} ${description}`);
