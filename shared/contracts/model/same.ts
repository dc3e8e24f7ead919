/** Do two extractors say the same of one thing? Values are compared by what they mean, not by how they are spelt. */
import { parseDuration } from '../extract/durations.ts';
import { nameKey, samePerson } from '../extract/names.ts';
import type { Extraction, Fact, LIST_FIELDS, Money, SCALAR_FIELDS, ServiceLevel } from '../extraction.ts';
import { folded } from '../folded.ts';
import { fold } from '../grounding/word-index.ts';

export type ScalarField = (typeof SCALAR_FIELDS)[number];
export type ListField = (typeof LIST_FIELDS)[number];

const sameMoney = (a: unknown, b: unknown): boolean => {
  const [left, right] = [a, b] as Money[];
  return left?.minor === right?.minor && left?.currency === right?.currency;
};

/** Two parts of a value do not contradict each other while one of them is not known. */
const compatible = (a: unknown, b: unknown, equal = Object.is): boolean =>
  a === null || b === null || equal(a, b);

const sameText = (a: unknown, b: unknown): boolean => fold(String(a)) === fold(String(b));

/** Twelve months are a year; thirty days are no month. */
function durationKey(text: string): string {
  const duration = parseDuration(text);
  if (!duration) return fold(text);
  const months: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
  const factor = months[duration.unit];
  if (factor !== undefined) return `${duration.count * factor} months`;
  return duration.unit === 'week' ? `${duration.count * 7} days` : `${duration.count} ${duration.unit}s`;
}

const lawKey = (text: string): string =>
  fold(text.replace(/\b(?:the|laws?|state|commonwealth|province|republic|of|internal)\b/gi, ' '));

const SCALAR_KEYS: Partial<Record<ScalarField, (text: string) => string>> = {
  term: durationKey,
  renewalTerm: durationKey,
  noticePeriod: durationKey,
  governingLaw: lawKey,
};

/** Is it the same value of a single-valued field? */
export function sameScalar(field: ScalarField, a: unknown, b: unknown): boolean {
  if (field === 'totals') {
    const [left, right] = [a, b] as NonNullable<Extraction['totals']>['value'][];
    return (
      compatible(left!.annual, right!.annual, sameMoney) && compatible(left!.total, right!.total, sameMoney)
    );
  }
  const key = SCALAR_KEYS[field] ?? fold;
  return key(String(a)) === key(String(b));
}

/** Words and figures, without case and accents, between spaces. */
const words = (text: string): string =>
  ` ${(folded(text).match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []).join(' ')} `;

/** The one name, or a name and its longer form. "4 hours" is no part of "24 hours". */
function related(a: string, b: string): boolean {
  if (fold(a) === fold(b)) return true;
  const [left, right] = [words(a), words(b)];
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.trim().length >= 4 && long.includes(short);
}

interface Comparison<T> {
  /** Are both about one thing? */
  readonly same: (a: Fact<T>, b: Fact<T>) => boolean;
  /** Do they agree about it? Asked of the same things only. */
  readonly agree: (a: T, b: T) => boolean;
}

const sameTarget = (a: ServiceLevel, b: ServiceLevel): boolean =>
  related(a.target, b.target) || durationKey(a.target) === durationKey(b.target);

const COMPARISONS: { readonly [F in ListField]: Comparison<Extraction[F][number]['value']> } = {
  parties: {
    same: ({ value: a }, { value: b }) => nameKey(a.name) === nameKey(b.name),
    agree: (a, b) => a.role === b.role || a.role === 'other' || b.role === 'other',
  },
  stakeholders: {
    same: ({ value: a }, { value: b }) =>
      samePerson(a.name, b.name) || (a.email !== null && b.email !== null && sameText(a.email, b.email)),
    agree: (a, b) => compatible(a.email, b.email, sameText) && compatible(a.phone, b.phone, sameText),
  },
  entitlements: {
    same: ({ value: a }, { value: b }) => related(a.product, b.product),
    agree: (a, b) =>
      compatible(a.quantity, b.quantity) && compatible(a.start, b.start) && compatible(a.end, b.end),
  },
  pricing: {
    same: ({ value: a }, { value: b }) => related(a.item, b.item),
    agree: (a, b) =>
      compatible(a.amount, b.amount, sameMoney) &&
      compatible(a.unitPrice, b.unitPrice, sameMoney) &&
      compatible(a.percent, b.percent) &&
      compatible(a.quantity, b.quantity),
  },
  serviceLevels: {
    // Extractors name a metric as they like; the words that promise it are the same.
    same: (a, b) =>
      related(a.value.metric, b.value.metric) || (sameWords(a, b) && sameTarget(a.value, b.value)),
    agree: (a, b) => sameTarget(a, b),
  },
  technicalRequirements: {
    same: (a, b) => related(a.value.requirement, b.value.requirement) || sameWords(a, b),
    agree: () => true,
  },
};

export const comparison = (field: ListField): Comparison<unknown> =>
  COMPARISONS[field] as unknown as Comparison<unknown>;

/** Do both stand on the same words? Then they are about one thing, whatever they call it. */
export const sameWords = (a: Fact<unknown>, b: Fact<unknown>): boolean =>
  a.evidence.some((left) =>
    b.evidence.some(
      (right) => left.page === right.page && fold(left.quote).length > 3 && related(left.quote, right.quote),
    ),
  );

/** The first value with what only the second one knows: blanks filled, lists united. */
export function completed(value: unknown, other: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const more = other as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const known = more[name];
      if (Array.isArray(part)) return [name, [...new Set([...part, ...((known as unknown[]) ?? [])])]];
      if (name === 'role' && part === 'other') return [name, known];
      return [name, part ?? known ?? null];
    }),
  );
}
