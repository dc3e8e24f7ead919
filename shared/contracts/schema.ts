import * as z from 'zod';
import { CONTRACT_STATUSES, STAGES } from './statuses.ts';

export const ContractBody = z.object({
  id: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  owner_id: z.string().meta({ description: 'The account of the member whom the customer is assigned to' }),
  file_name: z.string(),
  content_type: z.string(),
  size: z.number().int().meta({ description: 'Bytes' }),
  status: z.enum(CONTRACT_STATUSES),
  run: z.number().int(),
  progress: z.object({
    stage: z.enum(STAGES).nullable(),
    stages: z.array(
      z.object({ stage: z.enum(STAGES), entered_at: z.string(), left_at: z.string().nullable() }),
    ),
  }),
  failure: z
    .object({ code: z.string(), message: z.string(), redrivable: z.boolean().optional() })
    .nullable()
    .meta({ description: 'Why it failed and what to do' }),
  reader: z.string().nullable(),
  pages: z.number().int().nullable(),
  document_name: z.string().nullable(),
  extractor: z.string().nullable().meta({ description: '`rules` or `model`' }),
  extractor_reason: z.string().nullable(),
  usage: z
    .object({ input_tokens: z.number(), output_tokens: z.number(), cost_usd: z.number() })
    .nullable()
    .meta({ description: 'What the language model used' }),
  facts: z.number().int().nullable(),
  needs_review: z.number().int().nullable(),
  plan_id: z.string().nullable(),
  confirmed_at: z.string().nullable(),
  confirmed_by: z.string().nullable(),
  version: z.number().int(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
});
