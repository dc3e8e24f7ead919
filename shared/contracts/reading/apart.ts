/**
 * Files are taken apart in a process of their own, which can be ended: a page of a few hundred bytes can keep pdf.js busy
 * for hours within a single call, or fill the memory, and neither can be stopped from within; a thread that runs out of
 * memory may take the whole process along. The process has no environment, so no credentials. It is kept for the next
 * file, unless a big one made it grow.
 */
import type { ChildProcess } from 'node:child_process';
import { TOO_COMPLEX } from '../inspect/verdict.ts';
import { UnreadableError } from './unreadable.ts';
import type { Answer, Order, Result, Task } from './worker.ts';

/** Time for one file, in milliseconds: several times what 500 pages take. */
const LIMIT = 60_000;

let idle: ChildProcess | null = null;

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
  const { startWorker } = await import('./worker.ts');
  const worker = idle ?? startWorker();
  idle = null;
  const answer = await answerOf(worker, { task, bytes }, milliseconds, signal);
  if ('value' in answer) return answer.value as Result<T>;
  throw answer.code === undefined
    ? Object.assign(new Error(answer.message), { name: answer.name })
    : new UnreadableError(answer.code, answer.message);
}

/** Waits for an answer; a process that gives none is ended. */
async function answerOf(
  worker: ChildProcess,
  order: Order,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const kill = () => worker.kill('SIGKILL');
  const done = new AbortController();
  const once = { once: true, signal: done.signal };
  process.once('exit', kill);
  worker.ref();
  worker.channel?.ref();
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const fail = () => reject(new UnreadableError(TOO_COMPLEX.code, TOO_COMPLEX.message));
      const timer = setTimeout(fail, milliseconds);
      done.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      signal?.addEventListener('abort', () => reject(signal.reason as Error), once);
      worker.once('message', resolve);
      worker.once('error', fail);
      worker.once('exit', fail);
      worker.send(order, (error) => error && fail());
    });
    const heavy = 'heavy' in answer && answer.heavy;
    if (idle === null && worker.connected && !heavy) {
      idle = worker;
      worker.unref();
      worker.channel?.unref();
    } else kill();
    return answer;
  } catch (error) {
    kill();
    throw error;
  } finally {
    done.abort();
    process.removeListener('exit', kill);
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    // A process that ends while nobody waits is not used again.
    worker.once('exit', () => {
      if (idle === worker) idle = null;
    });
    worker.on('error', () => {});
  }
}
