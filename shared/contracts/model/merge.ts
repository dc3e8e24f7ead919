/**
 * Rules and model, read into one. The model's claims are grounded like any others. Where both say the same, confidence
 * rises; where they differ, the grounded one stands with less confidence, the other beside it, and a person is asked.
 */
import type { NormalizedDocument } from '../document.ts';
import { EMPTY_EXTRACTION, type Extraction, type Fact, LIST_FIELDS, SCALAR_FIELDS } from '../extraction.ts';
import { groundExtraction, REVIEW_BELOW } from '../grounding/index.ts';
import { type Circumstances, reasonOf } from './reason.ts';
import { comparison, completed, type ListField, type ScalarField, sameScalar, sameWords } from './same.ts';
import type { SectionAnswer } from './section.ts';
import { SECTION_FIELDS } from './sections.ts';

export interface Merged {
  readonly extraction: Extraction;
  /** By fact key, what the other extractor read. */
  readonly alternatives: ReadonlyMap<string, unknown>;
  readonly extractor: 'rules' | 'model';
  /** One sentence: which was used and why. */
  readonly reason: string;
}

/** Added to the confidence of what both read. */
const AGREED = 0.15;
const CERTAIN = 0.99;
/** Of the confidence, what is left when the other extractor says something else, or was asked and says nothing. */
const DISPUTED = 0.55;
const RULES_ONLY = 0.85;

export function mergeAnswers(
  document: NormalizedDocument,
  rules: Extraction,
  answers: readonly SectionAnswer[],
  circumstances: Circumstances,
): Merged {
  const good = answers.filter(({ failure }) => failure === null);
  const reason = reasonOf(answers, circumstances);
  if (good.length === 0) return { extraction: rules, alternatives: new Map(), extractor: 'rules', reason };
  const claimed: Extraction = Object.assign(
    { ...EMPTY_EXTRACTION },
    ...good.map(({ extraction }) => extraction),
  );
  const model = groundExtraction(claimed, document);
  const answered = new Set(good.flatMap(({ section }) => SECTION_FIELDS[section]));
  const alternatives = new Map<string, unknown>();
  const merged: Record<string, unknown> = { ...rules };
  for (const field of SCALAR_FIELDS)
    if (answered.has(field)) merged[field] = mergeSingle(field, rules[field], model[field], alternatives);
  for (const field of LIST_FIELDS)
    if (answered.has(field)) merged[field] = mergeList(field, rules[field], model[field], alternatives);
  return { extraction: merged as unknown as Extraction, alternatives, extractor: 'model', reason };
}

const isGrounded = (fact: Fact<unknown>): boolean => fact.evidence.length > 0;

/** A claim that the document does not bear out is shown to a person, and is no fact until that person says so. */
const claim = (fact: Fact<unknown>): Fact<unknown> =>
  isGrounded(fact) ? fact : { ...fact, needsReview: true };

function mergeSingle(
  field: ScalarField,
  rule: Fact<unknown> | null,
  model: Fact<unknown> | null,
  alternatives: Map<string, unknown>,
): Fact<unknown> | null {
  if (!rule) return model && claim(model);
  if (model && sameScalar(field, rule.value, model.value)) return agreed(rule, model);
  if (!model || !isGrounded(model)) return unconfirmed(rule);
  alternatives.set(`${field}/0`, rule.value);
  return disputed(model);
}

/** The model's order first, then what only the rules read. Each thing stands once. */
function mergeList(
  field: ListField,
  rules: readonly Fact<unknown>[],
  model: readonly Fact<unknown>[],
  alternatives: Map<string, unknown>,
): Fact<unknown>[] {
  const { same, agree } = comparison(field);
  const left = new Set(rules);
  const partners = new Map<Fact<unknown>, Fact<unknown>>();
  // The surest pairs first: lines of one name differ by their amounts, and each takes the one that agrees.
  const pairUp = (isPair: (rule: Fact<unknown>, fact: Fact<unknown>) => boolean) => {
    for (const fact of model) {
      const partner = partners.has(fact) ? undefined : [...left].find((rule) => isPair(rule, fact));
      if (!partner) continue;
      partners.set(fact, partner);
      left.delete(partner);
    }
  };
  pairUp((rule, fact) => same(rule, fact) && agree(rule.value, fact.value));
  pairUp((rule, fact) => same(rule, fact) && sameWords(rule, fact));
  pairUp(same);
  const merged = model.map((fact, index) => {
    const rule = partners.get(fact);
    if (!rule) return claim(fact);
    if (agree(rule.value, fact.value)) return agreed(rule, fact);
    if (!isGrounded(fact)) return unconfirmed(rule);
    alternatives.set(`${field}/${index}`, rule.value);
    return disputed(fact);
  });
  return [...merged, ...[...left].map(unconfirmed)];
}

/** Both read it: the model's words, what only the rules know about it, and the rules' place in the document. */
function agreed(rule: Fact<unknown>, model: Fact<unknown>): Fact<unknown> {
  const evidence = isGrounded(rule) ? rule.evidence : model.evidence;
  if (evidence.length === 0) return claim(model);
  const { note: _, ...fact } = model;
  return {
    ...fact,
    value: completed(model.value, rule.value),
    evidence,
    confidence: rounded(Math.min(CERTAIN, Math.max(rule.confidence, model.confidence) + AGREED)),
    needsReview: false,
  };
}

const unconfirmed = (rule: Fact<unknown>): Fact<unknown> => {
  const confidence = rounded(rule.confidence * RULES_ONLY);
  return { ...rule, confidence, needsReview: rule.needsReview || confidence < REVIEW_BELOW };
};

const disputed = (model: Fact<unknown>): Fact<unknown> => ({
  ...model,
  confidence: rounded(model.confidence * DISPUTED),
  needsReview: true,
  note: 'The model and the rules read different values.',
});

const rounded = (confidence: number): number => Math.round(confidence * 1000) / 1000;
