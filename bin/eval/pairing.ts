/** Pairs what was read with what is labelled, one to one, best scores first. */

export interface Pairing {
  /** Positions of the value read and of the label, in the order in which they were paired. */
  readonly pairs: readonly (readonly [read: number, labelled: number])[];
  /** Positions without a partner. */
  readonly extra: readonly number[];
  readonly missed: readonly number[];
}

/** @param score above 0 where the two may be one thing */
export function pairUp<R, L>(
  read: readonly R[],
  labelled: readonly L[],
  score: (read: R, labelled: L) => number,
): Pairing {
  const candidates = read.flatMap((value, i) =>
    labelled.map((label, j) => ({ score: score(value, label), i, j })).filter((each) => each.score > 0),
  );
  candidates.sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j);
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, j } of candidates) {
    if (partners.has(i) || taken.has(j)) continue;
    partners.set(i, j);
    taken.add(j);
  }
  return {
    pairs: [...partners],
    extra: [...read.keys()].filter((i) => !partners.has(i)),
    missed: [...labelled.keys()].filter((j) => !taken.has(j)),
  };
}
