import * as z from 'zod';
import { consoleSub } from '../../shared/identity/console-roles.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/admin/me',
  summary: 'Who asks, by the console’s token, and what they may (ID-25)',
  access: { permission: 'organization:read' },
  responses: {
    200: {
      description: 'The account as its token has it',
      schema: z.object({
        id: z.string(),
        email: z.string(),
        role: z.string(),
        permissions: z.array(z.string()),
      }),
    },
  },
  uses: {},
});

export const handler = serve(route, async ({ identity }) =>
  ok({
    id: consoleSub(identity.sub),
    email: identity.email,
    role: identity.role ?? '',
    permissions: [...identity.grants.keys()],
  }),
);
