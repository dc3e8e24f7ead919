/** What asking a model about a contract would cost, estimated without asking: docs/cost.md has the same for many. */
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import { type FactField, factsOf } from '../../shared/contracts/extract/calibrate.ts';
import { plainValues } from '../../shared/contracts/extract/plain.ts';
import type { Extraction } from '../../shared/contracts/extraction.ts';
import type { Converse } from '../../shared/contracts/model/converse.ts';
import { costAt, type ModelPrices } from '../../shared/contracts/model/cost.ts';
import type { SectionName } from '../../shared/contracts/model/names.ts';
import { askSection } from '../../shared/contracts/model/section.ts';
import { modelSections, SECTION_FIELDS } from '../../shared/contracts/model/sections.ts';
import { mean } from './confidence.ts';

/** Measured with a public tokenizer (o200k) over what is sent. */
const CHARACTERS_PER_TOKEN = 4.46;
/** A forced tool's own, at a vendor's count. */
const TOKENS_PER_QUESTION = 313;

export interface Cost {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** As many tokens as the pipeline would send, and as the rules' facts take when a model writes them. */
export async function costOfAsking(document: NormalizedDocument, extraction: Extraction): Promise<Cost> {
  const sections = modelSections(document);
  const sent = await Promise.all(sections.map((section) => charactersSent(document, section)));
  const written = sections.map((section) => JSON.stringify(answerFor(section, extraction)).length);
  return {
    inputTokens: tokens(sent) + sections.length * TOKENS_PER_QUESTION,
    outputTokens: tokens(written),
  };
}

const tokens = (characters: readonly number[]): number =>
  Math.round(characters.reduce((sum, each) => sum + each, 0) / CHARACTERS_PER_TOKEN);

/** Listens to the pipeline's own question instead of wording it again. */
async function charactersSent(document: NormalizedDocument, section: SectionName): Promise<number> {
  let characters = 0;
  const listen: Converse = async ({ system, messages, tool }) => {
    const text = messages.flatMap(({ content }) => content?.map((block) => block.text ?? '') ?? []).join('');
    characters =
      system.length +
      text.length +
      tool.name.length +
      tool.description.length +
      JSON.stringify(tool.schema).length;
    // Nobody answers, and nothing is asked again.
    return {
      stopReason: 'content_filtered',
      output: undefined,
      usage: undefined,
      metrics: undefined,
      $metadata: {},
    };
  };
  await askSection(document, section, listen);
  return characters;
}

/** The rules' facts, written as the model must write them: nothing that is absent, and a quote with each. */
function answerFor(section: SectionName, extraction: Extraction): Record<string, unknown> {
  const values = plainValues(extraction);
  const written = (field: FactField): unknown[] =>
    factsOf(extraction)
      .filter((entry) => entry.field === field)
      .map(({ fact, index }) => {
        const listed = values[field];
        const value = Array.isArray(listed) ? (listed[index] as object) : { field, value: listed };
        const [evidence] = fact.evidence;
        const told = Object.entries(value).filter(([name, part]) => part !== null && name !== 'requirement');
        return { ...Object.fromEntries(told), page: evidence?.page ?? 1, quote: evidence?.quote ?? '' };
      });
  return Object.fromEntries(SECTION_FIELDS[section].map((field) => [field, written(field)]));
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
