import { Interrupted } from './errors.ts';

/** The longest delay a timer holds; longer ones fire at once. */
const LONGEST_DELAY_MS = 2_147_483_647;

/**
 * Waits until a time, however far.
 * @param until ms since the epoch
 * @throws Interrupted when the signal fires first
 */
export async function sleepUntil(until: number, now: () => number, signal: AbortSignal): Promise<void> {
  for (let left = until - now(); left > 0; left = until - now()) {
    await new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(new Interrupted());
      const stop = () => {
        clearTimeout(timer);
        reject(new Interrupted());
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
        Math.min(left, LONGEST_DELAY_MS),
      );
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}
