/** Polls a queue for a function, as Lambda does. */
import type { ReceivedMessage } from '../sqs/index.ts';
import type { Invoke } from '../types.ts';
import { failedItems } from './batch-response.ts';
import type { Mapping } from './mapping.ts';
import { pause, type Source, Statistics } from './source.ts';
import type { QueueSource } from './types.ts';

/** After an error of the queue itself, not of a message. */
const ERROR_PAUSE_MS = 1000;
const LONG_POLL_SECONDS = 20;

export function sqsSource(mapping: Mapping, queue: QueueSource, invoke: Invoke): Source {
  const { sourceArn, batchSize, windowMs } = mapping;
  const statistics = new Statistics(mapping);
  let stopping = new AbortController();
  let lanes: Promise<void>[] = [];

  /** Up to a batch of messages; after the first, waits for more until the window ends. */
  async function gather(signal: AbortSignal): Promise<readonly ReceivedMessage[]> {
    const messages: ReceivedMessage[] = [];
    let until = Number.POSITIVE_INFINITY;
    while (messages.length < batchSize && !signal.aborted) {
      const left = Math.max(0, until - performance.now()) / 1000;
      const received = await queue.receive(sourceArn, {
        maxMessages: Math.min(10, batchSize - messages.length),
        waitSeconds: Math.min(left, LONG_POLL_SECONDS),
        signal,
      });
      if (messages.length === 0 && received.length > 0) until = performance.now() + windowMs;
      messages.push(...received.filter(wanted));
      if (performance.now() >= until) break;
    }
    return messages;
  }

  /** A message that the filter leaves out is done with. */
  function wanted(message: ReceivedMessage): boolean {
    if (mapping.filter === undefined || mapping.filter({ ...lambdaRecord(message, sourceArn) })) return true;
    remove(message.receiptHandle);
    return false;
  }

  async function handle(messages: readonly ReceivedMessage[]): Promise<void> {
    const Records = messages.map((message) => lambdaRecord(message, sourceArn));
    const { payload, error } = await statistics.invoke(invoke, { Records });
    // What failed comes again when its visibility timeout ends.
    if (error !== undefined) return;
    const ids = messages.map((message) => message.messageId);
    const failed = mapping.reportsItemFailures ? failedItems(payload, ids) : new Set<string>();
    if (failed === 'all') return;
    for (const { messageId, receiptHandle } of messages) {
      if (!failed.has(messageId)) remove(receiptHandle);
    }
  }

  function remove(receiptHandle: string): void {
    try {
      queue.delete(sourceArn, receiptHandle);
    } catch {
      // The receipt expired during a long invocation: the message comes again by itself.
    }
  }

  async function lane(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const messages = await gather(signal);
        if (messages.length > 0) await handle(messages);
      } catch (error) {
        // The queue could not be read; nothing was taken from it.
        statistics.report(error);
        await pause(ERROR_PAUSE_MS, signal);
      }
    }
  }

  return {
    get status() {
      return statistics.status;
    },
    start() {
      stopping = new AbortController();
      queue.release(sourceArn);
      lanes = Array.from({ length: mapping.concurrency }, () => lane(stopping.signal));
    },
    async stop() {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

/** A message in the shape of Lambda's SQS event. */
export function lambdaRecord(message: ReceivedMessage, queueArn: string): Readonly<Record<string, unknown>> {
  const { messageId, receiptHandle, body, attributes, md5OfBody, md5OfMessageAttributes } = message;
  return {
    messageId,
    receiptHandle,
    body,
    attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue === undefined ? {} : { stringValue: StringValue }),
          ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    ...(md5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes }),
    md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3],
  };
}
