import * as z from 'zod';
import { may } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { forbidden, notFound } from '../../shared/kernel/problem.ts';
import { Id } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { invitationView, OpenedInvitationBody } from '../../shared/team/invitation.ts';
import { InvitationInput } from '../../shared/team/invitation-schema.ts';
import { announcer, invite } from '../../shared/team/invite.ts';
import { requireRoomToInvite } from '../../shared/team/room.ts';
import { readTeam } from '../../shared/team/team.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/teams/invitations',
  aliases: ['/api/organizations/{id}/invite'],
  summary: 'Invite somebody: by mail, and with a code to share (TEAM-01, TEAM-04, TEAM-05)',
  description: 'Code and link are told once. Sending the invitation again makes new ones.',
  access: { permission: 'team:manage' },
  params: z.object({ id: Id.optional() }),
  body: InvitationInput,
  responses: {
    201: { description: 'Invited', schema: OpenedInvitationBody },
    402: { description: '`plan_limit_reached`: members and open invitations use the plan up' },
    403: { description: '`role_exceeds_yours`: the role may do more than the caller’s' },
    409: { description: '`invitation_pending` with `invitation_id`, or `already_member`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'], mail: true },
});

export const handler = serve(route, async ({ actor, identity, params, body }) => {
  if (body.customer_ids.length > 0 && !may(actor, 'customer:assign')) throw forbidden('customer:assign');
  // The tenant is the credential's: another id in the path answers as a missing one.
  if (params.id !== undefined && params.id !== actor.tenantId) throw notFound();
  const team = await readTeam(actor);
  await requireRoomToInvite(actor, team, body.email);
  const opened = await invite(actor, team, body);
  const told = await announcer(actor, team.entry, identity.name || identity.email)(opened);
  return created(
    { ...invitationView(opened.record, now()), ...told },
    `/api/v1/teams/invitations/${String(opened.record.id)}`,
  );
});
