import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { wrongLines } from '../../shared/organizations/blueprints/lines.ts';
import { changeOrganization } from '../../shared/organizations/change.ts';
import { organizationView } from '../../shared/organizations/organization.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationBody, OrganizationParams } from '../../shared/organizations/schema.ts';
import { rollbackTo } from '../../shared/organizations/settings.ts';
import { settingsAt } from '../../shared/organizations/settings-version.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/organizations/{id}/versions/{v}/rollback',
  summary: 'Bring the settings of a version back, as a new version (ORG-23)',
  description: 'Blueprint and subscription stay: roles and bills hang on them.',
  access: { permission: 'organization:manage' },
  params: OrganizationParams.extend({ v: z.string().regex(/^[1-9]\d{0,7}$/) }),
  body: z.strictObject({ version: Version }),
  responses: {
    200: { description: 'Brought back', schema: OrganizationBody },
    409: { description: '`version_conflict`: somebody else changed it; `slug_taken`' },
  },
  uses: { tenant: ['govern'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  ownOnly(actor, params.id);
  const organization = await changeOrganization(actor, body.version, async (before) => {
    const settings = await settingsAt(actor, before, Number(params.v));
    if (!settings) throw notFound();
    const { set, remove } = rollbackTo(settings);
    const lines = (settings.industry_lines ?? []) as readonly string[];
    // Lines of another blueprint than the present one mean nothing any more.
    if (!wrongLines(before.blueprint, lines)) return { kind: 'rollback', set, remove };
    const { industry_lines: _, ...rest } = set;
    return { kind: 'rollback', set: rest, remove: remove.filter((name) => name !== 'industry_lines') };
  });
  return ok(organizationView(organization));
});
