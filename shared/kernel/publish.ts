/**
 * Sends record events on: all of them to the bus, and to the queues of FIFO reactions those that these want. A rule of
 * EventBridge can put one fixed group on a FIFO queue only, so that these get theirs from here, in the stream's order.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EventPattern } from './define.ts';
import { environment } from './environment.ts';
import { MAXIMUM_EVENT_BYTES, matches, type RecordEvent } from './record-event.ts';
import { sharedRequestHandler } from './sockets.ts';

/** What `lib/` writes into `FIFO_QUEUES`. */
export interface FifoQueue {
  readonly url: string;
  readonly events: readonly EventPattern[];
}

export const EVENT_SOURCE = 'gangway.records';

/** Both services take ten at once. */
const BATCH = 10;

let eventBridge: EventBridgeClient | undefined;
let sqs: SQSClient | undefined;

/** @returns the ids of events that did not reach every place, and must be published again */
export async function publish(events: readonly RecordEvent[]): Promise<Set<string>> {
  const failed = new Set<string>();
  const queues = JSON.parse(environment('FIFO_QUEUES')) as readonly FifoQueue[];
  const attempt = async (batch: readonly RecordEvent[], send: () => Promise<readonly number[]>) => {
    const refused = await send().catch(() => [...batch.keys()]);
    for (const index of refused) failed.add(batch[index]?.id ?? '');
  };
  for (const batch of batches(events)) await attempt(batch, () => toBus(batch));
  for (const { url, events: patterns } of queues) {
    const wanted = events.filter(({ type }) => patterns.some((pattern) => matches(pattern, type)));
    for (const batch of batches(wanted)) await attempt(batch, () => toQueue(url, batch));
  }
  return failed;
}

async function toBus(batch: readonly RecordEvent[]): Promise<readonly number[]> {
  eventBridge ??= new EventBridgeClient({ requestHandler: sharedRequestHandler() });
  const bus = environment('EVENT_BUS_NAME');
  const { Entries = [] } = await eventBridge.send(
    new PutEventsCommand({
      Entries: batch.map((event) => ({
        EventBusName: bus,
        Source: EVENT_SOURCE,
        DetailType: event.type,
        Detail: JSON.stringify(event),
        Time: new Date(event.at),
      })),
    }),
  );
  return Entries.flatMap(({ ErrorCode }, index) => (ErrorCode ? [index] : []));
}

async function toQueue(url: string, batch: readonly RecordEvent[]): Promise<readonly number[]> {
  sqs ??= new SQSClient({ requestHandler: sharedRequestHandler(), useQueueUrlAsEndpoint: false });
  const { Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: batch.map((event, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(event),
        MessageGroupId: event.tenant_id,
        MessageDeduplicationId: event.id,
      })),
    }),
  );
  return Failed.map(({ Id }) => Number(Id));
}

/** Ten at most, and together no larger than one request may be. */
function batches(events: readonly RecordEvent[]): RecordEvent[][] {
  const result: RecordEvent[][] = [];
  let room = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event)) + 200;
    const last = result.at(-1);
    if (last && last.length < BATCH && size <= room) {
      last.push(event);
      room -= size;
    } else {
      result.push([event]);
      room = MAXIMUM_EVENT_BYTES - size;
    }
  }
  return result;
}
