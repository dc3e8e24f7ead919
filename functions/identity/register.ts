import * as z from 'zod';
import {
  ALREADY_REGISTERED,
  problemOf,
  refusalOf,
  resendCode,
  sendResetCode,
  signUp,
} from '../../shared/identity/accounts.ts';
import { CaptchaToken, requirePerson } from '../../shared/identity/captcha.ts';
import { evenly } from '../../shared/identity/evenly.ts';
import { countStep } from '../../shared/identity/funnel.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { Acknowledged, Email, Password, PersonName } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { log } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Open an account with e-mail and password; a code is mailed (ID-07)',
  description:
    'The answer is the same for an address that has an account: its owner is told by mail. The account works once the address is verified.',
  access: 'public',
  body: z.strictObject({
    email: Email,
    password: Password,
    name: PersonName,
    captcha_token: CaptchaToken,
  }),
  responses: {
    202: { description: 'A mail is on its way', schema: Acknowledged },
    403: { description: '`captcha_required`, `captcha_failed`, `sign_up_closed`' },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: { accounts: [], limits: true, captcha: true },
});

export const handler = serve(route, async (request) => {
  const { email, password, name, captcha_token } = request.body;
  await countAttempt({ route: 'register', address: await viewerAddress(request), account: email });
  await requirePerson(captcha_token);
  countStep('SignUpRequested');
  await evenly(async () => {
    try {
      await signUp({ email, password, name });
      countStep('SignUpAccepted');
    } catch (error) {
      if (refusalOf(error) !== 'UsernameExistsException') {
        countStep('SignUpRefused');
        throw problemOf(error);
      }
      await tellOwner(email);
    }
  });
  return accepted({ status: 'verification_sent' });
});

/** Whoever owns the address learns by mail that the account exists; whoever asked learns nothing. */
async function tellOwner(email: string): Promise<void> {
  try {
    await resendCode(email);
  } catch (resend) {
    // Confirmed already: then the mail says so, with a code for a new password.
    if (refusalOf(resend) === undefined) throw resend;
    try {
      await sendResetCode(email, ALREADY_REGISTERED);
    } catch (reset) {
      // Mails of an account are limited by the hour. That, too, must not be seen from outside.
      if (refusalOf(reset) === undefined) throw reset;
      log.info('owner not told', { reason: refusalOf(reset) });
    }
  }
}
