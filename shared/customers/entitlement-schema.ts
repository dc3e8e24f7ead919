import * as z from 'zod';

export const EntitlementBody = z.object({
  contract_id: z.string(),
  fact_key: z.string(),
  product: z.string(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  start: z.string().nullable(),
  end: z.string().nullable(),
  source: z.enum(['contract', 'person']).meta({ description: '`person`: entered or corrected by somebody' }),
  confidence: z.number(),
  needs_review: z.boolean(),
});
