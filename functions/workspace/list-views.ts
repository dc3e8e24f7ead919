import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { LISTS, readViews, ViewBody } from '../../shared/workspace/views.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/views',
  summary: 'Saved views: one’s own and the shared ones, by name',
  access: { permission: 'organization:read' },
  people: true,
  query: z.strictObject({ list: z.enum(LISTS).optional() }),
  responses: { 200: { description: 'The views', schema: z.object({ data: z.array(ViewBody) }) } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, query }) =>
  ok({ data: await readViews(actor, query.list) }),
);
