/** Lambda's event source mappings: queues and table streams to functions. */
import type { Invoke, ResourceProvider } from '../types.ts';
import { Checkpoints } from './checkpoints.ts';
import { parseMapping } from './mapping.ts';
import type { Source } from './source.ts';
import { sqsSource } from './sqs-source.ts';
import { streamSource } from './stream-source.ts';
import type { MappingStatus, QueueSource, StreamSource } from './types.ts';

export type * from './types.ts';

export interface LambdaSourcesOptions {
  /** Folder of the checkpoints; created where missing. */
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  readonly invoke: Invoke;
  readonly queue: QueueSource;
  readonly stream: StreamSource;
  /** The clock, ms since the epoch. */
  readonly now?: () => number;
  /** Between two reads of a stream, in milliseconds. Lambda reads four times a second. */
  readonly pollMs?: number;
}

export interface LambdaSources extends ResourceProvider {
  /** Begins to poll for every mapping that is deployed and enabled. Messages that died with the process come again. */
  start(): void;
  /** Stops polling; resolves when the last invocation has ended. `start` may follow. */
  stop(): Promise<void>;
  describe(): readonly MappingStatus[];
  /** Stops, and closes the files. */
  close(): Promise<void>;
}

/** Source: Lambda developer guide, "Polling and batching streams" for DynamoDB. */
const POLL_MS = 250;

/** Opens the mappings. Nothing is polled before {@link LambdaSources.start}. */
export function openLambdaSources(options: LambdaSourcesOptions): LambdaSources {
  const { queue, stream, invoke, now = Date.now, pollMs = POLL_MS } = options;
  const checkpoints = new Checkpoints(options.dir);
  const sources = new Map<string, Source>();
  let started = false;

  async function stop(): Promise<void> {
    started = false;
    await Promise.all([...sources.values()].map((source) => source.stop()));
  }

  return {
    types: ['AWS::Lambda::EventSourceMapping'],

    async deploy(resource) {
      const mapping = parseMapping(resource);
      const source =
        mapping.kind === 'sqs'
          ? sqsSource(mapping, queue, invoke)
          : streamSource({ mapping, stream, checkpoints, queue, invoke, now, pollMs });
      await sources.get(mapping.id)?.stop();
      sources.set(mapping.id, source);
      if (started && mapping.enabled) source.start();
      const arn = `arn:aws:lambda:${options.region}:${options.account}:event-source-mapping:${mapping.id}`;
      return { ref: mapping.id, attributes: { Id: mapping.id, EventSourceMappingArn: arn } };
    },

    start() {
      if (started) return;
      started = true;
      for (const source of sources.values()) if (source.status.enabled) source.start();
    },

    stop,
    describe: () => [...sources.values()].map((source) => source.status),

    async close() {
      await stop();
      checkpoints.close();
    },
  };
}
