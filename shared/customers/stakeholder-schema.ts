import * as z from 'zod';
import { STAKEHOLDER_ROLES } from '../contracts/extraction.ts';
import { INFLUENCE_LEVELS, SIDES } from './stakeholder-model.ts';

export const StakeholderBody = z.object({
  id: z.string(),
  customer_id: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  organization: z.string().nullable(),
  roles: z.array(z.enum(STAKEHOLDER_ROLES)).meta({ description: 'The weightiest first' }),
  side: z.enum(SIDES).nullable().meta({ description: 'null where the contract does not tell' }),
  influence: z.enum(INFLUENCE_LEVELS),
  influence_reason: z.string(),
  source: z.enum(['contract', 'person']),
  mentions: z
    .array(z.object({ contract_id: z.string(), fact_key: z.string() }))
    .meta({ description: 'The facts that name this person' }),
  confidence: z.number(),
  needs_review: z.boolean(),
  edited_fields: z.array(z.string()).meta({ description: 'Changed by a person; a rerun leaves them alone' }),
  edited_by: z.string().nullable(),
  edited_at: z.string().nullable(),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
});
