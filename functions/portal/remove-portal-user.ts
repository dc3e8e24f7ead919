import * as z from 'zod';
import { closeAccount } from '../../shared/identity/accounts.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PortalUserId } from '../../shared/portal/portal-user.ts';
import { removePortalUser } from '../../shared/portal/staff.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/customers/{id}/portal-users/{user_id}',
  summary: 'End somebody’s access to the customer portal (POR-08)',
  description: 'The account is closed with it; tokens that are still out are refused within a minute.',
  access: { permission: 'portal:manage' },
  reach: { customer: 'params.id' },
  params: z.object({ id: Id, user_id: PortalUserId }),
  responses: { 204: { description: 'Ended' } },
  uses: { tenant: ['govern'], accounts: ['AdminDeleteUser'], pool: 'portal' },
});

export const handler = serve(route, async ({ actor, params }) => {
  await removePortalUser(actor, params.id, params.user_id);
  // Without its entry in the directory the account opens nothing, also where this fails.
  await closeAccount(params.user_id);
  return noContent();
});
