/** A message as its receiver sees it. */
import { receiptHandle, sequenceNumber } from './engine.ts';
import { type MessageAttributes, md5, md5OfAttributes } from './message.ts';
import type { MessageRow } from './store.ts';
import type { ReceivedMessage } from './types.ts';

export function receivedMessage(row: MessageRow, fifo: boolean): ReceivedMessage {
  const messageAttributes = JSON.parse(row.attributes) as MessageAttributes;
  const optional: Record<string, string | null> = {
    MessageGroupId: row.group_id,
    MessageDeduplicationId: row.deduplication_id,
    SequenceNumber: fifo ? sequenceNumber(row.seq) : null,
    AWSTraceHeader: row.trace_header,
    DeadLetterQueueSourceArn: row.source_arn,
  };
  const given = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    messageId: row.id,
    receiptHandle: receiptHandle(row),
    body: row.body,
    md5OfBody: md5(row.body),
    ...(Object.keys(messageAttributes).length === 0
      ? {}
      : { md5OfMessageAttributes: md5OfAttributes(messageAttributes) }),
    attributes: {
      SenderId: row.sender,
      SentTimestamp: String(row.sent_at),
      ApproximateReceiveCount: String(row.receive_count),
      ApproximateFirstReceiveTimestamp: String(row.first_received_at),
      ...Object.fromEntries(given),
    },
    messageAttributes,
  };
}

/** The attributes that a receiver asked for by name, prefix (`a.*`) or `All`. */
export function selected<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const wanted = (name: string) =>
    names.some(
      (pattern) =>
        pattern === name ||
        pattern === 'All' ||
        (pattern.endsWith('.*') && name.startsWith(pattern === '.*' ? '' : pattern.slice(0, -1))),
    );
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}
