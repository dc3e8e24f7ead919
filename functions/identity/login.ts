import * as z from 'zod';
import { tellFailure, tellSignIn } from '../../shared/identity/access-events.ts';
import { problemOf, refusalOf, signIn } from '../../shared/identity/accounts.ts';
import { CaptchaToken, captcha, requirePerson } from '../../shared/identity/captcha.ts';
import { countStep } from '../../shared/identity/funnel.ts';
import { countAttempt, countFailure, forgetFailures, takeBackFailure } from '../../shared/identity/limits.ts';
import { openSession } from '../../shared/identity/open-session.ts';
import { Delivery, Email, Password, TokenBody } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';

/** From this attempt in a row on, a person has to be there (ID-14). */
const CAPTCHA_FROM = 4;

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/login',
  aliases: ['/api/auth/login'],
  summary: 'Sign in with e-mail and password (ID-09)',
  description:
    'An unknown address, a wrong password and one that is not a password account answer alike. After three failures in a row a `captcha_token` is needed, after five signing in is closed for 15 minutes (ID-19).',
  access: 'public',
  body: z.strictObject({
    email: Email,
    password: Password,
    new_password: Password.optional().meta({
      description: 'In place of a first password that somebody else made up',
    }),
    deliver: Delivery,
    captcha_token: CaptchaToken,
  }),
  responses: {
    200: { description: 'Signed in', schema: TokenBody },
    401: { description: '`wrong_credentials`' },
    403: {
      description:
        '`email_not_verified`, `new_password_required`, `second_factor_required`, `captcha_required`',
    },
    429: { description: '`too_many_requests`, `account_locked`; `Retry-After` says when to try again' },
  },
  uses: {
    accounts: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'AdminGetUser'],
    tenant: ['note'],
    directory: ['USER'],
    signIn: true,
    limits: true,
    captcha: true,
    ledger: ['SESSION'],
  },
});

/** What Cognito says only to whom the password is right for: no guess was wrong. */
const RIGHT_PASSWORD = new Set([
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'InvalidPasswordException',
]);

export const handler = serve(route, async (request) => {
  const { email, password, new_password, deliver, captcha_token } = request.body;
  const address = await viewerAddress(request);
  const [, failures] = await Promise.all([
    countAttempt({ route: 'login', address, account: email }),
    countFailure(email),
  ]);
  if (failures >= CAPTCHA_FROM && captcha() !== 'off')
    await requirePerson(captcha_token).catch(async (error: unknown) => {
      await takeBackFailure(email);
      throw error;
    });
  const tokens = await signIn({ email, password }, new_password).catch(async (error: unknown) => {
    countStep('SignInRefused');
    if (error instanceof Problem || RIGHT_PASSWORD.has(refusalOf(error) ?? '')) await takeBackFailure(email);
    else if (refusalOf(error)) await tellFailure(email, failures, request);
    throw problemOf(error, new_password ? 'new_password' : 'password');
  });
  const [answer] = await Promise.all([openSession(tokens, request, address, deliver), forgetFailures(email)]);
  await tellSignIn(tokens.accessToken, request, 'password', failures - 1);
  countStep('SignedIn');
  return answer;
});
