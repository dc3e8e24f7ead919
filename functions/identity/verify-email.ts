import * as z from 'zod';
import { confirmSignUp, problemOf, refusalOf, wrongCode } from '../../shared/identity/accounts.ts';
import { countStep } from '../../shared/identity/funnel.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { Acknowledged, Code, Email } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/verify-email',
  summary: 'Verify an e-mail address by the mailed code; the account then works (ID-08, ID-15)',
  access: 'public',
  body: z.strictObject({ email: Email, code: Code }),
  responses: {
    200: { description: 'Verified: sign in', schema: Acknowledged },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: { accounts: [], limits: true },
});

export const handler = serve(route, async (request) => {
  const { email, code } = request.body;
  await countAttempt({ route: 'verify', address: await viewerAddress(request), account: email });
  countStep('VerificationRequested');
  try {
    await confirmSignUp(email, code);
  } catch (error) {
    // An account that is verified already says as little as one that does not exist.
    const unknown = ['NotAuthorizedException', 'UserNotFoundException', 'AliasExistsException'];
    throw unknown.includes(refusalOf(error) ?? '') ? wrongCode() : problemOf(error);
  }
  countStep('Verified');
  return ok({ status: 'verified' });
});
