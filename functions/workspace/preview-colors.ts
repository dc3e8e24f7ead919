import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { Accent } from '../../shared/workspace/branding.ts';
import { ColoursBody } from '../../shared/workspace/branding-document.ts';
import { accentPair } from '../../shared/workspace/contrast.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/workspace/branding/colors',
  summary: 'What an accent would become on light and on dark grounds (WS-02)',
  access: { permission: 'organization:read' },
  query: z.strictObject({ accent: Accent }),
  responses: { 200: { description: 'The colours', schema: ColoursBody } },
  uses: {},
});

export const handler = serve(route, async ({ query }) => ok(accentPair(query.accent)));
