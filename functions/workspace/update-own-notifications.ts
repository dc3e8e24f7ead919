import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { DocumentVersion, documentFields } from '../../shared/workspace/document-schema.ts';
import { changeOwn, MergedNotifications, OwnNotifications } from '../../shared/workspace/notifications.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/me/settings/notifications',
  aliases: ['/me/settings/notifications'],
  summary: 'Change what I am told of (WS-05)',
  access: { permission: 'organization:read' },
  people: true,
  body: z.strictObject({ events: OwnNotifications, version: DocumentVersion }),
  responses: {
    200: { description: 'Changed', schema: z.object({ events: MergedNotifications, ...documentFields }) },
    409: { description: '`version_conflict`' },
  },
  uses: { tenant: ['write'] },
});

export const handler = serve(route, async ({ actor, body }) =>
  ok(await changeOwn(actor, body.events, body.version)),
);
