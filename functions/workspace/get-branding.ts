import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { BrandingBody, brandingView } from '../../shared/workspace/branding.ts';
import { readBranding } from '../../shared/workspace/branding-document.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/workspace/branding',
  summary: 'The organization’s colour and logo (WS-02)',
  access: { permission: 'organization:read' },
  responses: { 200: { description: 'The branding', schema: BrandingBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) =>
  ok(await brandingView(actor, await readBranding(actor))),
);
