import * as z from 'zod';
import { PROVIDERS, type Provider } from '../../shared/identity/sign-in.ts';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

const providers = Object.keys(PROVIDERS) as [Provider, ...Provider[]];

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/auth/config',
  summary: 'How people can sign in',
  access: 'public',
  responses: {
    200: { description: 'The options', schema: z.object({ providers: z.array(z.enum(providers)) }) },
  },
  uses: {},
});

export const handler = serve(route, async () => ok({ providers }));
