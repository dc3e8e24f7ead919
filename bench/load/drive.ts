/** Drives calls against the system: all at once, or at a steady rate, and keeps what each took and how it ended. */

export interface Outcome {
  /** Milliseconds until the call was over. */
  readonly ms: number;
  /** Why it did not succeed. */
  readonly error?: string;
}

export interface Load {
  readonly outcomes: readonly Outcome[];
  /** Milliseconds from the first call until the last was over. */
  readonly wall: number;
}

async function timed(call: () => Promise<unknown>): Promise<Outcome> {
  const began = performance.now();
  try {
    await call();
    return { ms: performance.now() - began };
  } catch (error) {
    return { ms: performance.now() - began, error: (error as Error).message.slice(0, 200) };
  }
}

/** Every call begins at the same moment. */
export async function atOnce(calls: readonly (() => Promise<unknown>)[]): Promise<Load> {
  const began = performance.now();
  const outcomes = await Promise.all(calls.map(timed));
  return { outcomes, wall: performance.now() - began };
}

/** So many callers, each beginning its next call when its last is over. */
export async function inTurns(callers: number, calls: readonly (() => Promise<unknown>)[]): Promise<Load> {
  const began = performance.now();
  const waiting = [...calls];
  const outcomes: Outcome[] = [];
  const caller = async () => {
    for (let call = waiting.shift(); call; call = waiting.shift()) outcomes.push(await timed(call));
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { outcomes, wall: performance.now() - began };
}

/**
 * Begins a call each `1000 / perSecond` ms, whether or not earlier ones are over: a system that falls behind shows it
 * in what its calls take, which counts from when the call was due.
 */
export async function atRate(perSecond: number, calls: readonly (() => Promise<unknown>)[]): Promise<Load> {
  const began = performance.now();
  const outcomes = await Promise.all(
    calls.map(async (call, index): Promise<Outcome> => {
      const due = began + (index * 1000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const late = performance.now() - due;
      const outcome = await timed(call);
      return { ...outcome, ms: outcome.ms + Math.max(0, late) };
    }),
  );
  return { outcomes, wall: performance.now() - began };
}
