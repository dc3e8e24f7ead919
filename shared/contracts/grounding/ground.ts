/** Finds a value's place in the document. */
import type { NormalizedDocument } from '../document.ts';
import type { Span } from '../extract/source.ts';
import type { Evidence, Money } from '../extraction.ts';
import { matchText } from './match-text.ts';
import {
  matchDate,
  matchDuration,
  matchLaw,
  matchMoney,
  matchNumber,
  matchOpenEnd,
  matchPaymentTerms,
  matchPercent,
} from './match-typed.ts';
import { indexOf, type Match, type WordIndex } from './word-index.ts';

/** What a value is, so that it is compared by meaning and not by spelling. */
export type ValueKind =
  | 'text'
  | 'date'
  | 'duration'
  | 'money'
  | 'number'
  | 'percent'
  | 'law'
  | 'payment-terms';

export interface GroundHints {
  readonly kind: ValueKind;
  /** Words that are said to hold the value: a model's quote. Matches inside them come first. */
  readonly quote?: string;
  /** A span that the value belongs to: the item of an amount. The nearest match comes first. */
  readonly near?: Span;
}

export type GroundValue = string | number | Money;

function matchesOf(index: WordIndex, value: GroundValue, kind: ValueKind): Match[] {
  if (typeof value === 'object') return matchMoney(index, value);
  if (typeof value === 'number')
    return kind === 'percent' ? matchPercent(index, value) : matchNumber(index, value);
  switch (kind) {
    case 'date':
      return value === 'perpetual' ? matchOpenEnd(index) : matchDate(index, value);
    case 'duration':
      return matchDuration(index, value);
    case 'law':
      return matchLaw(index, value);
    case 'payment-terms':
      return matchPaymentTerms(index, value);
    default:
      return matchText(index, value);
  }
}

const gap = (a: Span, b: Span): number => Math.max(0, a.start - b.end, b.start - a.end);

/** All places of a value, the likeliest first; empty where the document does not hold it. */
export function matches(index: WordIndex, value: GroundValue, hints: GroundHints): Match[] {
  const found = matchesOf(index, value, hints.kind);
  if (found.length < 2) return found;
  const quoted =
    hints.quote === undefined || hints.quote.trim() === ''
      ? []
      : matchText(index, hints.quote).map((match) => match.span);
  const inside = (match: Match): number => (quoted.some((span) => gap(span, match.span) === 0) ? 0 : 1);
  const near = hints.near;
  const far = (match: Match): number => (near === undefined ? 0 : gap(near, match.span));
  return found.sort(
    (a, b) =>
      inside(a) - inside(b) || far(a) - far(b) || b.quality - a.quality || a.span.start - b.span.start,
  );
}

/**
 * The evidence of a value: page, the document's own words, and their box.
 * Text is matched exactly, then without case and signs, then word by word with a tolerance for recognition errors;
 * dates, durations, amounts and jurisdictions by what they mean. Empty where the document does not hold the value.
 *
 * @example ground('2025-04-01', { kind: 'date' }, document) // [{ page: 1, quote: 'April 1, 2025', box: {…} }]
 */
export function ground(value: GroundValue, hints: GroundHints, document: NormalizedDocument): Evidence[] {
  const index = indexOf(document);
  const [best] = matches(index, value, hints);
  return best === undefined ? [] : index.source.locate(best.span);
}
