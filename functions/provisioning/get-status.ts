import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationParams } from '../../shared/organizations/schema.ts';
import { latestAttempt, provisioningView } from '../../shared/provisioning/provisioning.ts';
import { ProvisioningBody } from '../../shared/provisioning/schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/provision/status/{id}',
  summary: 'How far setting the organization up has come, by step (ORG-25)',
  access: { permission: 'organization:manage' },
  params: OrganizationParams,
  responses: { 200: { description: 'The newest attempt', schema: ProvisioningBody } },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params }) => {
  ownOnly(actor, params.id);
  const attempt = await latestAttempt(actor);
  if (!attempt) throw notFound();
  return ok(provisioningView(attempt));
});
