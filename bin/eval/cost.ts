/** What asking a model about a contract would cost, estimated without asking: docs/cost.md has the same for many. */
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import type { Extraction } from '../../shared/contracts/extraction.ts';
import { type Cost, questionsWithin } from '../../shared/contracts/model/budget.ts';
import { costAt, type ModelPrices } from '../../shared/contracts/model/cost.ts';
import { stagePrices } from '../extract/model.ts';
import { mean } from './confidence.ts';

/** As many tokens as the pipeline would send, and as the rules' facts take when a model writes them. */
export async function costOfAsking(document: NormalizedDocument, extraction: Extraction): Promise<Cost> {
  const { asked } = await questionsWithin(document, extraction, stagePrices());
  const sum = (of: keyof Cost) => asked.reduce((all, { cost }) => all + cost[of], 0);
  return { inputTokens: sum('inputTokens'), outputTokens: sum('outputTokens') };
}

export interface CostSummary {
  readonly contracts: number;
  readonly mean: number;
  readonly p95: number;
  readonly max: number;
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
}

/** US dollars a contract. */
export function costSummary(costs: readonly Cost[], prices: ModelPrices): CostSummary | null {
  const dollars = costs
    .map(
      ({ inputTokens, outputTokens }) =>
        costAt(prices, [{ input_tokens: inputTokens, output_tokens: outputTokens }]).cost_usd,
    )
    .sort((a, b) => a - b);
  const most = dollars.at(-1);
  if (most === undefined) return null;
  return {
    contracts: dollars.length,
    mean: mean(dollars),
    p95: dollars[Math.ceil(dollars.length * 0.95) - 1] ?? most,
    max: most,
    meanInputTokens: Math.round(mean(costs.map(({ inputTokens }) => inputTokens))),
    meanOutputTokens: Math.round(mean(costs.map(({ outputTokens }) => outputTokens))),
  };
}
