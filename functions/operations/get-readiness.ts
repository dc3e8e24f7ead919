import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { serve } from '../../shared/kernel/serve.ts';
import { readiness } from '../../shared/operations/readiness.ts';

const Check = z.enum(['ok', 'failed']);
const ReadinessBody = (status: 'ready' | 'unavailable') =>
  z.object({ status: z.literal(status), checks: z.record(z.string(), Check) });

export const route = defineRoute({
  method: 'GET',
  path: '/ready',
  summary: 'Can the service do its work: does everything it depends on answer (OPS-02)',
  access: 'public',
  responses: {
    200: { description: 'Yes', schema: ReadinessBody('ready') },
    503: { description: 'No; `checks` says what fails', schema: ReadinessBody('unavailable') },
  },
  uses: { directory: ['SLUG'], secrets: ['cursor-key'], readiness: true },
});

export const handler = serve(route, async () => {
  const checks = await readiness();
  const isReady = Object.values(checks).every((check) => check === 'ok');
  return { status: isReady ? 200 : 503, body: { status: isReady ? 'ready' : 'unavailable', checks } };
});
