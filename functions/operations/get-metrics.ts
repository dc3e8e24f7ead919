import { defineRoute } from '../../shared/kernel/define.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { metricsText, readCounts } from '../../shared/operations/metrics-text.ts';
import { isMetricsToken } from '../../shared/operations/metrics-token.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'Requests by route, status and time, as Prometheus reads them; with the metrics token (OPS-03)',
  access: 'public',
  responses: {
    200: { description: 'Text format 0.0.4', type: 'text/plain' },
    401: { description: 'Not the metrics token' },
  },
  uses: { metrics: 'read', secrets: ['metrics-token'] },
});

export const handler = serve(route, async ({ header }) => {
  const [scheme = '', token = ''] = (header('authorization') ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !(await isMetricsToken(token)))
    throw new Problem(401, 'unauthenticated', 'Send the metrics token as a bearer token.');
  return {
    status: 200,
    text: metricsText(await readCounts()),
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  };
});
