/**
 * Recognises scans on a thread of its own: reader and recogniser each bring a copy of pdf.js, and two copies cannot
 * share a global scope. The thread starts with the first scan and serves all others, one after the other.
 */
import { once } from 'node:events';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Block } from '@aws-sdk/client-textract';
import { UnreadableError } from '../../shared/contracts/reading/index.ts';

interface Scan {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}
type Recognized = { readonly blocks: readonly Block[] } | { readonly message: string };

/** Marks the thread that this module starts from itself. */
const RECOGNIZER = 'recognizer';

export interface Recognizer {
  /** @throws UnreadableError with what the recogniser said */
  recognize(bytes: Uint8Array, mediaType: string): Promise<readonly Block[]>;
  close(): Promise<void>;
}

export function openRecognizer(): Recognizer {
  let worker: Worker | undefined;
  let said = '';
  const start = (): Worker => {
    // The recogniser remarks on every odd glyph: worth reading only where it failed.
    const started = new Worker(new URL(import.meta.url), { workerData: RECOGNIZER, stderr: true });
    started.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-LONGEST_REMARKS);
    });
    return started;
  };
  return {
    async recognize(bytes, mediaType) {
      worker ??= start();
      said = '';
      worker.postMessage({ bytes, mediaType } satisfies Scan);
      const [answer] = (await once(worker, 'message')) as [Recognized];
      if ('blocks' in answer) return answer.blocks;
      process.stderr.write(said);
      throw new UnreadableError('unreadable', answer.message);
    },
    async close() {
      await worker?.terminate();
      worker = undefined;
    },
  };
}

const LONGEST_REMARKS = 10_000;

/** The recognising thread's side: one answer for each scan. */
async function serve(): Promise<void> {
  const { recognize } = await import('../../local/textract/index.ts');
  parentPort?.on('message', async ({ bytes, mediaType }: Scan) => {
    let answer: Recognized;
    try {
      answer = { blocks: await recognize(bytes, mediaType) };
    } catch (error) {
      answer = { message: error instanceof Error ? error.message : String(error) };
    }
    parentPort?.postMessage(answer);
  });
}

if (workerData === RECOGNIZER) await serve();
