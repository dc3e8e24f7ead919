import * as z from 'zod';
import { problemOf, signIn } from '../../shared/identity/accounts.ts';
import { CaptchaToken, captcha, requirePerson } from '../../shared/identity/captcha.ts';
import { countAttempt, countFailure, forgetFailures, takeBackFailure } from '../../shared/identity/limits.ts';
import { openSession } from '../../shared/identity/open-session.ts';
import { Delivery, Email, Password, TokenBody } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PortalSlug, portalOf } from '../../shared/portal/place.ts';
import { portalUserId } from '../../shared/portal/portal-user.ts';
import { countedAs, portalCookie } from '../../shared/portal/session.ts';

/** From this attempt in a row on, a person has to be there, as for members (ID-14). */
const CAPTCHA_FROM = 4;

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/login',
  summary: 'Sign in to an organization’s customer portal (ID-35)',
  description:
    'An unknown organization, an unknown address and a wrong password answer alike; a member’s account is none here. After three failures in a row a `captcha_token` is needed, after five signing in is closed for 15 minutes (ID-19).',
  access: 'public',
  body: z.strictObject({
    organization: PortalSlug.meta({ description: 'Its short name, as the portal’s address has it' }),
    email: Email,
    password: Password,
    deliver: Delivery,
    captcha_token: CaptchaToken,
  }),
  responses: {
    200: { description: 'Signed in', schema: TokenBody },
    401: { description: '`wrong_credentials`' },
    403: { description: '`portal_closed`, `captcha_required`, `captcha_failed`' },
    429: { description: '`too_many_requests`, `account_locked`; `Retry-After` says when to try again' },
  },
  uses: {
    directory: ['SLUG', 'TENANT'],
    accounts: ['AdminInitiateAuth'],
    pool: 'portal',
    limits: true,
    captcha: true,
    ledger: ['SESSION'],
  },
});

export const handler = serve(route, async (request) => {
  const { organization, email, password, deliver, captcha_token } = request.body;
  const address = await viewerAddress(request);
  await countAttempt({ route: 'portal-login', address, account: `${organization}:${email}` });
  const portal = await portalOf(organization, request.requestId);
  // A name that no organization has leads to an account that nobody has.
  const username = portalUserId(portal?.actor.tenantId ?? `no-organization:${organization}`, email);
  const account = countedAs(username);
  const failures = await countFailure(account);
  if (failures >= CAPTCHA_FROM && captcha() !== 'off')
    await requirePerson(captcha_token).catch(async (error: unknown) => {
      await takeBackFailure(account);
      throw error;
    });
  const tokens = await signIn({ email: username, password }).catch(async (error: unknown) => {
    if (error instanceof Problem) await takeBackFailure(account);
    throw problemOf(error);
  });
  const [answer] = await Promise.all([
    openSession(tokens, request, address, deliver, portalCookie),
    forgetFailures(account),
  ]);
  return answer;
});
