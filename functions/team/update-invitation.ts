import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { invitationView, OpenedInvitationBody } from '../../shared/team/invitation.ts';
import { RoleKey } from '../../shared/team/invitation-schema.ts';
import { announcer, changeInvitation } from '../../shared/team/invite.ts';
import { readTeam } from '../../shared/team/team.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/teams/invitations/{id}',
  summary: 'Send an invitation again, or change its role (TEAM-01)',
  description: 'Sent again, it has a new link and a new code and is good for another week.',
  access: { permission: 'team:manage' },
  params: IdParams,
  body: z
    .strictObject({ version: Version, role: RoleKey.optional(), resend: z.boolean().optional() })
    .refine(({ role, resend }) => role !== undefined || resend, 'give a role, or ask to send it again'),
  responses: {
    200: {
      description: 'Changed; with `code`, `link` and `mailed` when it was sent again',
      schema: OpenedInvitationBody.partial({ code: true, link: true, mailed: true }),
    },
    402: { description: '`plan_limit_reached`, for one that had expired' },
    403: { description: '`role_exceeds_yours`: the role may do more than the caller’s' },
    409: { description: '`version_conflict`, `invitation_closed`, `invitation_pending`, `already_member`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'], mail: true },
});

export const handler = serve(route, async ({ actor, identity, params, body }) => {
  const team = await readTeam(actor);
  const changed = await changeInvitation(actor, team, params.id, body);
  const told =
    'token' in changed ? await announcer(actor, team.entry, identity.name || identity.email)(changed) : {};
  return ok({ ...invitationView(changed.record, now()), ...told });
});
