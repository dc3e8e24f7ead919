import * as z from 'zod';
import { Email } from '../../shared/identity/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { IdParams } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { now } from '../../shared/kernel/time.ts';
import { LANGUAGES, PortalUserBody, portalUserView } from '../../shared/portal/portal-user.ts';
import { invitePortalUser } from '../../shared/portal/staff.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/customers/{id}/portal-users',
  summary: 'Invite one of a customer’s people to the customer portal (POR-08)',
  description:
    'By a mailed link, good once and for a week; nobody else is told it. Inviting an address again sends a new link, and the one before is no good any more.',
  access: { permission: 'portal:manage' },
  reach: { customer: 'params.id' },
  params: IdParams,
  body: z.strictObject({
    email: Email.meta({ description: 'Of one of the customer’s people' }),
    language: z.enum(LANGUAGES).default('en').meta({ description: 'Of the mail' }),
  }),
  responses: {
    201: {
      description: 'Invited',
      schema: PortalUserBody.extend({
        mailed: z.boolean().meta({ description: 'False when the mail could not be sent: invite again' }),
      }),
    },
    409: { description: '`portal_user_exists`: the address uses the organization’s portal already' },
    422: { description: '`email_not_on_record`: none of the customer’s people has the address' },
  },
  uses: { tenant: ['govern'], mail: true },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { user, mailed } = await invitePortalUser(actor, params.id, body);
  return created(
    { ...portalUserView(user, now()), mailed },
    `/api/v1/customers/${params.id}/portal-users/${String(user.id)}`,
  );
});
