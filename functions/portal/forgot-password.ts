import * as z from 'zod';
import { evenly } from '../../shared/identity/evenly.ts';
import { countAttempt } from '../../shared/identity/limits.ts';
import { Acknowledged, Email } from '../../shared/identity/schema.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { accepted } from '../../shared/kernel/http.ts';
import { log } from '../../shared/kernel/log.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PortalSlug, portalOf } from '../../shared/portal/place.ts';
import { sendNewPasswordLink } from '../../shared/portal/reset.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/forgot-password',
  summary: 'Mail a portal user a link to set a new password (ID-36)',
  description:
    'Always 202: whether the address is a portal user’s is not said. The link is good for an hour.',
  access: 'public',
  body: z.strictObject({ organization: PortalSlug, email: Email }),
  responses: {
    202: { description: 'If the address is a portal user’s, a mail is on its way', schema: Acknowledged },
    429: { description: 'Too many attempts; `Retry-After` says when to try again' },
  },
  uses: { tenant: ['govern'], directory: ['SLUG', 'TENANT'], mail: true, limits: true },
});

export const handler = serve(route, async (request) => {
  const { organization, email } = request.body;
  await countAttempt({
    route: 'portal-forgot',
    address: await viewerAddress(request),
    account: `${organization}:${email}`,
  });
  await evenly(async () => {
    try {
      const portal = await portalOf(organization, request.requestId);
      if (portal) await sendNewPasswordLink(portal.actor, email);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      log.info('link not sent', { reason: error.code });
    }
  });
  return accepted({ status: 'reset_sent' });
});
