import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listOf, listPage } from '../../shared/kernel/list.ts';
import { table } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { Invitation, InvitationBody, invitationView } from '../../shared/team/invitation.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/teams/invitations',
  aliases: ['/api/team/invites'],
  summary: 'Invitations, the newest first (TEAM-01)',
  access: { permission: 'team:manage' },
  query: ListQuery.extend({
    status: z
      .enum(['pending', 'accepted', 'revoked'])
      .optional()
      .meta({ description: '`pending` has those that expired as well' }),
  }),
  responses: { 200: { description: 'A page of invitations', schema: listOf(InvitationBody) } },
  uses: { tenant: ['read'], secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ actor, query }) => {
  const tenant_id = actor.tenantId;
  const chosen = query.status
    ? Invitation.query.byStatus({ tenant_id, status: query.status })
    : Invitation.query.record({ tenant_id });
  const at = now();
  const params = chosen.params({ ...table(), order: 'desc' });
  return ok(await listPage(actor, query, params, (record) => invitationView(record, at)));
});
