import { ChangeMessageVisibilityBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../shared/kernel/actor.ts';
import { defineReaction } from '../../../shared/kernel/define.ts';
import { react } from '../../../shared/kernel/react.ts';
import type { RecordEvent } from '../../../shared/kernel/record-event.ts';
import { eventOf } from '../../support/record-events.ts';
import { context, OTHER_TENANT, TENANT } from './actors.ts';

const sqs = mockClient(SQSClient);
beforeEach(() => {
  sqs.reset();
  sqs.on(ChangeMessageVisibilityBatchCommand).resolves({});
});

const reaction = defineReaction({ name: 'test', events: ['*'], summary: 'A test', uses: {} });

const record = (messageId: string, body: unknown, receives = 1) =>
  ({
    messageId,
    receiptHandle: `handle ${messageId}`,
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: String(receives) },
    eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:gangway-dev-on-test',
  }) as unknown as SQSRecord;

async function run(records: readonly SQSRecord[], poison: readonly string[] = []) {
  const seen: { actor: Actor; ids: string[] }[] = [];
  const handler = react(reaction, async (actor, events: readonly RecordEvent[]) => {
    seen.push({ actor, ids: events.map(({ id }) => id) });
    if (events.some(({ id }) => poison.includes(id))) throw new Error('poisoned');
  });
  const { batchItemFailures } = await handler({ Records: [...records] }, context);
  return { seen, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a reaction', () => {
  it('gets the events of one tenant at a time, with an actor of that tenant', async () => {
    const events = [eventOf(TENANT), eventOf(OTHER_TENANT), eventOf(TENANT)];
    const { seen, failed } = await run(events.map((event, index) => record(String(index), event)));
    expect(failed).toEqual([]);
    expect(seen.map(({ actor, ids }) => [actor.tenantId, actor.id, actor.kind, ids])).toEqual([
      [TENANT, 'system:reaction:test', 'system', [events[0]?.id, events[2]?.id]],
      [OTHER_TENANT, 'system:reaction:test', 'system', [events[1]?.id]],
    ]);
  });

  it('is one step further from the first cause than what it reacts to', async () => {
    const cause = { actor: 'system:reaction:other', request_id: 'first', depth: 3 };
    const { seen } = await run([record('1', eventOf(TENANT, { cause }))]);
    expect(seen[0]?.actor).toMatchObject({ depth: 4, requestId: 'first' });
  });

  it('takes an event in the bus’s envelope as it takes one from the publisher', async () => {
    const event = eventOf(TENANT);
    const { seen } = await run([record('1', { id: 'envelope', detail: event })]);
    expect(seen[0]?.ids).toEqual([event.id]);
  });

  it('fails for the event that cannot be handled alone, and tries it again sooner the less often it failed', async () => {
    const events = [eventOf(TENANT), eventOf(TENANT), eventOf(TENANT), eventOf(OTHER_TENANT)];
    const records = events.map((event, index) => record(String(index), event, index + 1));
    const { failed } = await run(records, [String(events[1]?.id)]);
    expect(failed).toEqual(['1']);
    const [call] = sqs.commandCalls(ChangeMessageVisibilityBatchCommand);
    expect(call?.args[0].input.Entries).toEqual([
      { Id: '0', ReceiptHandle: 'handle 1', VisibilityTimeout: 2 },
    ]);
  });

  it('fails for a message that is none, or names no tenant, without touching the others', async () => {
    const good = eventOf(TENANT);
    const { seen, failed } = await run([
      record('text', 'no event'),
      record('empty', {}),
      record('foreign', eventOf('*')),
      record('good', good),
    ]);
    expect(failed.sort()).toEqual(['empty', 'foreign', 'text']);
    expect(seen.flatMap(({ ids }) => ids)).toEqual([good.id]);
  });

  it('reports what failed also where the queue does not answer', async () => {
    sqs.on(ChangeMessageVisibilityBatchCommand).rejects(new Error('no queue'));
    const event = eventOf(TENANT);
    expect((await run([record('1', event)], [event.id])).failed).toEqual(['1']);
  });
});
