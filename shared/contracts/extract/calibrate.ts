/**
 * From what a rule thinks of its fact to how often such facts are right. The figures in calibration.ts are fitted to
 * labelled contracts by `npm run eval -- --calibrate`.
 */
import { type Extraction, type Fact, LIST_FIELDS, SCALAR_FIELDS } from '../extraction.ts';
import { CALIBRATION } from './calibration.ts';
import { REVIEW_BELOW } from './facts.ts';

/** The fields that facts belong to. */
export type FactField = (typeof SCALAR_FIELDS)[number] | (typeof LIST_FIELDS)[number];

/** A fact and where it stands: `index` of the `length` facts of its field. */
export interface FactEntry {
  readonly field: FactField;
  readonly fact: Fact<unknown>;
  readonly index: number;
  readonly length: number;
}

/** A logistic model: log-odds of a fact being right. */
export interface Calibration {
  /** By field: the factor of the prior's log-odds, and what is added to it. Fields without labels take `others`. */
  readonly fields: Readonly<Partial<Record<FactField, LogOdds>>>;
  readonly others: LogOdds;
  /** What else counts, alike in all fields: one weight for each of the figures of {@link circumstancesOf}. */
  readonly weights: readonly number[];
}

interface LogOdds {
  readonly slope: number;
  readonly offset: number;
}

export const CIRCUMSTANCES = ['computed', 'position', 'evidence', 'page', 'borne out'] as const;

/** What is known of a fact besides its rule's own opinion, in the order of {@link CIRCUMSTANCES}. Each is about 0…1. */
export function circumstancesOf(extraction: Extraction, { field, fact, index }: FactEntry): number[] {
  return [
    fact.method === 'computed' ? 1 : 0,
    Math.log2(1 + index) / 4,
    Math.min(3, Math.max(0, fact.evidence.length - 1)) / 3,
    Math.log2(fact.evidence[0]?.page ?? 1) / 4,
    isBorneOut(extraction, field, fact) ? 1 : 0,
  ];
}

/** Does another part of the reading, found by other rules, say the same? */
function isBorneOut(extraction: Extraction, field: FactField, fact: Fact<unknown>): boolean {
  const words = (value: string): string =>
    ` ${value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  if (field === 'parties') {
    const name = words((fact.value as { name: string }).name);
    return extraction.stakeholders.some(
      ({ value }) => value.organization !== null && words(value.organization) === name,
    );
  }
  if (field === 'stakeholders') {
    const person = fact.value as { email: string | null; phone: string | null; title: string | null };
    return person.email !== null || person.phone !== null || person.title !== null;
  }
  if (field === 'agreementDate' || field === 'effectiveDate') {
    const other = field === 'agreementDate' ? extraction.effectiveDate : extraction.agreementDate;
    return other?.value === fact.value;
  }
  if (field === 'expirationDate') return extraction.term !== null;
  if (field === 'term') return extraction.expirationDate !== null;
  if (field === 'renewalTerm') return extraction.noticePeriod !== null;
  if (field === 'noticePeriod') return extraction.renewalTerm !== null;
  return false;
}

const LEAST = 0.01;
const MOST = 0.99;
const within = (probability: number): number => Math.min(MOST, Math.max(LEAST, probability));

/** The log-odds of what a rule thinks. */
export const priorOdds = (prior: number): number => Math.log(within(prior) / (1 - within(prior)));
export const logistic = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** How often facts of this kind are right. */
export function frequencyOf(
  { fields, others, weights }: Calibration,
  field: FactField,
  prior: number,
  circumstances: readonly number[],
): number {
  const { slope, offset } = fields[field] ?? others;
  const odds = circumstances.reduce(
    (sum, figure, index) => sum + figure * (weights[index] ?? 0),
    offset + slope * priorOdds(prior),
  );
  return Math.round(within(logistic(odds)) * 1000) / 1000;
}

/** Every fact, field by field. */
export const factsOf = (extraction: Extraction): FactEntry[] =>
  [...SCALAR_FIELDS, ...LIST_FIELDS].flatMap((field) => {
    const facts: readonly Fact<unknown>[] = [extraction[field] ?? []].flat();
    return facts.map((fact, index) => ({ field, index, length: facts.length, fact }));
  });

/** The same facts, with confidences that are frequencies. A fact without evidence is trusted no more than before. */
export function calibrated(extraction: Extraction, calibration: Calibration = CALIBRATION): Extraction {
  const facts = new Map(
    factsOf(extraction).map((entry) => [entry.fact, settled(extraction, entry, calibration)]),
  );
  const result = SCALAR_FIELDS.map((field) => [field, extraction[field] && facts.get(extraction[field])]);
  const lists = LIST_FIELDS.map((field) => [field, extraction[field].map((fact) => facts.get(fact))]);
  return Object.fromEntries([...result, ...lists]) as Extraction;
}

function settled(extraction: Extraction, entry: FactEntry, calibration: Calibration): Fact<unknown> {
  const { field, fact } = entry;
  const frequency = frequencyOf(calibration, field, fact.confidence, circumstancesOf(extraction, entry));
  const grounded = fact.evidence.length > 0;
  const confidence = grounded ? frequency : Math.min(frequency, fact.confidence);
  return { ...fact, confidence, needsReview: !grounded || confidence < REVIEW_BELOW };
}
