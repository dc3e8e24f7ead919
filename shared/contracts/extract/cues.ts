/** Weighted evidence: what words around a candidate speak for or against it. */

/** A weight and the words that earn it. Weights of one kind of candidate are comparable with each other only. */
export type Cue = readonly [weight: number, words: RegExp];

/** The sum of the weights whose words occur in the text. */
export function weigh(text: string, cues: readonly Cue[]): number {
  let score = 0;
  for (const [weight, words] of cues) if (words.test(text)) score += weight;
  return score;
}
