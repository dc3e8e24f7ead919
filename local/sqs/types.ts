/** The in-process face of SQS. */
import type { AwsService, ResourceProvider } from '../types.ts';
import type { MessageAttributes } from './message.ts';

export interface SendOptions {
  readonly delaySeconds?: number;
  readonly attributes?: MessageAttributes;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** The message's AWSTraceHeader. */
  readonly traceHeader?: string;
  /** Who sends; the account where it is left out. */
  readonly senderId?: string;
}

export interface SentMessage {
  readonly messageId: string;
  /** FIFO queues only. */
  readonly sequenceNumber?: string;
}

export interface ReceiveOptions {
  /** 1 to 10; 1 where it is left out. */
  readonly maxMessages?: number;
  /** Seconds, up to 20; the queue's own where it is left out. */
  readonly waitSeconds?: number;
  /** Seconds; the queue's own where it is left out. */
  readonly visibilityTimeout?: number;
  /** Ends the waiting, with no messages. */
  readonly signal?: AbortSignal;
}

/** A received message with everything that can be asked of it. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  /** System attributes: ApproximateReceiveCount, SentTimestamp, MessageGroupId, … */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: MessageAttributes;
}

/** A queue's message counts, as a page shows them. */
export interface QueueStatus {
  readonly name: string;
  readonly arn: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** Messages from this queue that lie in its dead-letter queue. */
  readonly dead: number;
}

/** The service, its resources, and the calls that other local services make without HTTP. */
export interface Sqs extends AwsService, ResourceProvider {
  /** @throws AwsError as SendMessage does */
  send(queueArn: string, body: string, options?: SendOptions): SentMessage;
  /** The messages come with all system and message attributes. */
  receive(queueArn: string, options?: ReceiveOptions): Promise<readonly ReceivedMessage[]>;
  delete(queueArn: string, receiptHandle: string): void;
  changeVisibility(queueArn: string, receiptHandle: string, seconds: number): void;
  /**
   * Makes all messages in flight visible again. For the one consumer of a queue after a restart: whoever
   * had received them died with the process.
   */
  release(queueArn: string): void;
  /**
   * Moves a queue's messages into another one: what a dead-letter queue holds back to where it came from.
   * @returns how many
   * @throws AwsError QueueDoesNotExist
   */
  move(from: string, to: string): number;
  /** The policies that QueuePolicy resources put on a queue. */
  resourcePolicies(queueArn: string): readonly unknown[];
  /** Configuration that a consumer needs, in seconds. */
  visibilityTimeout(queueArn: string): number;
  describe(): readonly QueueStatus[];
  close(): void;
}
