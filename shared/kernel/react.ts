/**
 * Runs a reaction: record events from its queue, tenant by tenant, with the tenant's own credentials. What fails comes
 * again by itself, at last into the dead-letter queue; it holds up nothing else.
 */
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Actor, systemActor } from './actor.ts';
import type { ReactionDefinition } from './define.ts';
import { guard } from './guard.ts';
import { log, traceOf } from './log.ts';
import { type RecordEvent, RecordEventBody } from './record-event.ts';

interface Message {
  readonly record: SQSRecord;
  readonly event: RecordEvent;
}

/**
 * @param handle must bear duplicates and any order. It gets events of one tenant, at least one; when it throws, each of
 * them is tried alone, so that one which cannot be handled takes no other along
 */
export function react(
  reaction: ReactionDefinition,
  handle: (actor: Actor, events: readonly RecordEvent[]) => Promise<void>,
) {
  return guard(async (batch: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    log.appendKeys({ reaction: reaction.name });
    const failed: SQSRecord[] = [];
    const messages: Message[] = [];
    for (const record of batch.Records) {
      try {
        messages.push({ record, event: eventOf(record) });
      } catch (error) {
        log.error('no record event', { message_id: record.messageId, failure: traceOf(error) });
        failed.push(record);
      }
    }
    const attempt = async (part: readonly Message[]): Promise<boolean> => {
      const events = part.map(({ event }) => event);
      const [first] = events;
      if (!first) return true;
      try {
        await handle(actorFor(reaction, first, events, context), events);
        return true;
      } catch (error) {
        log.error('reaction failed', {
          tenant_id: first.tenant_id,
          events: events.map(({ id }) => id),
          failure: traceOf(error),
        });
        return false;
      }
    };
    for (const part of Map.groupBy(messages, ({ event }) => event.tenant_id).values()) {
      if (await attempt(part)) continue;
      for (const message of part)
        if (part.length === 1 || !(await attempt([message]))) failed.push(message.record);
    }
    if (failed.length > 0) await comeAgain(failed);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}

/** From the bus an event comes in its envelope; from the publisher as it is. */
function eventOf(record: SQSRecord): RecordEvent {
  const body = JSON.parse(record.body) as { detail?: unknown };
  return RecordEventBody.parse(body.detail ?? body);
}

const actorFor = (
  { name }: ReactionDefinition,
  { tenant_id, cause }: RecordEvent,
  events: readonly RecordEvent[],
  context: Context,
) =>
  systemActor(
    tenant_id,
    `reaction:${name}`,
    cause.request_id || context.awsRequestId,
    Math.max(...events.map((event) => event.cause.depth ?? 0)) + 1,
  );

/** A moment that is over soon should not cost a queue's whole visibility timeout: 1, 2, 4, 8, 16 seconds. */
async function comeAgain(records: readonly SQSRecord[]): Promise<void> {
  const { ChangeMessageVisibilityBatchCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const [, , , region, account, name] = records[0]?.eventSourceARN.split(':') ?? [];
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  for (let start = 0; start < records.length; start += 10)
    try {
      await sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
          Entries: records.slice(start, start + 10).map(({ receiptHandle, attributes }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: 2 ** (Number(attributes.ApproximateReceiveCount) - 1),
          })),
        }),
      );
    } catch (error) {
      // Then they come again when the queue's own time is over.
      log.warn('visibility not changed', { reason: (error as Error).name });
    }
}
