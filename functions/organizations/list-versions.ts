import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { ChangeBody } from '../../shared/organizations/blueprints/schema.ts';
import { readOrganization } from '../../shared/organizations/change.ts';
import { memberNames } from '../../shared/organizations/member-names.ts';
import { ownOnly } from '../../shared/organizations/own.ts';
import { OrganizationParams } from '../../shared/organizations/schema.ts';
import { settingsVersions } from '../../shared/organizations/settings-version.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/organizations/{id}/versions',
  summary: 'The versions of the organization’s settings, newest first, with what each changed (ORG-23)',
  access: { permission: 'organization:manage' },
  params: OrganizationParams,
  query: z.strictObject({
    before: z.coerce
      .number()
      .int()
      .positive()
      .optional()
      .meta({ description: 'Versions older than this one: `next_before` of an earlier answer' }),
  }),
  responses: {
    200: {
      description: 'Versions; the first is the present one',
      schema: z.object({
        data: z.array(
          z.object({
            id: z.number().int(),
            change: z.string(),
            at: z.string(),
            by: z.object({ id: z.string(), name: z.string().nullable() }),
            settings: z.record(z.string(), z.unknown()),
            changes: z.array(ChangeBody),
          }),
        ),
        current_version: z.number().int(),
        next_before: z.number().int().nullable(),
      }),
    },
  },
  uses: { tenant: ['read'] },
});

export const handler = serve(route, async ({ actor, params, query }) => {
  ownOnly(actor, params.id);
  const organization = await readOrganization(actor);
  const { data, next_before } = await settingsVersions(actor, organization, query.before);
  const names = await memberNames(
    actor,
    data.map(({ by }) => by),
  );
  return ok({
    data: data.map((version) => ({
      ...version,
      by: { id: version.by, name: names.get(version.by) ?? null },
    })),
    current_version: Number(organization.version),
    next_before,
  });
});
