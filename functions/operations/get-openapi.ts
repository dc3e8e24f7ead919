import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { defineRoute } from '../../shared/kernel/define.ts';
import { ok } from '../../shared/kernel/http.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This API, as OpenAPI 3.1',
  access: 'public',
  responses: { 200: { description: 'The document' } },
  uses: {},
  files: ['openapi.json'],
});

let document: Promise<unknown> | undefined;

export const handler = serve(route, async () => {
  document ??= readFile(path.join(process.env.LAMBDA_TASK_ROOT ?? '', 'openapi.json'), 'utf8').then(
    JSON.parse,
  );
  return { ...ok(await document), headers: { 'cache-control': 'public, max-age=300' } };
});
