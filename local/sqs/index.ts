/** SQS: standard and FIFO queues on SQLite; what was acknowledged survives the death of the process. */
import { createHash } from 'node:crypto';
import {
  AwsError,
  type Call,
  type Deployed,
  notImplemented,
  type Reply,
  type Requirement,
  type Resource,
} from '../types.ts';
import { Engine } from './engine.ts';
import { operations, queueName } from './operations.ts';
import { queueConfig } from './queue.ts';
import { receivedMessage } from './received.ts';
import { text } from './request.ts';
import { Store } from './store.ts';
import type { Sqs } from './types.ts';

export type { MessageAttribute, MessageAttributes } from './message.ts';
export type * from './types.ts';

export interface SqsOptions {
  /** Folder of the state; created where missing. */
  readonly dir: string;
  readonly account: string;
  readonly region: string;
  /** The endpoint that queue URLs begin with, without a slash at its end. Asked whenever a URL is given. */
  readonly baseUrl: () => string;
  /** The clock, ms since the epoch. */
  readonly now?: () => number;
}

/** Operations whose permission has another name. Source: Service Authorization Reference, SQS. */
const ACTIONS: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** Opens the queues under a folder. */
export function openSqs(options: SqsOptions): Sqs {
  const { account, region, now = Date.now } = options;
  const store = new Store(options.dir);
  const engine = new Engine(store, now);
  const arnOf = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;
  const url = (name: string) => `${options.baseUrl()}/${account}/${name}`;
  const policies = (name: string): readonly unknown[] =>
    store
      .all<{ document: string }>('SELECT document FROM policies WHERE queue = ? ORDER BY resource', name)
      .map((row) => JSON.parse(row.document) as unknown);
  const api = operations({ engine, store, account, now, url, policies });

  function operation(call: Call) {
    const found = Object.hasOwn(api, call.operation) ? api[call.operation] : undefined;
    if (found === undefined) throw notImplemented('sqs', call.operation);
    return found;
  }

  function deployQueue(resource: Resource): Deployed {
    const config = queueConfig(resource);
    const name = String(resource.properties.QueueName ?? generatedName(resource, config.fifo));
    if (
      !/^[A-Za-z0-9_-]{1,80}$|^[A-Za-z0-9_-]{1,75}\.fifo$/.test(name) ||
      name.endsWith('.fifo') !== config.fifo
    ) {
      throw new AwsError(
        'InvalidAttributeValue',
        `${resource.logicalId}: '${name}' is no name of a ${config.fifo ? 'FIFO' : 'standard'} queue.`,
      );
    }
    engine.putQueue(name, arnOf(name), config);
    return { ref: url(name), attributes: { Arn: arnOf(name), QueueName: name, QueueUrl: url(name) } };
  }

  function deployPolicy({ stack, logicalId, properties }: Resource): Deployed {
    const id = `${stack}/${logicalId}`;
    const document = JSON.stringify(properties.PolicyDocument);
    const queues = (properties.Queues ?? []) as readonly string[];
    store.transaction(() => {
      store.run('DELETE FROM policies WHERE resource = ?', id);
      for (const queue of queues) {
        const name = queue.split('/').at(-1)!;
        store.run('INSERT INTO policies (resource, queue, document) VALUES (?, ?, ?)', id, name, document);
      }
    });
    return { ref: logicalId, attributes: { Id: logicalId } };
  }

  return {
    name: 'sqs',
    types: ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy'],

    deploy: (resource) =>
      resource.type === 'AWS::SQS::Queue' ? deployQueue(resource) : deployPolicy(resource),

    requirements(call) {
      operation(call);
      return requirements(call, arnOf);
    },

    async handle(call: Call): Promise<Reply> {
      const answer = await operation(call)(call.input, call);
      const headers = { 'content-type': 'application/x-amz-json-1.0' };
      return { status: 200, headers, body: JSON.stringify(answer) };
    },

    send: (arn, body, sending = {}) => engine.send(engine.queueByArn(arn), body, sending),

    async receive(arn, receiving = {}) {
      const queue = engine.queueByArn(arn);
      const rows = await engine.receive(queue, receiving);
      return rows.map((row) => receivedMessage(row, queue.config.fifo));
    },

    delete: (arn, handle) => engine.delete(engine.queueByArn(arn), handle),
    changeVisibility: (arn, handle, seconds) =>
      engine.changeVisibility(engine.queueByArn(arn), handle, seconds),
    release: (arn) => engine.release(engine.queueByArn(arn)),
    move: (from, to) => engine.moveMessages(engine.queue(from), engine.queue(to)).moved,
    resourcePolicies: (arn) => policies(engine.queueByArn(arn).name),
    visibilityTimeout: (arn) => engine.queueByArn(arn).config.visibilityTimeout,

    describe() {
      const at = now();
      const dead = store.all<{ source_arn: string; count: number }>(
        'SELECT source_arn, COUNT(*) AS count FROM messages WHERE source_arn IS NOT NULL GROUP BY source_arn',
      );
      const deadOf = new Map(dead.map((row) => [row.source_arn, row.count]));
      return engine.queues().map(({ name, arn }) => {
        const { visible, inFlight, delayed } = store.counts(name, at);
        return { name, arn, visible, inFlight, delayed, dead: deadOf.get(arn) ?? 0 };
      });
    },

    close() {
      engine.close();
      store.close();
    },
  };
}

function requirements({ operation, input }: Call, arnOf: (name: string) => string): readonly Requirement[] {
  const need = (action: string, resource: string): Requirement => ({
    action: `sqs:${action}`,
    resource,
    context: {},
  });
  switch (operation) {
    case 'ListQueues':
      return [need(operation, arnOf('*'))];
    case 'GetQueueUrl':
      return [need(operation, arnOf(text(input, 'QueueName')))];
    case 'ListMessageMoveTasks':
      return [need(operation, text(input, 'SourceArn'))];
    case 'StartMessageMoveTask': {
      // Source: SQS developer guide, "Configuring queue permissions" of dead-letter queue redrive.
      const source = text(input, 'SourceArn');
      const reading = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
      const needs = reading.map((action) => need(action, source));
      const destination = input.DestinationArn;
      return typeof destination === 'string' ? [...needs, need('SendMessage', destination)] : needs;
    }
    default:
      return [need(ACTIONS[operation] ?? operation, arnOf(queueName(input)))];
  }
}

/** Stable, and no longer than the 80 characters SQS allows. */
function generatedName({ stack, logicalId }: Resource, fifo: boolean): string {
  const hash = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 12);
  return `${stack.slice(0, 24)}-${logicalId.slice(0, 32)}-${hash}${fifo ? '.fifo' : ''}`;
}
