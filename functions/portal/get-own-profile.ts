import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { OwnProfileBody, ownProfile } from '../../shared/portal/profile.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/customers/me',
  aliases: ['/api/customers/me'],
  summary: 'A portal user’s own profile, and whom to turn to (POR-01)',
  access: 'portal',
  responses: { 200: { description: 'The profile', schema: OwnProfileBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => ok(await ownProfile(actor)));
