/** The thread in which files are taken apart; see apart.ts. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { inspectPdfPages } from '../inspect/pdf-pages.ts';
import { readDocxBody } from './docx/read-body.ts';
import { readPdfPages } from './pdf/read-pages.ts';
import { UnreadableError } from './unreadable.ts';

export const TASKS = {
  'inspect-pdf': inspectPdfPages,
  'read-pdf': readPdfPages,
  'read-docx': readDocxBody,
} as const;
export type Task = keyof typeof TASKS;

export interface Order {
  readonly task: Task;
  readonly bytes: Uint8Array;
}

export type Answer =
  | { readonly value: Awaited<ReturnType<(typeof TASKS)[Task]>> }
  | { readonly name: string; readonly message: string; readonly code?: string };

const MARK = 'gangway-reading';
/** Megabytes of the thread's heap: 500 dense pages need half of it. */
const HEAP = 1024;

/** Starts the thread: this module again, whichever file it is bundled into. */
export const startWorker = (): Worker =>
  new Worker(new URL(import.meta.url), {
    workerData: MARK,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });

async function answer({ task, bytes }: Order): Promise<Answer> {
  try {
    return { value: await TASKS[task](bytes) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { name, message, ...(error instanceof UnreadableError ? { code: error.code } : {}) };
  }
}

if (!isMainThread && workerData === MARK)
  parentPort?.on('message', async (order: Order) => parentPort?.postMessage(await answer(order)));
