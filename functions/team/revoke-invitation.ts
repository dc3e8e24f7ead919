import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { revokeInvitation } from '../../shared/team/invite.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/teams/invitations/{id}',
  summary: 'Take an invitation back (TEAM-01)',
  access: { permission: 'team:manage' },
  params: IdParams,
  responses: {
    204: { description: 'Taken back; link and code open nothing any more' },
    409: { description: '`invitation_closed`: it was accepted' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  await revokeInvitation(actor, params.id);
  return noContent();
});
