import * as z from 'zod';
import {
  attemptCookie,
  authorizeUrl,
  newAttempt,
  ProviderParams,
  ReturnTo,
} from '../../shared/identity/sign-in.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { redirect } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/auth/oauth/{provider}/start',
  aliases: ['/api/v1/auth/sign-in', '/auth/{provider}/login'],
  summary: 'Send the browser to the managed login, or straight to Google or Microsoft',
  access: 'public',
  params: ProviderParams,
  query: z.strictObject({ return_to: ReturnTo.optional() }),
  responses: { 302: { description: 'To the sign-in page' } },
  uses: { signIn: true },
});

export const handler = serve(route, async ({ params, query }) => {
  const attempt = newAttempt(query.return_to ?? '/', params.provider);
  return redirect(authorizeUrl(attempt, params.provider), [attemptCookie(attempt)]);
});
