import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationParams } from '../../shared/organizations/schema.ts';
import { SETUP_STEPS, setupOf } from '../../shared/organizations/setup.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/organizations/{id}/setup',
  summary: 'What of setting the organization up is done (ORG-06)',
  access: { permission: 'organization:read' },
  params: OrganizationParams,
  responses: {
    200: {
      description: 'The checklist',
      schema: z.object({
        steps: z.array(z.object({ key: z.enum(SETUP_STEPS), done_at: z.string().nullable() })),
        done: z.number().int(),
        total: z.number().int(),
        complete: z.boolean(),
      }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  return ok(await setupOf(actor));
});
