import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { getItem, table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { Member } from '../../shared/organizations/member.ts';
import { MemberBody, MemberId, memberView } from '../../shared/team/members.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/teams/members/{id}',
  summary: 'A member of the team (TEAM-02)',
  access: { permission: 'team:read' },
  params: z.object({ id: MemberId }),
  responses: { 200: { description: 'The member', schema: MemberBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  const key = Member.get({ tenant_id: actor.tenantId, id: params.id }).params(table());
  const member = await getItem(actor, key);
  if (!member || member.archived_at) throw notFound();
  return ok(memberView(member));
});
