/** One worker thread of a function: one event at a time, each with a deadline. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { transformSync } from 'esbuild';
import type { LambdaFunction } from './lambda-function.ts';
import type { FromWorker, FunctionError, Invocation, WorkerSettings } from './protocol.ts';

export type Outcome =
  | { readonly payload: string; readonly error?: undefined }
  | { readonly payload?: undefined; readonly error: FunctionError };

export interface FunctionWorker {
  /** Resolves when the bundle is loaded, or the worker has ended. */
  readonly ready: Promise<void>;
  /** The request id of the event at hand, or of the last one. */
  readonly requestId: () => string | undefined;
  /** Gives the handler one event; never rejects. Must not be called while another event is at hand. */
  readonly run: (event: {
    readonly requestId: string;
    readonly event: string;
    readonly arn: string;
  }) => Promise<Outcome>;
  readonly isAlive: () => boolean;
  readonly terminate: () => Promise<void>;
}

export interface WorkerOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly logStreamName: string;
  readonly onLine: (line: string, requestId: string | undefined) => void;
  readonly onExit: () => void;
}

/** How long a bundle may take to load. Lambda's own limit for the init phase. */
const INIT_TIMEOUT_MS = 10_000;

/** The worker's code without its types, taken away once: a thread that does it for itself starts 30 ms later. */
const WORKER = new URL(
  `data:text/javascript,${encodeURIComponent(
    transformSync(readFileSync(new URL('./worker.ts', import.meta.url), 'utf8'), { loader: 'ts' }).code,
  )}`,
);

// A bundle fills 15 MB while it is loaded and gives its first answer; that is no reason to collect garbage.
setFlagsFromString('--initial-old-space-size=32');

/** Lambda's limit for the payload of a synchronous answer, in bytes. */
const MAX_RESPONSE_BYTES = 6_291_556;

export function startWorker(fn: LambdaFunction, options: WorkerOptions): FunctionWorker {
  const settings: WorkerSettings = {
    directory: fn.directory,
    handler: fn.handler,
    functionName: fn.name,
    invokedFunctionArn: fn.arn,
    memorySize: fn.memorySize,
    logGroupName: fn.logGroupName,
    logStreamName: options.logStreamName,
  };
  const worker = new Worker(WORKER, {
    workerData: settings,
    env: { ...options.env },
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: fn.memorySize },
  });
  let alive = true;
  let requestId: string | undefined;
  let settle: ((outcome: Outcome) => void) | undefined;
  let markReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });

  const finish = (outcome: Outcome): void => {
    settle?.(outcome);
    settle = undefined;
  };
  const fail = (errorType: string, message: string): void =>
    finish({ error: { errorType, errorMessage: `RequestId: ${requestId} Error: ${message}` } });

  worker.on('message', (message: FromWorker) => {
    if (message.type === 'ready') markReady();
    else if (message.requestId !== requestId) return;
    else if (message.type === 'error') finish({ error: message.error });
    else if (Buffer.byteLength(message.payload) > MAX_RESPONSE_BYTES) {
      const limit = `maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes)`;
      finish({
        error: {
          errorType: 'Function.ResponseSizeTooLarge',
          errorMessage: `Response payload size exceeded ${limit}.`,
        },
      });
    } else finish({ payload: message.payload });
  });
  worker.on('error', (error: Error & { code?: string }) => {
    alive = false;
    options.onLine(error.stack ?? String(error), requestId);
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      fail('Runtime.OutOfMemory', `Runtime exited: the function used more than ${fn.memorySize} MB.`);
    } else {
      const errorType = error instanceof Error ? error.name : 'Runtime.UnhandledPromiseRejection';
      finish({
        error: {
          errorType,
          errorMessage: error.message ?? String(error),
          trace: (error.stack ?? '').split('\n'),
        },
      });
    }
  });
  worker.on('exit', (code) => {
    alive = false;
    markReady();
    fail(
      'Runtime.ExitError',
      code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${code}`,
    );
    options.onExit();
  });
  for (const stream of [worker.stdout, worker.stderr])
    eachLine(stream, (line) => options.onLine(line, requestId));
  // An idle worker must not keep the host alive.
  worker.unref();

  const terminate = async (): Promise<void> => {
    alive = false;
    await worker.terminate();
  };

  return {
    ready,
    requestId: () => requestId,
    isAlive: () => alive,
    terminate,
    run: async ({ requestId: id, event, arn }) => {
      requestId = id;
      if (!alive)
        return {
          error: { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${id} Error: Runtime exited` },
        };
      const outcome = new Promise<Outcome>((resolve) => {
        settle = resolve;
      });
      worker.ref();
      const strike = (milliseconds: number): NodeJS.Timeout =>
        setTimeout(() => {
          alive = false;
          fail('Sandbox.Timedout', `Task timed out after ${(milliseconds / 1000).toFixed(2)} seconds`);
          void worker.terminate();
        }, milliseconds);
      let timer = strike(INIT_TIMEOUT_MS);
      await Promise.race([ready, outcome]);
      clearTimeout(timer);
      if (settle !== undefined) {
        timer = strike(fn.timeout * 1000);
        const invocation: Invocation = {
          requestId: id,
          event,
          deadline: Date.now() + fn.timeout * 1000,
          invokedFunctionArn: arn,
        };
        worker.postMessage(invocation);
      }
      const result = await outcome;
      clearTimeout(timer);
      if (alive) worker.unref();
      return result;
    },
  };
}

function eachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
