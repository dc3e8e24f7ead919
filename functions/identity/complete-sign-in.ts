import * as z from 'zod';
import { tellSignIn } from '../../shared/identity/access-events.ts';
import { CALLBACK_PATH } from '../../shared/identity/paths.ts';
import { sameText } from '../../shared/identity/same-text.ts';
import { noteUse, sessionOf } from '../../shared/identity/sessions.ts';
import {
  ATTEMPT_COOKIE,
  attemptCookie,
  authorizeUrl,
  exchangeCode,
  GrantRefused,
  newAttempt,
  ProviderParams,
  readAttempt,
  refreshCookie,
} from '../../shared/identity/sign-in.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { environment } from '../../shared/kernel/environment.ts';
import { cookie, redirect } from '../../shared/kernel/http.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: CALLBACK_PATH,
  aliases: ['/api/v1/auth/oauth/{provider}/callback', '/auth/{provider}/callback'],
  summary: 'The way back from the managed login: opens the session',
  description:
    'Whoever comes by a path that names a provider is sent on with what they bring: the cookies of the attempt go to the first path only, whichever provider it was.',
  access: 'public',
  params: ProviderParams,
  query: z.object({
    code: z.string().max(2048).optional(),
    state: z.string().max(2048).optional(),
    error: z.string().max(200).optional(),
    error_description: z.string().max(2000).optional(),
  }),
  responses: { 302: { description: 'To the app; with `?problem=` when signing in did not succeed (ID-03)' } },
  uses: { signIn: true, limits: true, ledger: ['SESSION'], tenant: ['note'] },
});

/** Why signing in failed, as the sign-in page words it. */
type ProblemCode = 'consent_denied' | 'sign_in_expired' | 'sign_in_failed' | 'sign_up_closed';

/** Cognito's words after the trigger joined the provider's account to one that was there (ID-30). */
const LINKED = /already found an entry for username/i;
/** Our own words, by which the trigger refuses (`shared/identity/sign-up-mode.ts`). */
const CLOSED = /Accounts are (opened by invitation|for people of certain organizations) here/;

const failed = (problem: ProblemCode) =>
  redirect(`${environment('APP_URL')}/sign-in?problem=${problem}`, [attemptCookie(undefined)]);

export const handler = serve(route, async (request) => {
  const { params, query, cookies } = request;
  if (params.provider) return redirect(`${environment('APP_URL')}${CALLBACK_PATH}?${asText(query)}`);
  const attempt = readAttempt(cookie(cookies, ATTEMPT_COOKIE));
  if (query.error && attempt?.provider && !attempt.again && LINKED.test(query.error_description ?? '')) {
    // Cognito ends the sign-in in which it joined two accounts; the provider knows the person already.
    const next = { ...newAttempt(attempt.returnTo, attempt.provider), again: true };
    return redirect(authorizeUrl(next, attempt.provider), [attemptCookie(next)]);
  }
  if (query.error && CLOSED.test(query.error_description ?? '')) return failed('sign_up_closed');
  if (query.error)
    return failed(denied(query.error, query.error_description) ? 'consent_denied' : 'sign_in_failed');
  // Without the cookie this browser did not start here, or started too long ago.
  if (!attempt || !query.code || !query.state || !sameText(query.state, attempt.state))
    return failed('sign_in_expired');
  try {
    const tokens = await exchangeCode(query.code, attempt);
    if (!tokens.refresh_token) throw new Error('The token endpoint gave no refresh token.');
    await noteUse(sessionOf(tokens.access_token), {
      agent: request.header('user-agent'),
      address: await viewerAddress(request),
    });
    await tellSignIn(tokens.access_token, request, attempt.provider ?? 'managed_login');
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

const asText = (query: Readonly<Record<string, string | undefined>>) =>
  new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Cognito wraps what a provider said: the code alone does not tell a refusal from a fault. */
const denied = (error: string, description = '') =>
  /access_denied|denied|cancel/i.test(`${error} ${description}`);
