import * as z from 'zod';
import { defineStep } from '../../shared/kernel/define.ts';
import type { Item } from '../../shared/kernel/records.ts';
import { run } from '../../shared/kernel/step.ts';
import { writePiece } from '../../shared/organizations/export.ts';

/** Left to write what was read. */
const RESERVE_MS = 90_000;

export const step = defineStep({
  machine: 'export',
  name: 'export',
  summary: 'Writes the records of an organization into files of its own, a piece at a time',
  input: z.object({
    tenant_id: z.string(),
    export_id: z.string(),
    progress: z.object({
      from: z
        .object({
          holding: z.number().int(),
          start: z.custom<Item>((value) => typeof value === 'object' && value !== null).optional(),
          piece: z.number().int(),
        })
        .nullable(),
    }),
  }),
  memory: 2048,
  timeout: 240,
  uses: { tenant: ['write'] },
});

export const handler = run(step, async ({ export_id, progress }, actor, context) => {
  const inTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
  const next = await writePiece(actor, export_id, progress.from ?? { holding: 0, piece: 1 }, inTime);
  return { done: next === null, from: next };
});
