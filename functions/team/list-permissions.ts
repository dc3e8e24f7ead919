import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { PERMISSIONS, SCOPES } from '../../shared/kernel/permissions.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { GRANTABLE, scopesFor } from '../../shared/team/custom-roles.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/permissions',
  summary: 'The vocabulary of permissions, and the scopes in which each means something (TEAM-21)',
  access: { permission: 'team:read' },
  responses: {
    200: {
      description: 'What a role can be given',
      schema: z.object({
        data: z.array(
          z.object({
            permission: z.string(),
            resource: z.string(),
            action: z.string(),
            description: z.string(),
            scopes: z.array(z.enum(SCOPES)),
          }),
        ),
      }),
    },
  },
  uses: {},
});

export const handler = serve(route, async () =>
  ok({
    data: GRANTABLE.map((permission) => {
      const [resource = '', action = ''] = permission.split(':');
      return {
        permission,
        resource,
        action,
        description: PERMISSIONS[permission],
        scopes: scopesFor(permission),
      };
    }),
  }),
);
