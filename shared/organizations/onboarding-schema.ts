import * as z from 'zod';
import { StepKey } from './wizard.ts';

export const OnboardingBody = z.object({
  steps: z.array(
    z.object({
      key: StepKey,
      complete: z.boolean(),
      data: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Saved, or a beginning' }),
    }),
  ),
  next_step: StepKey.nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  completed_at: z.string().nullable(),
  version: z.number().int().meta({ description: '0 before anything was saved' }),
});
