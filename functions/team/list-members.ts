import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf } from '../../shared/kernel/list.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { RoleKey } from '../../shared/team/invitation-schema.ts';
import { MEMBER_STATUSES, MemberBody, memberPage } from '../../shared/team/members.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/teams/members',
  summary: 'The team by name (TEAM-02, TEAM-06)',
  access: { permission: 'team:read' },
  query: ListQuery.extend({
    q: z.string().trim().min(1).max(200).optional().meta({ description: 'Anywhere in name or address' }),
    role: RoleKey.optional(),
    status: z.enum(MEMBER_STATUSES).optional(),
  }),
  responses: { 200: { description: 'A page of members', schema: listOf(MemberBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => ok(await memberPage(actor, query)));
