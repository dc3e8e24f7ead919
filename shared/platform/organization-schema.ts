import * as z from 'zod';
import { PROVISIONING_STEPS, STEP_STATUSES } from '../provisioning/provisioning.ts';
import { StepCode } from '../provisioning/schema.ts';

const count = z.number().int();
const time = z.string().nullable();

export const ORGANIZATION_STATUSES = ['active', 'suspended', 'deleting'] as const;

/** An organization from outside: what it is called and how much there is of it, and nothing that lies in it. */
export const FleetOrganizationBody = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  status: z.enum(ORGANIZATION_STATUSES),
  plan: z.string(),
  blueprint: z.string(),
  members: count,
  customers: count,
  contracts: count.meta({ description: 'Not archived' }),
  storage_bytes: count.meta({ description: 'Of the files of contracts, archived ones included' }),
  last_activity_at: time.meta({ description: 'When a person or another system last changed something' }),
  suspension: z.object({ since: z.string(), reason: z.string() }).nullable(),
  deletes_at: time,
  created_at: z.string(),
  version: count,
});

export const RunBody = z.object({
  organization_id: z.string(),
  organization_name: z.string().nullable().meta({ description: 'Null where it is not known yet' }),
  attempt: count,
  kind: z.enum(['account', 'configure']),
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
  seconds: z.number().nullable().meta({ description: 'From its beginning to its end' }),
});

export const FleetDetailBody = FleetOrganizationBody.extend({
  provisioning: RunBody.nullable().meta({ description: 'The newest attempt at setting up' }),
  changes: z
    .object({ last_change_at: z.string(), applied_at: z.string(), lag_ms: count })
    .nullable()
    .meta({ description: 'How far behind the change stream was when it last told of this organization' }),
});
