import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { blueprintSummaries } from '../../shared/organizations/blueprints/index.ts';
import { BlueprintSummary } from '../../shared/organizations/blueprints/schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/blueprints',
  summary: 'Industry blueprints (ORG-09)',
  access: 'signed-in',
  responses: { 200: { description: 'Blueprints', schema: z.object({ data: z.array(BlueprintSummary) }) } },
  uses: {},
});

export const handler = serve(route, async () => ok({ data: blueprintSummaries() }));
