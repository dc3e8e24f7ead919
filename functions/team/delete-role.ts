import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { noContent } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { deleteRole } from '../../shared/team/custom-roles.ts';
import { RoleKey } from '../../shared/team/invitation-schema.ts';

export const route = defineRoute({
  method: 'DELETE',
  path: '/api/v1/roles/{id}',
  summary: 'Delete a role of the organization’s own (TEAM-21)',
  access: { permission: 'role:manage' },
  params: z.object({ id: RoleKey }),
  query: z.strictObject({
    reassign_to: RoleKey.optional().meta({ description: 'The role that those get who have this one' }),
  }),
  responses: {
    204: { description: 'Deleted' },
    403: { description: '`role_exceeds_yours`' },
    409: { description: '`role_in_use` with `members` and `invitations`; `preset_role`, `last_admin`' },
  },
  uses: { tenant: ['govern'], directory: ['TENANT'] },
  timeout: 29,
});

export const handler = serve(route, async ({ actor, params, query }) => {
  await deleteRole(actor, params.id, query.reassign_to);
  return noContent();
});
