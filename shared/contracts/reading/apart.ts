/**
 * Files are taken apart on a thread of their own, which can be ended: a page of a few hundred bytes can keep pdf.js busy
 * for hours within a single call, or fill the memory, and neither can be stopped from within. The thread is kept for the
 * next file.
 */
import type { Worker } from 'node:worker_threads';
import { TOO_COMPLEX } from '../inspect/verdict.ts';
import { UnreadableError } from './unreadable.ts';
import type { Answer, Order, TASKS, Task } from './worker.ts';

type Result<T extends Task> = Awaited<ReturnType<(typeof TASKS)[T]>>;

/** Time for one file, in milliseconds: several times what 500 pages take. */
const LIMIT = 60_000;

let idle: Worker | null = null;

/**
 * @throws whatever `options.signal` was aborted with; UnreadableError when time or memory run out; otherwise what the
 * task threw, by name and message
 */
export async function runApart<T extends Task>(
  task: T,
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal; readonly milliseconds?: number } = {},
): Promise<Result<T>> {
  const { signal, milliseconds = LIMIT } = options;
  signal?.throwIfAborted();
  const worker = idle ?? (await import('./worker.ts')).startWorker();
  idle = null;
  worker.ref();
  const order: Order = { task, bytes };
  const tooComplex = () => new UnreadableError(TOO_COMPLEX.code, TOO_COMPLEX.message);
  const stop = new AbortController();
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const once = { once: true, signal: stop.signal };
      const timer = setTimeout(() => reject(tooComplex()), milliseconds);
      stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      signal?.addEventListener('abort', () => reject(signal.reason as Error), once);
      worker.removeAllListeners();
      worker.once('message', resolve);
      // Out of memory, or an error outside of any promise.
      worker.once('error', () => reject(tooComplex()));
      worker.once('exit', () => reject(tooComplex()));
      worker.postMessage(order);
    });
    worker.removeAllListeners();
    if (idle === null) {
      idle = worker;
      worker.unref();
    } else await worker.terminate();
    if ('value' in answer) return answer.value as Result<T>;
    throw answer.code === undefined
      ? Object.assign(new Error(answer.message), { name: answer.name })
      : new UnreadableError(answer.code, answer.message);
  } catch (error) {
    if (idle !== worker) await worker.terminate();
    throw error;
  } finally {
    stop.abort();
  }
}
