import * as z from 'zod';
import { revoke } from '../../shared/identity/accounts.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { cookie, noContent } from '../../shared/kernel/http.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PORTAL_COOKIE, portalCookie } from '../../shared/portal/session.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/logout',
  summary: 'End a portal user’s session',
  access: 'public',
  csrf: true,
  body: z.strictObject({ refresh_token: z.string().min(1).max(8192) }).optional(),
  bodyOptional: true,
  responses: { 204: { description: 'Ended' } },
  uses: { accounts: [], pool: 'portal' },
});

export const handler = serve(route, async ({ cookies, body }) => {
  const refreshToken = body?.refresh_token ?? cookie(cookies, PORTAL_COOKIE);
  // The cookie goes in any case: who signs out must not stay signed in because another service is down.
  if (refreshToken)
    await revoke(refreshToken).catch((error: unknown) =>
      log.error('session not revoked', { failure: traceOf(error) }),
    );
  return { ...noContent(), cookies: [portalCookie(undefined)] };
});
