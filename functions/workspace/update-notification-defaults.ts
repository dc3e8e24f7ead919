import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { DocumentVersion, documentFields } from '../../shared/workspace/document-schema.ts';
import { NotificationMatrix, replaceDefaults } from '../../shared/workspace/notifications.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/workspace/notifications',
  summary: 'Change what members are told of unless they set their own (WS-05)',
  access: { permission: 'settings:manage' },
  body: z.strictObject({ events: NotificationMatrix, version: DocumentVersion }),
  responses: {
    200: { description: 'Changed', schema: z.object({ events: NotificationMatrix, ...documentFields }) },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) => {
  const { value: events, ...rest } = await replaceDefaults(actor, body.events, body.version);
  return ok({ events, ...rest });
});
