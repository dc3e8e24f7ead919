import * as z from 'zod';
import { countAttempt } from '../../shared/identity/limits.ts';
import { viewerAddress } from '../../shared/identity/viewer.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { LinkToken, openLink } from '../../shared/portal/link.ts';
import { PortalBrandBody, portalBrand } from '../../shared/portal/place.ts';
import { LANGUAGES } from '../../shared/portal/portal-user.ts';
import { maskedEmail } from '../../shared/team/accept.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/portal/auth/link',
  summary: 'What a mailed link is for, without using it up',
  description: 'Not a GET: the token stands in no log of addresses.',
  access: 'public',
  body: z.strictObject({ token: LinkToken }),
  responses: {
    200: {
      description: 'The link is good',
      schema: z.object({
        organization: PortalBrandBody,
        email: z.string().meta({ description: 'Masked' }),
        name: z.string(),
        language: z.enum(LANGUAGES),
        purpose: z.enum(['invitation', 'new_password']),
        expires_at: z.string(),
      }),
    },
    403: { description: '`portal_closed`' },
    404: { description: '`link_not_good`: unknown, used, too old or taken back' },
  },
  uses: { tenant: ['read'], directory: ['INVITE', 'TENANT'], limits: true },
});

export const handler = serve(route, async (request) => {
  await countAttempt({ route: 'portal-link', address: await viewerAddress(request) });
  const { actor, user } = await openLink(request.body.token, request);
  return ok({
    organization: await portalBrand(actor),
    email: maskedEmail(String(user.email)),
    name: user.name,
    language: user.language,
    purpose: user.status === 'active' ? 'new_password' : 'invitation',
    expires_at: user.valid_until,
  });
});
