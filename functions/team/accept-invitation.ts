import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { getItem } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { organizationKey } from '../../shared/organizations/organization.ts';
import { acceptInvitation, takeOver } from '../../shared/team/accept.ts';
import { SecretInput } from '../../shared/team/invitation-schema.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/teams/invitations/accept',
  aliases: ['/api/v1/organizations/join', '/api/organizations/join'],
  summary: 'Join an organization with the token of an invitation mail, or with a code (TEAM-04, ORG-04)',
  description:
    'A token is good for the account with the invited address, a code for whoever has it; either once. Refresh the session afterwards: the next access token names the organization.',
  access: 'signed-in',
  body: SecretInput,
  responses: {
    200: {
      description: 'Joined',
      schema: z.object({
        organization: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
        role: z.string(),
      }),
    },
    403: { description: '`invitation_for_another`, or `organization_suspended`' },
    404: { description: '`invitation_not_found`: unknown, used or taken back' },
    409: { description: '`already_member`: an account belongs to one organization' },
    410: { description: '`invitation_expired`' },
  },
  uses: { tenant: ['govern'], directory: ['INVITE'] },
});

export const handler = serve(route, async ({ identity, requestId, origin, body }) => {
  const { actor, invitation } = await acceptInvitation(identity, { requestId, origin }, body);
  await takeOver(actor, invitation.customer_ids as readonly string[]);
  const organization = await getItem(actor, organizationKey(actor));
  return ok({
    organization: { id: actor.tenantId, name: organization?.name, slug: organization?.slug },
    role: invitation.role,
  });
});
