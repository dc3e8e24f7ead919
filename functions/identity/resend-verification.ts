import * as z from 'zod';
import { refusalOf, resendCode } from '../../shared/identity/accounts.ts';
import { evenly } from '../../shared/identity/evenly.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { Acknowledged, Email } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { log } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/resend-verification',
  summary: 'Mail another verification code (ID-08)',
  description: 'Always 202: whether the address has an account, and in which state, is not said.',
  access: 'public',
  body: z.strictObject({ email: Email }),
  responses: {
    202: { description: 'If the address waits for verification, a mail is on its way', schema: Acknowledged },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: { accounts: [], limits: true },
});

export const handler = serve(route, async (request) => {
  const { email } = request.body;
  await countAttempt({ route: 'resend', address: await viewerAddress(request), account: email });
  await evenly(() =>
    resendCode(email).catch((error: unknown) => {
      if (refusalOf(error) === undefined) throw error;
      log.info('code not sent', { reason: refusalOf(error) });
    }),
  );
  return accepted({ status: 'verification_sent' });
});
