import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { notFound } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { blueprintView, isBlueprintKey } from '../../shared/organizations/blueprints/index.ts';
import { BlueprintBody } from '../../shared/organizations/blueprints/schema.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/blueprints/{key}',
  summary: 'One blueprint: roles, pipelines, fields, picklists, e-mails, plan template (ORG-09)',
  access: 'signed-in',
  params: z.object({ key: z.string().max(40) }),
  responses: { 200: { description: 'The blueprint', schema: BlueprintBody } },
  uses: {},
});

export const handler = serve(route, async ({ params: { key } }) => {
  if (!isBlueprintKey(key)) throw notFound();
  return ok(blueprintView(key));
});
