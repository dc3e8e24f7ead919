import * as z from 'zod';
import { verifyPart } from '../../shared/audit/verify.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/audit/verify',
  summary: 'Verify the hash chain of the audit log, from its oldest entry on (AUD-03)',
  description:
    'One call looks at 2,000 entries at most. While `complete` is false, go on with `next_cursor`; `checked` counts from the beginning.',
  access: { permission: 'audit:read' },
  query: z.strictObject({
    cursor: z.string().max(4096).optional(),
    limit: z.coerce.number().int().min(1).max(2_000).optional(),
  }),
  responses: {
    200: {
      description: 'Whether the chain holds, and where it first does not',
      schema: z.object({
        intact: z.boolean(),
        complete: z.boolean(),
        checked: z.number().int(),
        broken: z
          .object({
            sequence: z.number().int(),
            id: z.string().nullable(),
            reason: z.enum(['altered', 'missing', 'unlinked', 'foreign', 'ends_early']),
          })
          .nullable(),
        head: z
          .object({ sequence: z.number().int(), hash: z.string(), recorded_at: z.string() })
          .nullable()
          .meta({ description: 'The newest entry' }),
        retention_days: z.number().int().meta({ description: 'Days that entries are kept; 0 for ever' }),
        next_cursor: z.string().nullable(),
      }),
    },
  },
  uses: { tenant: ['read'], secrets: ['cursor-key'], auditRetention: true },
});

export const handler = serve(route, async ({ actor, query }) =>
  ok(await verifyPart(actor, query.cursor, query.limit)),
);
