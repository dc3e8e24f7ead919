/** Record events by hand: what the change stream delivers, as often and in whatever order a test wants. */
import { randomUUID } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { EVENT_SOURCE } from '../../shared/kernel/publish.ts';
import type { RecordEvent } from '../../shared/kernel/record-event.ts';
import type { System } from './runtime.ts';

export const eventOf = (tenant: string, more: Partial<RecordEvent> = {}): RecordEvent => ({
  id: randomUUID(),
  type: 'customer.updated',
  tenant_id: tenant,
  entity: 'customer',
  record_id: '01JQ3V9N0W8ZC7KXH5T2R4M6PX',
  key: { pk: `T#${tenant}#CUSTOMER#01JQ3V9N0W8ZC7KXH5T2R4M6PX`, sk: 'CUSTOMER' },
  sequence: '1'.padStart(40, '0'),
  before: { name: 'Before', status: 'active' },
  after: { name: 'After', status: 'active' },
  changed: ['name'],
  omitted: [],
  cause: { actor: 'somebody', request_id: 'request' },
  at: new Date().toISOString(),
  ...more,
});

const PUBLISHER = 'arn:aws:iam::000000000000:role/gangway-dev-fn-operations-publish-changes';

/** Puts an event on the bus in the name of the publisher. */
export async function broadcast(system: System, event: RecordEvent): Promise<void> {
  const bus = new EventBridgeClient({
    endpoint: system.awsUrl,
    region: 'eu-west-1',
    credentials: system.principals.sessionFor(PUBLISHER, 'test'),
  });
  const entry = { Source: EVENT_SOURCE, DetailType: event.type, Detail: JSON.stringify(event) };
  await bus.send(new PutEventsCommand({ Entries: [{ ...entry, EventBusName: 'gangway-dev' }] }));
}

/** Puts a message on a reaction's queue in the name of the publisher: each one is a delivery of its own. */
export async function deliver(system: System, queue: string, tenant: string, body: unknown): Promise<void> {
  const sqs = new SQSClient({
    endpoint: system.awsUrl,
    region: 'eu-west-1',
    credentials: system.principals.sessionFor(PUBLISHER, 'test'),
    useQueueUrlAsEndpoint: false,
  });
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `https://sqs.eu-west-1.amazonaws.com/000000000000/gangway-dev-on-${queue}.fifo`,
      MessageBody: JSON.stringify(body),
      MessageGroupId: tenant,
      MessageDeduplicationId: randomUUID(),
    }),
  );
}

/** Asks until the answer is as it should be. */
export async function until<T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  ms = 30_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Not in time: ${JSON.stringify(answer).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
