import * as z from 'zod';
import { MoneyBody } from '../kernel/schema.ts';

export const PriceBody = z.object({
  contract_id: z.string(),
  fact_key: z.string(),
  item: z.string(),
  quantity: z.number().nullable(),
  unit_price: MoneyBody.nullable(),
  amount: MoneyBody.nullable().meta({ description: 'The line’s total as printed; discounts are negative' }),
  percent: z.number().nullable().meta({ description: 'A rate instead of money' }),
  period: z.string().nullable().meta({ description: '`month`, `quarter`, `year`, `one_time` or `other`' }),
  source: z.enum(['contract', 'person']).meta({ description: '`person`: entered or corrected by somebody' }),
  confidence: z.number(),
  needs_review: z.boolean(),
});
