/** What the model's answers cost, from the tokens that it counted and the stage's prices. */
import * as z from 'zod';
import { environment } from '../../kernel/environment.ts';
import type { Usage } from './section.ts';

/** US dollars for a million tokens. */
const Prices = z.object({ input: z.number(), output: z.number() });
export type ModelPrices = z.output<typeof Prices>;

/** The prices of this deployment. */
export const modelPrices = (): ModelPrices => Prices.parse(JSON.parse(environment('MODEL_PRICES')));

export function costAt(prices: ModelPrices, usages: readonly Usage[]) {
  const input_tokens = usages.reduce((sum, usage) => sum + usage.input_tokens, 0);
  const output_tokens = usages.reduce((sum, usage) => sum + usage.output_tokens, 0);
  const dollars = (input_tokens * prices.input + output_tokens * prices.output) / 1e6;
  return { input_tokens, output_tokens, cost_usd: Math.round(dollars * 1e6) / 1e6 };
}
