import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationParams } from '../../shared/organizations/schema.ts';
import { healthOf } from '../../shared/provisioning/health.ts';
import { PROVISIONING_STEPS } from '../../shared/provisioning/provisioning.ts';

const retention = z.object({ method: z.string(), schedule: z.string(), retention_days: z.number() });

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/provision/health/{id}',
  summary: 'Whether everything that was set up is there and works, checked now (ORG-27)',
  access: { permission: 'organization:manage' },
  params: OrganizationParams,
  responses: {
    200: {
      description: 'One check for each step',
      schema: z.object({
        healthy: z.boolean(),
        checks: z.array(z.object({ key: z.enum(PROVISIONING_STEPS), ok: z.boolean(), detail: z.string() })),
        backup: z
          .object({
            records: retention,
            files: retention,
            window: z.object({ earliest: z.string(), latest: z.string() }),
          })
          .nullable(),
        checked_at: z.string(),
      }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  return ok(await healthOf(actor));
});
