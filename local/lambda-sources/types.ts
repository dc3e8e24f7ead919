/** What event source mappings read from, and what they tell. */
import type { Sqs } from '../sqs/index.ts';

/** The parts of a change record that a mapping looks at; the function gets the whole. */
export interface StreamRecord {
  readonly dynamodb?: {
    readonly Keys?: unknown;
    /** Seconds since the epoch. */
    readonly ApproximateCreationDateTime?: number;
  };
}

/** A change record with its place in the stream. Later sequences are greater as text. */
export interface StreamEntry {
  readonly sequence: string;
  /** As Lambda receives it: eventID, eventName, dynamodb, eventSourceARN, … */
  readonly record: StreamRecord;
}

/** The change streams of tables. */
export interface StreamSource {
  /** Records after a sequence, or from the oldest that is kept; oldest first. */
  read(
    streamArn: string,
    afterSequence: string | null,
    limit: number,
  ): readonly StreamEntry[] | Promise<readonly StreamEntry[]>;
  /** Sequence of the newest record; null where there is none. */
  latest(streamArn: string): string | null;
  /** Calls the listener when there are new records; gives the way to stop that. */
  onRecords(streamArn: string, listener: () => void): () => void;
}

/** The calls that mappings make on queues. */
export type QueueSource = Pick<Sqs, 'receive' | 'delete' | 'release' | 'send' | 'visibilityTimeout'>;

/** A mapping as a page shows it. */
export interface MappingStatus {
  readonly id: string;
  readonly sourceArn: string;
  readonly functionName: string;
  readonly enabled: boolean;
  readonly invocations: number;
  readonly failures: number;
  /** Records that were given up after their last retry. */
  readonly discarded: number;
  readonly lastError?: string;
}
