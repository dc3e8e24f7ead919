import * as z from 'zod';
import { systemActor } from '../../shared/kernel/actor.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';
import { maskedEmail, openInvitation } from '../../shared/team/accept.ts';
import { SecretInput } from '../../shared/team/invitation-schema.ts';
import { roleName } from '../../shared/team/role-names.ts';
import { readEntry } from '../../shared/team/team.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/teams/invitations/lookup',
  summary: 'What an invitation is to, for whoever holds its token or code (TEAM-04)',
  access: 'public',
  query: SecretInput,
  responses: {
    200: {
      description: 'The invitation',
      schema: z.object({
        organization: z.string(),
        role: z.string().meta({ description: 'Its name' }),
        email: z.string().meta({ description: 'Masked' }),
        /** Whether any account may accept it with this secret. */
        anybody: z.boolean().meta({ description: 'With a code any account may join' }),
        expires_at: z.string(),
      }),
    },
    404: { description: '`invitation_not_found`: unknown, used or taken back' },
    410: { description: '`invitation_expired`' },
  },
  uses: { tenant: ['read'], directory: ['INVITE', 'TENANT'] },
});

export const handler = serve(route, async ({ query, requestId }) => {
  const { tenantId, kind, invitation } = await openInvitation(query, (tenant) =>
    systemActor(tenant, 'invitations', requestId),
  );
  const actor = systemActor(tenantId, 'invitations', requestId);
  const [organization, entry] = await Promise.all([getItem(actor, organizationKey(actor)), readEntry(actor)]);
  return ok({
    organization: organization?.name,
    role: await roleName(actor, entry, String(invitation.role)),
    email: maskedEmail(String(invitation.email)),
    anybody: kind === 'code',
    expires_at: invitation.valid_until,
  });
});
