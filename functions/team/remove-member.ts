import * as z from 'zod';
import { may } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { forbidden } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { removeMember } from '../../shared/team/change-member.ts';
import { MemberId } from '../../shared/team/members.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/teams/members/{id}',
  summary: 'Remove a member, or leave (TEAM-02)',
  description: 'Managing the team takes `team:manage`; everybody may remove themselves.',
  access: { permission: 'team:read' },
  params: z.object({ id: MemberId }),
  responses: {
    204: { description: 'Removed; the account may join another organization' },
    403: { description: '`role_exceeds_yours`: the member may do more than the caller' },
    409: { description: '`last_admin`, `team_changed`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  if (params.id !== actor.id && !may(actor, 'team:manage')) throw forbidden('team:manage');
  await removeMember(actor, params.id);
  return noContent();
});
