import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { Version } from '../../shared/kernel/schema.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { RoleInput, updateRole } from '../../shared/team/custom-roles.ts';
import { RoleKey } from '../../shared/team/invitation-schema.ts';
import { RoleBody, roleView } from '../../shared/team/role-view.ts';

export const route = defineRoute({
  method: 'PUT',
  path: '/api/v1/roles/{id}',
  summary: 'Change a role of the organization’s own (TEAM-21)',
  description: 'Holds for everybody who has it within a minute.',
  access: { permission: 'role:manage' },
  params: z.object({ id: RoleKey }),
  body: RoleInput.extend({ version: Version }),
  responses: {
    200: { description: 'The role', schema: RoleBody },
    403: { description: '`role_exceeds_yours`' },
    409: { description: '`version_conflict`, `role_exists`, `preset_role`, `last_admin`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'] },
});

export const handler = serve(route, async ({ actor, params, body }) => {
  const { record, members } = await updateRole(actor, params.id, body);
  return ok(roleView(record, { members, assignable: true }));
});
