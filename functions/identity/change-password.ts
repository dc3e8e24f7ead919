import * as z from 'zod';
import { tellOf } from '../../shared/identity/access-events.ts';
import { changeOwnPassword } from '../../shared/identity/own-password.ts';
import { Password } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/auth/change-password',
  summary: 'Change one’s own password; every other session ends (ID-36)',
  access: 'signed-in',
  body: z.strictObject({ current_password: Password, new_password: Password }),
  responses: {
    204: { description: 'Changed' },
    429: { description: '`too_many_requests`, `account_locked`; `Retry-After` says when to try again' },
  },
  uses: {
    accounts: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
    limits: true,
    ledger: ['SESSION'],
    tenant: ['note'],
  },
});

export const handler = serve(route, async (request) => {
  const { identity, body } = request;
  await changeOwnPassword({
    username: identity.email,
    account: identity.sub,
    session: identity.session,
    countedAs: identity.email,
    address: await viewerAddress(request),
    current: body.current_password,
    next: body.new_password,
  });
  await tellOf(identity, request, 'password_changed');
  return noContent();
});
