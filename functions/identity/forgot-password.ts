import * as z from 'zod';
import { refusalOf, sendResetCode } from '../../shared/identity/accounts.ts';
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
  path: '/api/v1/auth/forgot-password',
  summary: 'Mail a code for a new password (ID-11)',
  description: 'Always 202: whether the address has an account is not said.',
  access: 'public',
  body: z.strictObject({ email: Email }),
  responses: {
    202: { description: 'If the address has an account, a mail is on its way', schema: Acknowledged },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: { accounts: [], limits: true },
});

export const handler = serve(route, async (request) => {
  const { email } = request.body;
  await countAttempt({ route: 'forgot', address: await viewerAddress(request), account: email });
  await evenly(() =>
    sendResetCode(email).catch((error: unknown) => {
      if (refusalOf(error) === undefined) throw error;
      log.info('code not sent', { reason: refusalOf(error) });
    }),
  );
  return accepted({ status: 'reset_sent' });
});
