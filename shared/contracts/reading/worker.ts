/** The process in which files are taken apart; see apart.ts. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inspectPdfPages } from '../inspect/pdf-pages.ts';
import { TOO_COMPLEX } from '../inspect/verdict.ts';
import { readDocxBody } from './docx/read-body.ts';
import { readPdfPages } from './pdf/read-pages.ts';
import { UnreadableError } from './unreadable.ts';

const TASKS = {
  'inspect-pdf': inspectPdfPages,
  'read-pdf': readPdfPages,
  'read-docx': readDocxBody,
} as const;
export type Task = keyof typeof TASKS;
export type Result<T extends Task> = Awaited<ReturnType<(typeof TASKS)[T]>>;

export interface Order {
  readonly task: Task;
  readonly bytes: Uint8Array;
}

export type Answer =
  | {
      readonly value: Result<Task>;
      /** Whether the process has grown so much that it had better not be kept beside the one that goes on. */
      readonly heavy: boolean;
    }
  | { readonly name: string; readonly message: string; readonly code?: string };

const MARK = 'gangway-reading';
/** Megabytes of the process's heap: 500 dense pages need two thirds of it. */
const HEAP = 384;
/** Bytes; an idle process has a third of it. */
const HEAVY = 200 * 2 ** 20;

/** Starts the process: this module again, whichever file it is bundled into, without this one's environment but for where
 * libraries are found. */
export const startWorker = (): ChildProcess =>
  fork(fileURLToPath(import.meta.url), [MARK], {
    env: process.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } : {},
    execArgv: [`--max-old-space-size=${HEAP}`, '--max-semi-space-size=8'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

async function answer({ task, bytes }: Order): Promise<Answer> {
  try {
    return { value: await TASKS[task](bytes), heavy: process.memoryUsage().rss > HEAVY };
  } catch (error) {
    // Elements within elements, deeper than any writer's, exhaust the stack.
    if (error instanceof RangeError)
      return { name: 'UnreadableError', message: TOO_COMPLEX.message, code: TOO_COMPLEX.code };
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { name, message, ...(error instanceof UnreadableError ? { code: error.code } : {}) };
  }
}

if (process.argv[2] === MARK && process.send !== undefined) {
  process.on('message', async (order: Order) => process.send?.(await answer(order)));
  process.on('disconnect', () => process.exit());
}
