import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { IdParams, Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PlanKey } from '../../shared/organizations/plans.ts';
import { FleetDetailBody } from '../../shared/platform/organization-schema.ts';
import { fleetDetail, fleetEntry } from '../../shared/platform/organizations.ts';
import { oversee } from '../../shared/platform/oversee.ts';
import { changedHead } from '../../shared/platform/summary-items.ts';

export const route = defineRoute({
  method: 'PATCH',
  path: '/api/v1/platform/organizations/{id}',
  summary: 'Suspend an organization, let it work again, or set its plan (PLT-01)',
  description:
    'Members, API keys and consoles of a suspended organization are refused within a minute; its data stays. The organization’s own audit log tells of it, and so does the platform’s.',
  access: { permission: 'platform:manage' },
  params: IdParams,
  body: z
    .strictObject({
      version: Version,
      status: z.enum(['active', 'suspended']).optional(),
      plan: PlanKey.optional(),
      reason: z
        .string()
        .trim()
        .min(3, 'say why, in a few words')
        .max(500)
        .optional()
        .meta({ description: 'Needed to suspend. For the platform’s log; members are not shown it' }),
    })
    .refine(({ status, plan }) => status !== undefined || plan !== undefined, {
      message: 'say what is to be changed',
      path: ['status'],
    })
    .refine(({ status, reason }) => status !== 'suspended' || reason !== undefined, {
      message: 'say why, in a few words',
      path: ['reason'],
    }),
  responses: {
    200: { description: 'As it is now', schema: FleetDetailBody },
    409: {
      description:
        '`version_conflict`; `nothing_to_change`; `organization_deleting`; `plan_too_small`: it has more members than the plan allows',
    },
  },
  uses: { platform: 'read', tenant: ['oversee'] },
});

export const handler = serve(route, async ({ admin, params, body }) => {
  const entry = await fleetEntry(params.id);
  const changed = await oversee(admin, params.id, body, Number(entry.head.members ?? 0));
  return ok(fleetDetail({ ...entry, head: changedHead(entry.head, changed) }));
});
