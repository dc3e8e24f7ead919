import { defineRoute } from '../../shared/kernel/define.ts';
import { notInDemo } from '../../shared/kernel/demo.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { checkLines } from '../../shared/organizations/blueprints/lines.ts';
import { changeOrganization } from '../../shared/organizations/change.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationBody, OrganizationParams } from '../../shared/organizations/schema.ts';
import { SettingsChange } from '../../shared/organizations/settings.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/organizations/{id}',
  summary: 'Change the organization’s settings, its short name included (ORG-05, ORG-23)',
  description: 'What is left out stays. The settings before the change are kept as a version.',
  access: { permission: 'organization:manage' },
  params: OrganizationParams,
  body: SettingsChange.extend({ version: Version }).refine(
    (body) => Object.keys(body).length > 1,
    'give at least one setting to change',
  ),
  responses: {
    200: { description: 'Changed', schema: OrganizationBody },
    403: { description: '`not_in_demo`: the model is not for demonstrations' },
    409: { description: '`version_conflict`: somebody else changed it; `slug_taken`' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params, body: { version, ...set } }) => {
  ownOnly(actor, params.id);
  const organization = await changeOrganization(actor, version, (before) => {
    // The model costs by the word, and contracts would leave the house.
    if (set.ai_enabled && actor.demo) throw notInDemo();
    if (set.industry_lines) checkLines(before.blueprint, set.industry_lines);
    return { kind: 'updated', set };
  });
  return ok(organizationView(organization));
});
