import * as z from 'zod';
import { may } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted, noContent } from '../../shared/kernel/http.ts';
import { forbidden } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { letGo } from '../../shared/team/hand-over.ts';
import { MemberId } from '../../shared/team/members.ts';

/** As long as the API waits. */
const TIMEOUT_SECONDS = 29;

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/teams/members/{id}',
  summary: 'Remove a member, or leave (TEAM-02)',
  description: 'Managing the team takes `team:manage`; everybody may remove themselves.',
  access: { permission: 'team:read' },
  params: z.object({ id: MemberId }),
  query: z.strictObject({
    hand_over_to: MemberId.optional().meta({
      description: 'The member who takes over the customers, with their contracts and plans',
    }),
  }),
  responses: {
    204: { description: 'Removed; the account may join another organization' },
    202: {
      description: 'Much is being handed over: ask again with the same query until 204',
      schema: z.object({ finished: z.literal(false) }),
    },
    403: { description: '`role_exceeds_yours`: the member may do more than the caller' },
    409: { description: '`hand_over_required` with how many `customers`; `last_admin`, `team_changed`' },
    422: { description: '`unknown_member`: only active members take over' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'] },
  timeout: TIMEOUT_SECONDS,
});

export const handler = serve(route, async ({ actor, params, query }) => {
  if (params.id !== actor.id && !may(actor, 'team:manage')) throw forbidden('team:manage');
  const finished = await letGo(actor, params.id, query.hand_over_to, TIMEOUT_SECONDS * 1000);
  return finished ? noContent() : accepted({ finished });
});
