import * as z from 'zod';
import { changeOwnPassword } from '../../shared/identity/own-password.ts';
import { Password } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { countedAs } from '../../shared/portal/session.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/change-password',
  summary: 'Change one’s own password in the customer portal; every other session ends (ID-36)',
  access: 'portal',
  body: z.strictObject({ current_password: Password, new_password: Password }),
  responses: {
    204: { description: 'Changed' },
    429: { description: '`too_many_requests`, `account_locked`; `Retry-After` says when to try again' },
  },
  uses: { accounts: ['AdminInitiateAuth'], pool: 'portal', limits: true, ledger: ['SESSION'] },
});

export const handler = serve(route, async (request) => {
  const { actor, identity, body } = request;
  await changeOwnPassword({
    username: actor.userId,
    account: identity.sub,
    session: identity.session,
    countedAs: countedAs(actor.userId),
    address: await viewerAddress(request),
    current: body.current_password,
    next: body.new_password,
  });
  return noContent();
});
