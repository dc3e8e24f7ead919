/** The table's stream is the outbox: each change of a record becomes an event, and goes where reactions hear of it. */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { definePublisher } from '../../shared/kernel/define.ts';
import { guard } from '../../shared/kernel/guard.ts';
import { log } from '../../shared/kernel/log.ts';
import { publish } from '../../shared/kernel/publish.ts';
import { type RecordEvent, recordEvent } from '../../shared/kernel/record-event.ts';

export const publisher = definePublisher({
  summary: 'Publishes changes of records as events',
  timeout: 60,
  uses: {},
});

/** The first record that failed is where Lambda goes on: what came after it is published again, under the same ids. */
export const handler = guard(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const events: RecordEvent[] = [];
  const positions = new Map<string, string>();
  let unreadable: string | undefined;
  for (const record of Records) {
    const position = record.dynamodb?.SequenceNumber ?? '';
    try {
      const event = recordEvent(record);
      if (!event) continue;
      events.push(event);
      positions.set(event.id, position);
    } catch (error) {
      log.error('change not understood', { position, reason: (error as Error).name });
      unreadable = position;
      break;
    }
  }
  const failed = await publish(events);
  const first = events.find(({ id }) => failed.has(id));
  const position = first ? positions.get(first.id) : unreadable;
  if (failed.size > 0) log.warn('changes not published', { failed: failed.size, position });
  return { batchItemFailures: position === undefined ? [] : [{ itemIdentifier: position }] };
});
