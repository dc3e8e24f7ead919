import type { Evidence, Fact, Method } from '../extraction.ts';
import type { Source, Span } from './source.ts';

/**
 * Below this confidence a person is asked to look: of calibrated facts at one in ten, among which is a third of the
 * wrong ones (`npm run eval`). Not above what a model's claim is worth that the document holds in its very words.
 */
export const REVIEW_BELOW = 0.7;

export interface FactOptions {
  readonly method?: Method;
  readonly note?: string;
}

const clamp = (value: number): number => Math.round(Math.min(0.99, Math.max(0.01, value)) * 1000) / 1000;

/** A fact that stands on the given evidence. */
export function factOf<T>(
  value: T,
  evidence: readonly Evidence[],
  confidence: number,
  options: FactOptions = {},
): Fact<T> {
  const certain = clamp(evidence.length === 0 ? Math.min(confidence, 0.2) : confidence);
  return {
    value,
    evidence,
    confidence: certain,
    method: options.method ?? 'rule',
    needsReview: evidence.length === 0 || certain < REVIEW_BELOW,
    ...(options.note === undefined ? {} : { note: options.note }),
  };
}

/** A fact read from spans of the source. */
export function factAt<T>(
  source: Source,
  value: T,
  spans: readonly Span[],
  confidence: number,
  options: FactOptions = {},
): Fact<T> {
  return factOf(
    value,
    spans.flatMap((span) => source.locate(span)),
    confidence,
    options,
  );
}
