/** Answers that take as long for an address that is known as for one that is not. */

import { sleep } from '../kernel/time.ts';

/** Longer than what Cognito does for either: what is measured from outside is this. */
const LEAST_MS = 700;

/** Runs the work and answers no sooner than everybody is answered. */
export async function evenly<T>(work: () => Promise<T>, leastMs = LEAST_MS): Promise<T> {
  const [result] = await Promise.allSettled([work(), sleep(leastMs)]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
