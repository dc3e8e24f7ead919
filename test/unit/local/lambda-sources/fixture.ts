import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LambdaSources,
  openLambdaSources,
  type StreamEntry,
  type StreamSource,
} from '../../../../local/lambda-sources/index.ts';
import type { Sqs } from '../../../../local/sqs/index.ts';
import type { Invoke } from '../../../../local/types.ts';
import { open as openQueues } from '../sqs/fixture.ts';

export const STREAM = 'arn:aws:dynamodb:eu-central-1:123456789012:table/t/stream/2026-11-21T00:00:00.000';
export const newDir = () => mkdtempSync(join(tmpdir(), 'sources-'));

/** A change stream in memory. */
export class MemoryStream implements StreamSource {
  readonly entries: StreamEntry[] = [];
  readonly #listeners = new Set<() => void>();

  write(key: string, value: unknown = 1, createdAt = Date.now() / 1000): string {
    const sequence = String(1_000_000 + this.entries.length);
    const dynamodb = {
      ApproximateCreationDateTime: createdAt,
      Keys: { pk: { S: key } },
      NewImage: { value },
      SequenceNumber: sequence,
    };
    const record = {
      eventID: sequence,
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: STREAM,
      dynamodb,
    };
    this.entries.push({ sequence, record });
    for (const listener of this.#listeners) listener();
    return sequence;
  }

  read(_arn: string, after: string | null, limit: number): readonly StreamEntry[] {
    return this.entries.filter(({ sequence }) => after === null || sequence > after).slice(0, limit);
  }

  latest(): string | null {
    return this.entries.at(-1)?.sequence ?? null;
  }

  onRecords(_arn: string, listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export interface Setting {
  readonly sqs: Sqs;
  readonly stream: MemoryStream;
  readonly sources: LambdaSources;
}

export interface Record {
  readonly body: string;
  readonly messageId: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: { readonly pk: { readonly S: string } };
  };
}

/** Opens mappings over real queues and a stream; the function gets the records of each batch. */
export function open(
  handler: (records: readonly Record[]) => unknown,
  {
    stream = new MemoryStream(),
    dir = newDir(),
    pollMs = 0,
    now = Date.now,
  }: { stream?: MemoryStream; dir?: string; pollMs?: number; now?: () => number } = {},
): Setting {
  const sqs = openQueues(dir);
  const invoke: Invoke = async (_name, payload) => {
    try {
      return { payload: (await handler((payload as { Records: Record[] }).Records)) ?? null };
    } catch (error) {
      return { payload: null, error: { name: (error as Error).name, message: (error as Error).message } };
    }
  };
  const place = { dir, account: '123456789012', region: 'eu-central-1' };
  return { sqs, stream, sources: openLambdaSources({ ...place, invoke, queue: sqs, stream, pollMs, now }) };
}

export async function map(
  sources: LambdaSources,
  EventSourceArn: string,
  properties: object = {},
  logicalId = 'Map',
) {
  return sources.deploy({
    stack: 'S',
    logicalId,
    type: 'AWS::Lambda::EventSourceMapping',
    properties: { FunctionName: 'f', EventSourceArn, ...properties },
  });
}

export async function close({ sqs, sources }: Setting): Promise<void> {
  const closing = sources.close();
  await closing;
  sqs.close();
}
