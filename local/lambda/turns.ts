/** Lets so many at a time pass, in the order in which they came. */
export interface Turns {
  /** Waits for a turn; what it gives ends the turn, and must be called once. */
  readonly take: () => Promise<() => void>;
}

export function createTurns(limit: number): Turns {
  const queue: (() => void)[] = [];
  let free = limit;
  const end = (): void => {
    const next = queue.shift();
    if (next === undefined) free++;
    else next();
  };
  return {
    take: async () => {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => queue.push(resolve));
      return end;
    },
  };
}
