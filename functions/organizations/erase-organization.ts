import * as z from 'zod';
import { defineStep } from '../../shared/kernel/define.ts';
import { run } from '../../shared/kernel/step.ts';
import { erase, eraseLog } from '../../shared/organizations/erase.ts';

/** Left to finish a piece and to answer. */
const RESERVE_MS = 60_000;

export const step = defineStep({
  machine: 'deletion',
  name: 'erase',
  summary: 'Erases an organization whose days of grace are over, a piece at a time',
  input: z.object({
    tenant_id: z.string(),
    deletion: z.number().int().positive(),
    part: z.enum(['data', 'log']),
  }),
  timeout: 180,
  uses: { tenant: ['erase'], accounts: ['AdminDeleteUser'], pool: 'portal' },
});

export const handler = run(step, async ({ deletion, part }, actor, context) => {
  const inTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
  const done = await (part === 'log' ? eraseLog(actor, inTime) : erase(actor, deletion, inTime));
  return { done, from: null };
});
