import { defineRoute } from '../../shared/kernel/define.ts';
import { created } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { createRole, RoleInput } from '../../shared/team/custom-roles.ts';
import { RoleBody, roleView } from '../../shared/team/role-view.ts';

export const route = defineRoute({
  method: 'POST',
  path: '/api/v1/roles',
  summary: 'Make a role of the organization’s own (TEAM-21)',
  description: 'With no more than the caller may do. Everybody sees the organization and its team.',
  access: { permission: 'role:manage' },
  body: RoleInput,
  responses: {
    201: { description: 'Made', schema: RoleBody },
    403: { description: '`role_exceeds_yours`' },
    409: { description: '`role_exists`, `too_many_roles`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'] },
});

export const handler = serve(route, async ({ actor, body }) => {
  const record = await createRole(actor, body);
  return created(roleView(record, { members: 0, assignable: true }), `/api/v1/roles/${String(record.key)}`);
});
