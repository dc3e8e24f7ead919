import * as z from 'zod';
import { PROVISIONING_STEPS, STEP_STATUSES } from './provisioning.ts';

const time = z.string().nullable();

/** Why a step failed, for programs. */
export const StepCode = z
  .string()
  .nullable()
  .meta({ description: 'Of a step that failed: why, as docs/errors.md lists it' });

export const ProvisioningBody = z.object({
  organization_id: z.string(),
  attempt: z.number().int(),
  status: z.enum(STEP_STATUSES),
  steps: z.array(
    z.object({
      key: z.enum(PROVISIONING_STEPS),
      status: z.enum(STEP_STATUSES),
      started_at: time,
      ended_at: time,
      error: z.string().nullable(),
      code: StepCode,
    }),
  ),
  started_at: z.string(),
  ended_at: time,
});
