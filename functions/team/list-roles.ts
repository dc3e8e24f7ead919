import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { covers } from '../../shared/kernel/permissions.ts';
import { queryAll } from '../../shared/kernel/records.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { rolesQuery } from '../../shared/team/custom-roles.ts';
import { presetsOf } from '../../shared/team/presets.ts';
import { presetView, RoleBody, roleView } from '../../shared/team/role-view.ts';
import { grantsOfRole } from '../../shared/team/roles.ts';
import { present, readEntry, teamQuery } from '../../shared/team/team.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/roles',
  summary: 'The roles of the blueprint and the organization’s own (TEAM-10, TEAM-21)',
  access: { permission: 'team:read' },
  responses: { 200: { description: 'All of them', schema: z.object({ data: z.array(RoleBody) }) } },
  uses: { tenant: ['read'], directory: ['TENANT'] },
});

export const handler = serve(route, async ({ actor }) => {
  const [entry, own, everybody] = await Promise.all([
    readEntry(actor),
    queryAll(actor, rolesQuery(actor)),
    queryAll(actor, teamQuery(actor)),
  ]);
  const members = present(everybody);
  const use = (role: string) => ({
    members: members.filter((member) => member.role === role).length,
    assignable: covers(actor.grants, grantsOfRole(entry, role)),
  });
  return ok({
    data: [
      ...presetsOf(entry.blueprint).map((preset) => presetView(preset, use(preset.key))),
      ...own.map((record) => roleView(record, use(String(record.key)))),
    ],
  });
});
