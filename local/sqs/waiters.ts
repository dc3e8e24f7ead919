/** Receivers that wait for a queue to change. */
export class Waiters {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Lets every receiver of the queue look again. */
  wake(queue: string): void {
    const waiting = this.#waiting.get(queue);
    if (waiting === undefined) return;
    this.#waiting.delete(queue);
    for (const resume of waiting) resume();
  }

  /** Resolves on {@link wake}, after `ms`, or when the signal fires. */
  wait(queue: string, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(queue) ?? new Set();
      this.#waiting.set(queue, waiting);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      // One more millisecond: a timer may fire a little before the clock reaches the time it stands for.
      const timer = setTimeout(done, ms + 1);
      timer.unref();
      signal?.addEventListener('abort', done, { once: true });
      waiting.add(done);
    });
  }
}
