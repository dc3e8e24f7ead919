/** Does confidence rank errors, and is it a frequency? Every value read counts by itself, entries of lists too. */
import { type FactField, factsOf } from '../../shared/contracts/extract/calibrate.ts';
import type { Extraction } from '../../shared/contracts/extraction.ts';
import type { Outcomes } from './outcome.ts';

/** A value that was read and that labels judge. */
export interface Judged {
  readonly field: FactField;
  readonly confidence: number;
  readonly needsReview: boolean;
  readonly right: boolean;
}

/** The facts that labels judge, each with its place in the extraction. */
export function judgedFacts(extraction: Extraction, outcomes: Outcomes) {
  return factsOf(extraction).flatMap((entry) => {
    const { field, index, fact } = entry;
    const verdicts = outcomes[field]?.verdicts ?? [];
    // Both sums are one fact, which is right when nothing of it is wrong.
    const verdict =
      field === 'totals' ? (verdicts.length > 0 ? verdicts.every(Boolean) : null) : (verdicts[index] ?? null);
    if (verdict === null) return [];
    const { confidence, needsReview } = fact;
    return [{ ...entry, judged: { field, confidence, needsReview, right: verdict } satisfies Judged }];
  });
}

/**
 * The area under the ROC curve: how often a right value has more confidence than a wrong one, ties counting half.
 * null where one of the two kinds is missing.
 */
export function areaUnderCurve(judged: readonly Pick<Judged, 'confidence' | 'right'>[]): number | null {
  const sorted = judged.toSorted((a, b) => a.confidence - b.confidence);
  const right = sorted.filter((each) => each.right).length;
  const wrong = sorted.length - right;
  if (right === 0 || wrong === 0) return null;
  let ranks = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]!.confidence === sorted[start]!.confidence) end++;
    const meanRank = (start + 1 + end) / 2;
    ranks += meanRank * sorted.slice(start, end).filter((each) => each.right).length;
    start = end;
  }
  return (ranks - (right * (right + 1)) / 2) / (right * wrong);
}

const BINS = 10;

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly values: number;
  readonly confidence: number;
  readonly right: number;
}

/** Ten bins of equal width: how sure, and how often right. Empty ones are left out. */
export function reliability(judged: readonly Pick<Judged, 'confidence' | 'right'>[]): Bin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const inside = judged.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      values: inside.length,
      confidence: mean(inside.map(({ confidence }) => confidence)),
      right: mean(inside.map(({ right }) => Number(right))),
    };
  }).filter(({ values }) => values > 0);
}

/** Expected calibration error: the mean distance of confidence and frequency, weighted by values. */
export const calibrationError = (bins: readonly Bin[]): number => {
  const values = bins.reduce((sum, bin) => sum + bin.values, 0);
  return bins.reduce(
    (sum, bin) => sum + (bin.values / Math.max(1, values)) * Math.abs(bin.confidence - bin.right),
    0,
  );
};

export interface Trust {
  readonly values: number;
  readonly right: number;
  readonly auroc: number | null;
  readonly ece: number;
  readonly reliability: readonly Bin[];
  readonly review: Review;
}

export interface Review {
  /** Of all values, those that a person is asked about. */
  readonly share: number;
  /** Of the wrong values, those among them. null where none is wrong. */
  readonly caught: number | null;
  /** How often a value is right that nobody is asked about, and one that somebody is. */
  readonly precisionAbove: number | null;
  readonly precisionBelow: number | null;
}

export function trustOf(judged: readonly Judged[]): Trust {
  const bins = reliability(judged);
  return {
    values: judged.length,
    right: judged.filter(({ right }) => right).length,
    auroc: areaUnderCurve(judged),
    ece: calibrationError(bins),
    reliability: bins,
    review: reviewOf(judged),
  };
}

function reviewOf(judged: readonly Judged[]): Review {
  const share = (part: readonly Judged[], of: (each: Judged) => boolean) =>
    part.length === 0 ? null : part.filter(of).length / part.length;
  const isRight = ({ right }: Judged) => right;
  return {
    share: share(judged, ({ needsReview }) => needsReview) ?? 0,
    caught: share(
      judged.filter(({ right }) => !right),
      ({ needsReview }) => needsReview,
    ),
    precisionAbove: share(
      judged.filter(({ needsReview }) => !needsReview),
      isRight,
    ),
    precisionBelow: share(
      judged.filter(({ needsReview }) => needsReview),
      isRight,
    ),
  };
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
