import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import {
  BrandingBody,
  BrandingChanges,
  brandingView,
  updateBranding,
} from '../../shared/workspace/branding.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/workspace/branding',
  summary: 'Change the organization’s colour and logo (WS-02)',
  description:
    'A colour that would not be readable is taken in the nearest shade that is: `colors` says which, for light and for dark.',
  access: { permission: 'settings:manage' },
  body: BrandingChanges,
  responses: {
    200: { description: 'Changed', schema: BrandingBody },
    409: { description: '`version_conflict`' },
    422: { description: '`logo_missing`, `logo_refused`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) =>
  ok(await brandingView(actor, await updateBranding(actor, body))),
);
