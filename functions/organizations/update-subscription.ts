import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { changeOrganization } from '../../shared/organizations/change.ts';
import { refuseSmallerPlan } from '../../shared/organizations/limits.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { PlanKey } from '../../shared/organizations/plans.ts';
import { OrganizationBody, OrganizationParams } from '../../shared/organizations/schema.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/organizations/{id}/subscription',
  summary: 'Choose the subscription plan (ORG-13, ORG-22)',
  access: { permission: 'billing:manage' },
  params: OrganizationParams,
  body: z.strictObject({
    plan: PlanKey,
    billing_email: z.email().max(254).optional(),
    version: Version,
  }),
  responses: {
    200: { description: 'Chosen', schema: OrganizationBody },
    409: {
      description: '`version_conflict`; `plan_too_small`: the organization has more members than it allows',
    },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params, body: { version, ...set } }) => {
  ownOnly(actor, params.id);
  await refuseSmallerPlan(actor, set.plan);
  const organization = await changeOrganization(actor, version, { kind: 'subscription', set });
  return ok(organizationView(organization));
});
