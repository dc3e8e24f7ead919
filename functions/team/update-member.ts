import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { changeMember } from '../../shared/team/change-member.ts';
import { RoleKey } from '../../shared/team/invitation-schema.ts';
import { MEMBER_STATUSES, MemberBody, MemberId, memberView } from '../../shared/team/members.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/teams/members/{id}',
  summary: 'Change a member’s role, suspend or reactivate them (TEAM-02)',
  description: 'Holds for every request within a minute.',
  access: { permission: 'team:manage' },
  params: z.object({ id: MemberId }),
  body: z
    .strictObject({
      version: Version,
      role: RoleKey.optional(),
      status: z.enum(MEMBER_STATUSES).optional(),
    })
    .refine(({ role, status }) => role !== undefined || status !== undefined, 'give a role or a status'),
  responses: {
    200: { description: 'The member', schema: MemberBody },
    403: { description: '`role_exceeds_yours`: the role, or the member’s, may do more than the caller’s' },
    409: { description: '`version_conflict`, `last_admin`, `own_membership`, `team_changed`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'] },
});

export const handler = serve(route, async ({ actor, params, body }) =>
  ok(memberView(await changeMember(actor, params.id, body))),
);
