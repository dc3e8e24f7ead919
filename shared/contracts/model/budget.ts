/**
 * What asking about a contract may cost, reckoned before anything is asked: what would be sent is known, and what a
 * model would write is about what the rules found, quotes and all. A question that would burst the budget is not asked;
 * the rules' reading of it stands. docs/cost.md has the figures.
 */
import type { NormalizedDocument } from '../document.ts';
import { type FactField, factsOf } from '../extract/calibrate.ts';
import { plainValues } from '../extract/plain.ts';
import type { Extraction } from '../extraction.ts';
import type { Converse } from './converse.ts';
import { costAt, type ModelPrices } from './cost.ts';
import type { SectionName } from './names.ts';
import { askSection } from './section.ts';
import { modelSections, SECTION_FIELDS } from './sections.ts';

/** US dollars a contract. */
export const BUDGET = 0.05;

/** Measured with a public tokenizer (o200k) over what is sent. */
const CHARACTERS_PER_TOKEN = 4.46;
/** A forced tool's own, at a vendor's count. */
const TOKENS_PER_QUESTION = 313;

export interface Cost {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface Question {
  readonly section: SectionName;
  readonly cost: Cost;
}

export interface Questions {
  readonly asked: readonly Question[];
  /** Questions that the document could answer and that the budget does not allow. */
  readonly spared: readonly SectionName[];
}

/** The questions worth asking; while they cost too much together, the dearest answer is left out. */
export async function questionsWithin(
  document: NormalizedDocument,
  rules: Extraction,
  prices: ModelPrices,
  budget = BUDGET,
): Promise<Questions> {
  const asked = await Promise.all(
    modelSections(document).map(
      async (section): Promise<Question> => ({ section, cost: await expected(document, rules, section) }),
    ),
  );
  const spared: SectionName[] = [];
  while (asked.length > 0 && dollars(asked, prices) > budget) {
    const dearest = asked.reduce((most, each) =>
      each.cost.outputTokens > most.cost.outputTokens ? each : most,
    );
    asked.splice(asked.indexOf(dearest), 1);
    spared.push(dearest.section);
  }
  return { asked, spared };
}

const dollars = (questions: readonly Question[], prices: ModelPrices): number =>
  costAt(
    prices,
    questions.map(({ cost }) => ({ input_tokens: cost.inputTokens, output_tokens: cost.outputTokens })),
  ).cost_usd;

async function expected(
  document: NormalizedDocument,
  rules: Extraction,
  section: SectionName,
): Promise<Cost> {
  const written = JSON.stringify(answerFor(section, rules)).length;
  return {
    inputTokens: tokens(await charactersSent(document, section)) + TOKENS_PER_QUESTION,
    outputTokens: tokens(written),
  };
}

const tokens = (characters: number): number => Math.round(characters / CHARACTERS_PER_TOKEN);

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
