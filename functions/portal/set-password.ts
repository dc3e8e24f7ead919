import * as z from 'zod';
import { signIn } from '../../shared/identity/accounts.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { openSession } from '../../shared/identity/open-session.ts';
import { Delivery, Password, TokenBody } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { LinkToken, openLink } from '../../shared/portal/link.ts';
import { portalCookie } from '../../shared/portal/session.ts';
import { setPortalPassword } from '../../shared/portal/set-password.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/set-password',
  summary: 'Set the password by a mailed link, and sign in to the customer portal (ID-36)',
  description:
    'The first one accepts the invitation; a later one ends every session before. A link is good once.',
  access: 'public',
  body: z.strictObject({ token: LinkToken, password: Password, deliver: Delivery }),
  responses: {
    200: { description: 'Set, and signed in', schema: TokenBody },
    403: { description: '`portal_closed`' },
    404: { description: '`link_not_good`: unknown, used, too old or taken back' },
    429: { description: '`too_many_requests`; `Retry-After` says when to try again' },
  },
  uses: {
    tenant: ['govern'],
    directory: ['INVITE', 'TENANT'],
    accounts: [
      'AdminCreateUser',
      'AdminGetUser',
      'AdminSetUserPassword',
      'AdminUserGlobalSignOut',
      'AdminInitiateAuth',
    ],
    pool: 'portal',
    limits: true,
    ledger: ['SESSION'],
  },
});

export const handler = serve(route, async (request) => {
  const { token, password, deliver } = request.body;
  const address = await viewerAddress(request);
  await countAttempt({ route: 'portal-set', address });
  const { actor, user } = await openLink(token, request);
  await setPortalPassword(actor, user, password);
  const tokens = await signIn({ email: String(user.id), password });
  return openSession(tokens, request, address, deliver, portalCookie);
});
