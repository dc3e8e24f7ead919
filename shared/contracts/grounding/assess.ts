/** How far a fact can be trusted. */

import { REVIEW_BELOW } from '../extract/facts.ts';
import type { Evidence } from '../extraction.ts';

/** Without a place in the document nothing is trusted more than this. */
export const UNGROUNDED = 0.2;

export interface Features {
  readonly evidence: readonly Evidence[];
  /** What the extractor itself thinks, 0…1. */
  readonly prior: number;
  /** 1 for the very words, less for a noisy match. */
  readonly quality: number;
  /** The recogniser's confidence for the page's text; 1 for digital text. */
  readonly reading: number;
  /** Parts of the fact that the document does not hold and that were left out. */
  readonly missing: number;
}

export interface Assessment {
  readonly confidence: number;
  readonly needsReview: boolean;
}

/** Combines what is known about a fact into a confidence that ranks errors. */
export function assess({ evidence, prior, quality, reading, missing }: Features): Assessment {
  if (evidence.length === 0) return { confidence: Math.min(prior, UNGROUNDED), needsReview: true };
  const trust = prior * (0.35 + 0.65 * quality) * (0.5 + 0.5 * reading) * 0.85 ** missing;
  const confidence = Math.round(Math.min(0.99, Math.max(0.01, trust)) * 1000) / 1000;
  return { confidence, needsReview: confidence < REVIEW_BELOW };
}
