import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { documentFields } from '../../shared/workspace/document-schema.ts';
import { NotificationMatrix, readDefaults } from '../../shared/workspace/notifications.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/workspace/notifications',
  summary: 'What members are told of unless they set their own (WS-05)',
  access: { permission: 'settings:manage' },
  responses: {
    200: {
      description: 'Channels by event',
      schema: z.object({ events: NotificationMatrix, ...documentFields }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor }) => {
  const { value: events, ...rest } = await readDefaults(actor);
  return ok({ events, ...rest });
});
