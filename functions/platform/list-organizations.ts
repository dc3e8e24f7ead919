import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { ListQuery, listAnswer, listOf } from '../../shared/kernel/list.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { PlanKey } from '../../shared/organizations/plans.ts';
import { FleetOrganizationBody, ORGANIZATION_STATUSES } from '../../shared/platform/organization-schema.ts';
import { fleetPage } from '../../shared/platform/organizations.ts';
import { BLUEPRINTS } from '../../shared/team/presets.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/platform/organizations',
  summary: 'All organizations, by name, with what there is of each (PLT-01)',
  description: 'From figures that the change stream maintains: no record of an organization is read.',
  access: { permission: 'platform:read' },
  query: ListQuery.extend({
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .meta({ description: 'How the name or the short name begins; names that fit come first' }),
    status: z.enum(ORGANIZATION_STATUSES).optional(),
    plan: PlanKey.optional(),
    blueprint: z.enum(BLUEPRINTS).optional(),
  }),
  responses: { 200: { description: 'A page', schema: listOf(FleetOrganizationBody) } },
  uses: { platform: 'read', secrets: ['cursor-key'] },
});

export const handler = serve(route, async ({ query }) => {
  const { items, limit, next_cursor } = await fleetPage(query);
  return ok(listAnswer(items, limit, null, next_cursor));
});
