/** Reads a table's change stream for a function, in order by key, as Lambda does. */
import { createHash, randomUUID } from 'node:crypto';
import type { Invoke } from '../types.ts';
import { failedItems } from './batch-response.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Mapping } from './mapping.ts';
import { pause, type Source, Statistics } from './source.ts';
import type { QueueSource, StreamEntry, StreamSource } from './types.ts';

export interface StreamSourceOptions {
  readonly mapping: Mapping;
  readonly stream: StreamSource;
  readonly checkpoints: Checkpoints;
  readonly queue: QueueSource;
  readonly invoke: Invoke;
  readonly now: () => number;
  /** At most so often is a stream asked for what is new, in milliseconds: what is written in between is one batch. */
  readonly pollMs: number;
}

/** A part of a batch that is still to be done, and how often it failed so far. */
interface Work {
  readonly entries: readonly StreamEntry[];
  readonly failures: number;
}

const READ_LIMIT = 1000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;

export function streamSource(options: StreamSourceOptions): Source {
  const { mapping, stream, checkpoints, queue, invoke, now, pollMs } = options;
  const { id, sourceArn, parallelization } = mapping;
  const statistics = new Statistics(mapping);
  let stopping = new AbortController();
  let lanes: Promise<void>[] = [];
  let version = 0;
  const waiting = new Set<() => void>();
  /** When a lane reads again at the earliest, once it has read all there was. */
  const nextRead: number[] = [];
  let unsubscribe = () => {};

  /** Reads on until there is a batch for the lane, its window ends, or the stream has no more. */
  async function gather(lane: number, after: string | null, signal: AbortSignal) {
    const entries: StreamEntry[] = [];
    let last = after;
    let until = Number.POSITIVE_INFINITY;
    while (entries.length < mapping.batchSize && !signal.aborted) {
      const early = (nextRead[lane] ?? 0) - performance.now();
      if (early > 0) await pause(early, signal);
      const seen = version;
      const read = await stream.read(sourceArn, last, READ_LIMIT);
      for (const entry of read) {
        if (entries.length === mapping.batchSize) break;
        last = entry.sequence;
        if (laneOf(entry, parallelization) === lane && (mapping.filter?.({ ...entry.record }) ?? true))
          entries.push(entry);
      }
      const tookAll = read.length < READ_LIMIT && read.at(-1)?.sequence === last;
      if (tookAll) nextRead[lane] = performance.now() + pollMs;
      if (entries.length > 0) until = Math.min(until, performance.now() + mapping.windowMs);
      if (read.length === READ_LIMIT) continue;
      const left = until - performance.now();
      if (left <= 0 || (entries.length === 0 && last !== after)) break;
      if (seen === version) await changed(left, signal);
    }
    return { entries, last };
  }

  /** Waits for new records, at most `ms`. */
  async function changed(ms: number, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const wake = () => over.abort();
    waiting.add(wake);
    await pause(Math.min(ms, 2_147_483_647), AbortSignal.any([signal, over.signal]));
    waiting.delete(wake);
  }

  async function lane(index: number, from: string | null, signal: AbortSignal): Promise<void> {
    let checkpoint = from;
    const advance = (sequence: string | null) => {
      if (sequence === null || sequence === checkpoint) return;
      checkpoint = sequence;
      checkpoints.set(id, sourceArn, index, sequence);
    };
    while (!signal.aborted) {
      try {
        const { entries, last } = await gather(index, checkpoint, signal);
        if (signal.aborted) return;
        await process(entries, advance, signal);
        if (!signal.aborted) advance(last);
      } catch (error) {
        // The stream could not be read; the checkpoint says where to go on.
        statistics.report(error);
        await pause(LONGEST_RETRY_MS, signal);
      }
    }
  }

  /** Does a batch to its end: all of it done, or given up record by record. */
  async function process(
    batch: readonly StreamEntry[],
    advance: (sequence: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const left: Work[] = batch.length === 0 ? [] : [{ entries: batch, failures: 0 }];
    for (let work = left.shift(); work !== undefined && !signal.aborted; work = left.shift()) {
      const { entries } = work;
      const event = { Records: entries.map(({ record }) => record) };
      const { payload, error } = await statistics.invoke(invoke, event);
      // A stopped run leaves its checkpoint where a function's last success put it.
      const done = error === undefined ? firstFailure(payload, entries) : 0;
      if (done > 0) advance(entries[done - 1]!.sequence);
      if (done === entries.length) continue;
      // Progress makes the rest a new batch, with all its retries.
      const failures = (done > 0 ? 0 : work.failures) + 1;
      const rest = entries.slice(done);
      const condition = givenUp(rest, failures);
      if (mapping.bisect && rest.length > 1 && condition !== 'RecordAgeExceeded') {
        // Splitting is no retry. Source: Lambda developer guide, stream error handling.
        const half = Math.ceil(rest.length / 2);
        left.unshift(
          { entries: rest.slice(0, half), failures: work.failures },
          { entries: rest.slice(half), failures: work.failures },
        );
      } else if (condition !== undefined) {
        discard(rest, failures, condition);
        advance(rest.at(-1)!.sequence);
      } else {
        left.unshift({ entries: rest, failures });
        await pause(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS), signal);
      }
    }
  }

  /** How many entries from the start of the batch are done. */
  function firstFailure(payload: unknown, entries: readonly StreamEntry[]): number {
    if (!mapping.reportsItemFailures) return entries.length;
    const ids = entries.map((entry) => entry.sequence);
    const failed = failedItems(payload, ids);
    if (failed === 'all') return 0;
    const first = ids.findIndex((sequence) => failed.has(sequence));
    return first === -1 ? entries.length : first;
  }

  function givenUp(entries: readonly StreamEntry[], failures: number): Condition | undefined {
    const written = createdAt(entries[0]!);
    if (written !== undefined && now() - written > mapping.maximumAgeMs) return 'RecordAgeExceeded';
    return failures > mapping.maximumRetries ? 'RetryAttemptsExhausted' : undefined;
  }

  function discard(entries: readonly StreamEntry[], failures: number, condition: Condition): void {
    statistics.discard(entries.length);
    if (mapping.onFailureArn === undefined) return;
    queue.send(
      mapping.onFailureArn,
      JSON.stringify(failureRecord(mapping, entries, failures, condition, now())),
    );
  }

  return {
    get status() {
      return statistics.status;
    },
    start() {
      stopping = new AbortController();
      const first = () => (mapping.startAtLatest ? stream.latest(sourceArn) : null);
      const from = checkpoints.open(id, sourceArn, parallelization, first);
      unsubscribe = stream.onRecords(sourceArn, () => {
        version++;
        for (const wake of waiting) wake();
      });
      lanes = from.map((sequence, index) => lane(index, sequence, stopping.signal));
    },
    async stop() {
      unsubscribe();
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** Records of one item always share a lane, so they stay in order. */
function laneOf({ record }: StreamEntry, lanes: number): number {
  if (lanes === 1) return 0;
  const keys = record.dynamodb?.Keys ?? {};
  const text = JSON.stringify(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest().readUInt32BE(0) % lanes;
}

function createdAt({ record }: StreamEntry): number | undefined {
  const seconds = record.dynamodb?.ApproximateCreationDateTime;
  return seconds === undefined ? undefined : seconds * 1000;
}

/** Source: Lambda developer guide, "Retaining discarded batches for a DynamoDB event source". */
function failureRecord(
  { sourceArn, functionName }: Mapping,
  entries: readonly StreamEntry[],
  failures: number,
  condition: Condition,
  now: number,
): object {
  const time = (entry: StreamEntry) => new Date(createdAt(entry) ?? now).toISOString();
  const first = entries[0]!;
  const last = entries.at(-1)!;
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionName,
      condition,
      approximateInvokeCount: failures,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-00000000',
      startSequenceNumber: first.sequence,
      endSequenceNumber: last.sequence,
      approximateArrivalOfFirstRecord: time(first),
      approximateArrivalOfLastRecord: time(last),
      batchSize: entries.length,
      streamArn: sourceArn,
    },
  };
}
