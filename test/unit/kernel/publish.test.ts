import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { publish } from '../../../shared/kernel/publish.ts';
import { eventOf } from '../../support/record-events.ts';
import { TENANT } from './actors.ts';

const bus = mockClient(EventBridgeClient);
const sqs = mockClient(SQSClient);
beforeEach(() => {
  process.env.EVENT_BUS_NAME = 'gangway-test';
  process.env.FIFO_QUEUES = JSON.stringify([{ url: 'https://queue/audit.fifo', events: ['customer.*'] }]);
  bus.reset();
  sqs.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({ Entries: Entries.map(() => ({ EventId: 'x' })) }));
  sqs.on(SendMessageBatchCommand).resolves({});
});

const puts = () => bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);
const sends = () => sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? []);

describe('publishing', () => {
  it('puts every event on the bus, and on a FIFO queue those that it wants, by tenant and known by their id', async () => {
    const events = [eventOf(TENANT), eventOf(TENANT, { type: 'contract.created' })];
    expect(await publish(events)).toEqual(new Set());
    expect(
      puts()
        .flat()
        .map(({ DetailType }) => DetailType),
    ).toEqual(['customer.updated', 'contract.created']);
    expect(sends().flat()).toEqual([
      {
        Id: '0',
        MessageBody: JSON.stringify(events[0]),
        MessageGroupId: TENANT,
        MessageDeduplicationId: events[0]?.id,
      },
    ]);
  });

  it('keeps to ten at once, and to what one request may hold', async () => {
    const small = Array.from({ length: 23 }, () => eventOf(TENANT));
    await publish(small);
    expect(puts().map(({ length }) => length)).toEqual([10, 10, 3]);
    bus.resetHistory();
    const large = Array.from({ length: 4 }, () => eventOf(TENANT, { after: { text: 'x'.repeat(100_000) } }));
    await publish(large);
    expect(puts().map(({ length }) => length)).toEqual([2, 2]);
  });

  it('names each event that did not reach every place', async () => {
    const events = Array.from({ length: 3 }, () => eventOf(TENANT));
    bus
      .on(PutEventsCommand)
      .resolves({ Entries: [{ EventId: 'x' }, { ErrorCode: 'Throttled' }, { EventId: 'x' }] });
    expect(await publish(events)).toEqual(new Set([events[1]?.id]));
    bus.on(PutEventsCommand).resolves({ Entries: events.map(() => ({ EventId: 'x' })) });
    sqs.on(SendMessageBatchCommand).rejects(new Error('no queue'));
    expect(await publish(events)).toEqual(new Set(events.map(({ id }) => id)));
  });
});
