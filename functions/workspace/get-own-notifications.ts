import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { documentFields } from '../../shared/workspace/document-schema.ts';
import { MergedNotifications, readOwn } from '../../shared/workspace/notifications.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/me/settings/notifications',
  aliases: ['/me/settings/notifications'],
  summary: 'What I am told of: my own settings over the organization’s (WS-05)',
  access: { permission: 'organization:read' },
  people: true,
  responses: {
    200: {
      description: 'Channels by event',
      schema: z.object({ events: MergedNotifications, ...documentFields }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => ok(await readOwn(actor)));
