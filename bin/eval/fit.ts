/**
 * Fits confidences to what labels say: a logistic model with ridge penalties, solved by Newton's method. Each field has
 * its own slope and offset, drawn strongly towards those of all fields, because some fields have few labels.
 */
import type { Calibration, FactField } from '../../shared/contracts/extract/calibrate.ts';
import { CIRCUMSTANCES, logistic, priorOdds } from '../../shared/contracts/extract/calibrate.ts';

export interface Sample {
  readonly field: FactField;
  /** What the rule thinks, 0…1. */
  readonly prior: number;
  readonly circumstances: readonly number[];
  readonly right: boolean;
  /** Whether rules were fitted to this contract: they do better on it than on contracts that nobody has seen. */
  readonly tuning: boolean;
  /** Samples of one contract, in whatever format, are fitted and tested together. */
  readonly contract: string;
}

/** How strongly a field's own figures are drawn to the common ones; as many values that say otherwise weigh as much. */
const FIELD_PENALTY = 4;
const COMMON_PENALTY = 0.1;
/** A rule that is surer is never trusted less. */
const LEAST_SLOPE = 0.05;
const ROUNDS = 50;

export function fitCalibration(samples: readonly Sample[]): Calibration {
  const fields = [...new Set(samples.map(({ field }) => field))].sort();
  // The last of the common ones is what tuning adds; a contract that nobody has seen does without it.
  const common = 3 + CIRCUMSTANCES.length;
  const width = common + 2 * fields.length;
  const rows = samples.map(({ field, prior, circumstances, tuning }) => {
    const row = new Float64Array(width);
    const odds = priorOdds(prior);
    const own = common + 2 * fields.indexOf(field);
    row.set([odds, 1, ...circumstances, Number(tuning)]);
    row.set([odds, 1], own);
    return row;
  });
  const penalty = Float64Array.from({ length: width }, (_, index) =>
    index < common ? COMMON_PENALTY : FIELD_PENALTY,
  );
  // Without samples a rule's own opinion stands.
  const start = new Float64Array(width);
  start[0] = 1;
  const fitted = newton(
    rows,
    samples.map(({ right }) => Number(right)),
    penalty,
    start,
  );
  const at = (index: number): number => fitted[index] ?? 0;
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  const figures = (slope: number, offset: number) => ({
    slope: rounded(Math.max(LEAST_SLOPE, slope)),
    offset: rounded(offset),
  });
  return {
    others: figures(at(0), at(1)),
    fields: Object.fromEntries(
      fields.map((field, index) => {
        const own = common + 2 * index;
        return [field, figures(at(0) + at(own), at(1) + at(own + 1))];
      }),
    ),
    weights: CIRCUMSTANCES.map((_, index) => rounded(at(2 + index))),
  };
}

/** Minimises the log loss plus half the penalised squared distance from `start`. */
function newton(
  rows: readonly Float64Array[],
  targets: readonly number[],
  penalty: Float64Array,
  start: Float64Array,
): Float64Array {
  const width = start.length;
  const weights = Float64Array.from(start);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, i) => penalty[i]! * (weight - start[i]!));
    const hessian = Array.from({ length: width }, (_, i) => {
      const line = new Float64Array(width);
      line[i] = penalty[i]!;
      return line;
    });
    for (const [index, row] of rows.entries()) {
      const used = [...row.keys()].filter((i) => row[i] !== 0);
      const chance = logistic(used.reduce((sum, i) => sum + row[i]! * weights[i]!, 0));
      const curvature = Math.max(1e-9, chance * (1 - chance));
      for (const i of used) {
        gradient[i]! += (chance - targets[index]!) * row[i]!;
        for (const j of used) hessian[i]![j]! += curvature * row[i]! * row[j]!;
      }
    }
    const step = solve(hessian, gradient);
    for (const i of weights.keys()) weights[i]! -= step[i]!;
    if (step.every((part) => Math.abs(part) < 1e-7)) break;
  }
  return weights;
}

/** Gaussian elimination with pivots; the matrix is positive definite by its penalty. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row, i) => Float64Array.of(...row, right[i]!));
  const width = rows.length;
  for (let column = 0; column < width; column++) {
    let pivot = column;
    for (let i = column + 1; i < width; i++)
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const lead = rows[column]!;
    for (let i = column + 1; i < width; i++) {
      const factor = rows[i]![column]! / lead[column]!;
      if (factor !== 0) for (let j = column; j <= width; j++) rows[i]![j]! -= factor * lead[j]!;
    }
  }
  const result = new Float64Array(width);
  for (let i = width - 1; i >= 0; i--) {
    let rest = rows[i]![width]!;
    for (let j = i + 1; j < width; j++) rest -= rows[i]![j]! * result[j]!;
    result[i] = rest / rows[i]![i]!;
  }
  return result;
}
