/** What the pollers of queues and streams share. */
import type { Invoke } from '../types.ts';
import type { Mapping } from './mapping.ts';
import type { MappingStatus } from './types.ts';

/** A mapping at work. */
export interface Source {
  readonly status: MappingStatus;
  start(): void;
  /** Resolves when the last invocation has ended. */
  stop(): Promise<void>;
}

/** Counts and remembers how a mapping fares. */
export class Statistics {
  readonly #mapping: Mapping;
  #invocations = 0;
  #failures = 0;
  #discarded = 0;
  #lastError: string | undefined;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  get status(): MappingStatus {
    const { id, sourceArn, functionName, enabled } = this.#mapping;
    return {
      id,
      sourceArn,
      functionName,
      enabled,
      invocations: this.#invocations,
      failures: this.#failures,
      discarded: this.#discarded,
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  discard(records: number): void {
    this.#discarded += records;
  }

  /** Remembers an error of the source itself, for the page. */
  report(error: unknown): void {
    this.#lastError = String(error);
  }

  /** Invokes the mapping's function; an error of the function or of the invocation comes as `error`. */
  async invoke(invoke: Invoke, event: object): Promise<{ payload?: unknown; error?: string }> {
    this.#invocations++;
    try {
      const { payload, error } = await invoke(this.#mapping.functionName, event);
      return error === undefined ? { payload } : this.#failed(`${error.name}: ${error.message}`);
    } catch (error) {
      return this.#failed(String(error));
    }
  }

  #failed(error: string) {
    this.#failures++;
    this.#lastError = error;
    return { error };
  }
}

/** Waits; ends early when the signal fires. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    timer.unref();
    signal.addEventListener('abort', done, { once: true });
  });
}
