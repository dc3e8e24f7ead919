import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { FOUND_TYPES } from '../../shared/work/search/documents.ts';
import { search } from '../../shared/work/search/search.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/search',
  summary: 'Customers, contracts, people, plans and tasks by the beginnings of words',
  description: 'What may not be read is not found. A change can be found about a second later.',
  access: { permission: 'organization:read' },
  query: z.strictObject({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  responses: {
    200: {
      description: 'What was found, the best first',
      schema: z.object({
        data: z.array(
          z.object({
            type: z.enum(FOUND_TYPES),
            id: z.string(),
            title: z.string(),
            subtitle: z.string().nullable(),
            customer_id: z.string().nullable(),
            plan_id: z.string().nullable(),
          }),
        ),
      }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, query }) =>
  ok({ data: await search(actor, query.q, query.limit) }),
);
