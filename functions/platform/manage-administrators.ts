import * as z from 'zod';
import { command } from '../../shared/kernel/command.ts';
import { defineCommand } from '../../shared/kernel/define.ts';
import { administrators, appoint, dismiss } from '../../shared/platform/administrators.ts';

const email = z.email().max(254).toLowerCase();

export const definition = defineCommand({
  summary: 'Makes and unmakes platform administrators (TEAM-15); for operators alone',
  input: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('list') }),
    z.strictObject({ action: z.literal('add'), email }),
    z.strictObject({ action: z.literal('remove'), email }),
  ]),
  uses: { platform: 'appoint', accounts: ['AdminGetUser'] },
});

export const handler = command(definition, async (input, requestId) => {
  if (input.action === 'list') return { administrators: await administrators() };
  if (input.action === 'add') return appoint(input.email, requestId);
  await dismiss(input.email, requestId);
  return { changed: true };
});
