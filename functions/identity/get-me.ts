import { MeBody, meView } from '../../shared/identity/me.ts';
import { readProfile } from '../../shared/identity/profile.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';
import { readWays } from '../../shared/workspace/ways.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/auth/me',
  aliases: ['/auth/me'],
  summary: 'Who is signed in, in which organization, with which permissions (ID-13)',
  access: 'signed-in',
  responses: {
    200: {
      description: 'The account; `organization` is null until one is created or joined',
      schema: MeBody,
    },
  },
  uses: { tenant: ['read'], ledger: ['PROFILE'] },
});

export const handler = serve(route, async ({ identity, actor }) => {
  const [organization, ways, profile] = await Promise.all([
    actor && getItem(actor, organizationKey(actor)),
    actor && readWays(actor),
    readProfile(identity.sub),
  ]);
  return ok(meView(identity, actor, organization, ways, profile));
});
