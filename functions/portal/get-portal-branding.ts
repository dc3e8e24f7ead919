import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PortalBrandBody, PortalSlug, portalBrand, portalOf } from '../../shared/portal/place.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/portal/branding/{slug}',
  summary: 'Whose customer portal an address is, and what it looks like (WS-12)',
  access: 'public',
  params: z.object({ slug: PortalSlug }),
  responses: {
    200: { description: 'The organization’s name, colours and logo', schema: PortalBrandBody },
    403: { description: '`portal_closed`' },
  },
  uses: { tenant: ['read'], directory: ['SLUG', 'TENANT'] },
});

export const handler = serve(route, async ({ params, requestId }) => {
  const portal = await portalOf(params.slug, requestId);
  if (!portal) throw notFound();
  return ok(await portalBrand(portal.actor));
});
