import * as z from 'zod';
import { exportLog } from '../../shared/audit/export.ts';
import { isOrdered, momentsOf, NOT_ORDERED, Span } from '../../shared/audit/schema.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/audit/export',
  summary: 'Export the audit log as signed JSON Lines (AUD-03)',
  description:
    '`npm run audit:verify -- <file>` verifies it without this system. The export is itself an entry.',
  access: { permission: 'audit:export' },
  body: Span.refine(isOrdered, NOT_ORDERED),
  responses: {
    200: {
      description: 'A link that holds for five minutes',
      schema: z.object({
        id: z.string(),
        url: z.string(),
        expires_at: z.string(),
        entries: z.number().int(),
        sha256: z.string().meta({ description: 'Of the file, in hex' }),
      }),
    },
    422: { description: '`export_too_large`: more than 50,000 entries' },
  },
  memory: 2048,
  timeout: 29,
  uses: { tenant: ['write'], secrets: ['audit-key'], auditRetention: true },
});

export const handler = serve(route, async ({ actor, body }) => ok(await exportLog(actor, momentsOf(body))));
