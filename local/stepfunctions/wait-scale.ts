/** Shorter, or longer, pauses before retries. What a Wait state waits is scaled where it is evaluated. */
import type { State, States } from './types.ts';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const DEFAULT_INTERVAL_SECONDS = 1;

/** The same machine with the pauses of all its retries, nested ones included, multiplied by a factor. */
export function scaleRetries<M extends States>(machine: M, factor: number): M {
  if (factor === 1) return machine;
  const states = Object.entries(machine.States).map(([name, state]) => [name, scaleState(state, factor)]);
  return { ...machine, States: Object.fromEntries(states) };
}

function scaleState(state: State, factor: number): State {
  const { Retry, Branches, ItemProcessor } = state;
  return {
    ...state,
    ...(Array.isArray(Retry) && { Retry: Retry.map((retrier) => scaleRetrier(retrier, factor)) }),
    ...(Array.isArray(Branches) && {
      Branches: (Branches as States[]).map((branch) => scaleRetries(branch, factor)),
    }),
    ...(ItemProcessor !== undefined && { ItemProcessor: scaleRetries(ItemProcessor as States, factor) }),
  };
}

function scaleRetrier(retrier: Readonly<Record<string, unknown>>, factor: number): object {
  const { IntervalSeconds = DEFAULT_INTERVAL_SECONDS, MaxDelaySeconds } = retrier;
  return {
    ...retrier,
    IntervalSeconds: Number(IntervalSeconds) * factor,
    ...(MaxDelaySeconds !== undefined && { MaxDelaySeconds: Number(MaxDelaySeconds) * factor }),
  };
}
