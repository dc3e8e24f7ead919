import * as z from 'zod';
import { defineRoute } from '../../shared/kernel/define.ts';
import { lookUp } from '../../shared/kernel/directory.ts';
import { ok } from '../../shared/kernel/http.ts';
import { log, traceOf } from '../../shared/kernel/log.ts';
import { serve } from '../../shared/kernel/serve.ts';

export const route = defineRoute({
  method: 'GET',
  path: '/health',
  summary: 'Is the service alive, and can it reach its store (OPS-01)',
  access: 'public',
  responses: {
    200: { description: 'Yes', schema: z.object({ status: z.literal('ok') }) },
    503: {
      description: 'The store cannot be reached',
      schema: z.object({ status: z.literal('unavailable') }),
    },
  },
  uses: { directory: ['SLUG'] },
});

export const handler = serve(route, async () => {
  try {
    await lookUp('SLUG', 'health');
    return ok({ status: 'ok' });
  } catch (error) {
    log.error('store unreachable', { failure: traceOf(error) });
    return { status: 503, body: { status: 'unavailable' } };
  }
});
