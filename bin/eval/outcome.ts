/** What comparing a reading with its labels gives, whichever rules compare them. */

/** The values of one document as `npm run extract` prints them. null, "" and [] mean that nothing was read. */
export type Reading = Readonly<Record<string, unknown>>;

export type MistakeKind = 'wrong' | 'missed' | 'invented';

export interface Mistake {
  /** wrong: another value is labelled; missed: nothing was read; invented: nothing is labelled. */
  readonly kind: MistakeKind;
  readonly read?: unknown;
  readonly labelled?: unknown;
}

export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** One field of one document. */
export interface Outcome extends Counts {
  readonly mistakes: readonly Mistake[];
  /** For each value read, in its order, whether it is right; null for one that is neither right nor wrong. */
  readonly verdicts: readonly (boolean | null)[];
}

export type Outcomes = Readonly<Record<string, Outcome>>;

export const NOTHING: Counts = { tp: 0, fp: 0, fn: 0, tn: 0 };

export const sumOf = (counts: readonly Counts[]): Counts =>
  counts.reduce(
    (sum, { tp, fp, fn, tn }) => ({ tp: sum.tp + tp, fp: sum.fp + fp, fn: sum.fn + fn, tn: sum.tn + tn }),
    NOTHING,
  );

export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** 0 where there is nothing to divide by. */
export function qualityOf({ tp, fp, fn }: Counts): Quality {
  const precision = tp + fp > 0 ? tp / (tp + fp) : 0;
  const recall = tp + fn > 0 ? tp / (tp + fn) : 0;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, f1 };
}

const EMPTYISH =
  /^(?:null|none|n\/?a|not (?:specified|stated|found|available|applicable|provided|mentioned)|unspecified|unknown|tbd|-+|\u2014)\.?$/i;

/** Is it a way of writing that there is no value? */
export const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && (value.trim() === '' || EMPTYISH.test(value.trim()))) ||
  (Array.isArray(value) && value.length === 0);

/** One value against one label. A field without label and value is right, and counted apart (tn). */
export function outcomeOfOne(
  read: unknown,
  labelled: unknown,
  isRight: (read: unknown, labelled: unknown) => boolean,
): Outcome {
  const none = { ...NOTHING, mistakes: [], verdicts: [] };
  if (isBlank(labelled))
    return isBlank(read)
      ? { ...none, tn: 1 }
      : { ...none, fp: 1, mistakes: [{ kind: 'invented', read }], verdicts: [false] };
  if (isBlank(read)) return { ...none, fn: 1, mistakes: [{ kind: 'missed', labelled }] };
  if (isRight(read, labelled)) return { ...none, tp: 1, verdicts: [true] };
  return { ...none, fp: 1, fn: 1, mistakes: [{ kind: 'wrong', read, labelled }], verdicts: [false] };
}
