/** The workers of all functions: started when needed, at most so many per function, ended when idle. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { functionEnvironment, type SessionCredentials } from './environment.ts';
import type { FunctionLogs } from './function-log.ts';
import { type FunctionWorker, type Outcome, startWorker } from './function-worker.ts';
import type { LambdaFunction } from './lambda-function.ts';
import { createTurns } from './turns.ts';

export interface PoolOptions {
  readonly region: string;
  /** Opens a session of a function's role. */
  readonly sessionFor: (roleArn: string, sessionName: string) => SessionCredentials;
  /** `AWS_ENDPOINT_URL` and its kind. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly logs: FunctionLogs;
  /** Workers per function at most. */
  readonly maxPerFunction?: number;
  /** Workers in all; above it the longest idle one of another function gives way. */
  readonly maxWorkers?: number;
  /** After how long an idle worker ends, in milliseconds. */
  readonly idleMs?: number;
}

export interface Caller {
  readonly functionName: string;
  readonly requestId: string | undefined;
}

export interface Pool {
  /** Runs one event; waits while all workers of the function are busy, or too many are starting. Never rejects. */
  readonly run: (fn: LambdaFunction, event: string, arn: string, requestId?: string) => Promise<Outcome>;
  /** Whose worker holds an access key, and the request at hand. */
  readonly caller: (accessKeyId: string) => Caller | undefined;
  readonly workers: () => number;
  readonly close: () => Promise<void>;
}

interface Slot {
  readonly fn: LambdaFunction;
  readonly worker: FunctionWorker;
  readonly credentials: SessionCredentials;
  isReady: boolean;
  busy: boolean;
  idleSince: number;
}

/**
 * Workers that load their bundles at once. More of them only slow each other down, and after a restart with many
 * interrupted executions so much that each exceeds what Lambda grants for loading.
 */
const STARTING = Math.max(2, availableParallelism());

/**
 * How long an event waits for busy workers before another one starts. Lambda would start one at once; here both share
 * the machine, and most events end sooner than a bundle is loaded. One worker of a function starts after the other.
 */
const PATIENCE_MS = 500;

/** A session that ends this soon after the function's timeout is not used for another event. */
const CREDENTIALS_MARGIN_MS = 60_000;

export function createPool(options: PoolOptions): Pool {
  const { maxPerFunction = 4, maxWorkers = 64, idleMs = 300_000 } = options;
  const slots = new Set<Slot>();
  const callers = new Map<string, Slot>();
  const waiting = new Map<string, (() => void)[]>();
  const turns = createTurns(STARTING);
  /** Workers per function that wait for their turn to start. */
  const starting = new Map<string, number>();
  let closed = false;

  const discard = (slot: Slot): void => {
    slots.delete(slot);
    callers.delete(slot.credentials.accessKeyId);
  };
  const slotsOf = (name: string): Slot[] => [...slots].filter((slot) => slot.fn.name === name);

  const start = (fn: LambdaFunction): Slot => {
    const idle = [...slots].filter((slot) => !slot.busy).sort((a, b) => a.idleSince - b.idleSince);
    if (slots.size >= maxWorkers && idle[0] !== undefined) end(idle[0]);
    const logStreamName = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
    const credentials = options.sessionFor(fn.roleArn, fn.name);
    const worker = startWorker(fn, {
      env: functionEnvironment(fn, options.region, logStreamName, credentials, options.endpoints),
      logStreamName,
      onLine: (line, requestId) => options.logs.append(fn.name, line, requestId),
      onExit: () => discard(slot),
    });
    const slot: Slot = { fn, worker, credentials, isReady: false, busy: false, idleSince: Date.now() };
    slots.add(slot);
    callers.set(credentials.accessKeyId, slot);
    return slot;
  };
  /** A new worker, taken, once it is its turn to start. */
  const startInTurn = async (fn: LambdaFunction): Promise<Slot | undefined> => {
    starting.set(fn.name, (starting.get(fn.name) ?? 0) + 1);
    const done = await turns.take();
    starting.set(fn.name, (starting.get(fn.name) ?? 1) - 1);
    if (closed) {
      done();
      return undefined;
    }
    const slot = start(fn);
    slot.busy = true;
    void slot.worker.ready.then(() => {
      slot.isReady = true;
      done();
    });
    return slot;
  };
  const end = (slot: Slot): void => {
    discard(slot);
    void slot.worker.terminate();
  };
  const isUsable = (slot: Slot): boolean =>
    slot.worker.isAlive() &&
    slot.credentials.expiration.getTime() > Date.now() + slot.fn.timeout * 1000 + CREDENTIALS_MARGIN_MS;

  /** A free worker, taken: an idle one, a new one, or the next that another event gives back; none when closed. */
  const take = async (fn: LambdaFunction): Promise<Slot | undefined> => {
    let isPatient = true;
    while (!closed) {
      for (const slot of slotsOf(fn.name)) if (!slot.busy && !isUsable(slot)) end(slot);
      const own = slotsOf(fn.name);
      const limit = Math.min(maxPerFunction, fn.reservedConcurrency ?? maxPerFunction);
      const slot = own.find(({ busy }) => !busy);
      if (slot !== undefined) {
        slot.busy = true;
        return slot;
      }
      const awaited = starting.get(fn.name) ?? 0;
      const count = own.length + awaited;
      const isStarting = awaited > 0 || own.some(({ isReady }) => !isReady);
      if (count === 0 || (count < limit && !isPatient && !isStarting)) return startInTurn(fn);
      isPatient = await freed(fn.name, count < limit ? PATIENCE_MS : undefined);
    }
    return undefined;
  };
  /** @returns whether one of the function's workers was given back in time */
  const freed = (name: string, patienceMs: number | undefined): Promise<boolean> =>
    new Promise((resolve) => {
      const queue = waiting.get(name) ?? [];
      waiting.set(name, queue);
      const timer =
        patienceMs &&
        setTimeout(() => {
          queue.splice(queue.indexOf(wake), 1);
          resolve(false);
        }, patienceMs);
      const wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
      queue.push(wake);
    });
  const giveBack = (slot: Slot): void => {
    slot.busy = false;
    slot.idleSince = Date.now();
    if (!slot.worker.isAlive()) end(slot);
    waiting.get(slot.fn.name)?.shift()?.();
  };

  const reaper = setInterval(
    () => {
      for (const slot of [...slots]) if (!slot.busy && Date.now() - slot.idleSince > idleMs) end(slot);
    },
    Math.min(idleMs, 30_000),
  );
  reaper.unref();

  return {
    run: async (fn, event, arn, requestId = randomUUID()) => {
      const slot = await take(fn);
      if (slot === undefined)
        return { error: { errorType: 'ServiceException', errorMessage: 'The local runtime is stopping.' } };
      const started = performance.now();
      const outcome = await slot.worker.run({ requestId, event, arn });
      const ms = (performance.now() - started).toFixed(2);
      if (outcome.error !== undefined) options.logs.append(fn.name, JSON.stringify(outcome.error), requestId);
      options.logs.append(fn.name, `REPORT RequestId: ${requestId}\tDuration: ${ms} ms`, requestId);
      giveBack(slot);
      return outcome;
    },
    caller: (accessKeyId) => {
      const slot = callers.get(accessKeyId);
      return slot === undefined
        ? undefined
        : { functionName: slot.fn.name, requestId: slot.worker.requestId() };
    },
    workers: () => slots.size,
    close: async () => {
      closed = true;
      clearInterval(reaper);
      await Promise.all([...slots].map((slot) => slot.worker.terminate()));
      slots.clear();
    },
  };
}
