/** The operations of the SQS API (JSON 1.0) over the engine. */
import { AwsError, type Call } from '../types.ts';
import type { Engine, Queue } from './engine.ts';
import { invalidValue, type MessageAttributes, md5, md5OfAttributes, messageSize } from './message.ts';
import { configAttributes } from './queue.ts';
import { receivedMessage, selected } from './received.ts';
import {
  attributes,
  checkBatchSize,
  entries,
  type Input,
  optionalInteger,
  optionalText,
  sendOptions,
  text,
  textList,
} from './request.ts';
import type { Store } from './store.ts';

type Answer = Record<string, unknown>;
type Operation = (input: Input, call: Call) => Answer | Promise<Answer>;

export interface OperationsContext {
  readonly engine: Engine;
  readonly store: Store;
  readonly account: string;
  readonly now: () => number;
  readonly url: (queueName: string) => string;
  readonly policies: (queueName: string) => readonly unknown[];
}

/** The name in a queue's URL: its last segment. */
export function queueName(input: Input): string {
  return text(input, 'QueueUrl').split('/').at(-1) ?? '';
}

export function operations(context: OperationsContext): Readonly<Record<string, Operation>> {
  const { engine, store } = context;
  const queueOf = (input: Input): Queue => engine.queue(queueName(input));

  function send(queue: Queue, input: Input, call: Call): Answer {
    const body = text(input, 'MessageBody');
    const options = sendOptions(input, call.principal.arn);
    const sent = engine.send(queue, body, options);
    const system = input.MessageSystemAttributes as MessageAttributes | undefined;
    return {
      MessageId: sent.messageId,
      MD5OfMessageBody: md5(body),
      ...digest('MD5OfMessageAttributes', options.attributes),
      ...digest('MD5OfMessageSystemAttributes', system),
      ...(sent.sequenceNumber === undefined ? {} : { SequenceNumber: sent.sequenceNumber }),
    };
  }

  /** Does the entries of a batch one by one; the errors of one do not stop the others. */
  function batch(input: Input, work: (entry: Input) => Answer): Answer {
    const Successful: Answer[] = [];
    const Failed: Answer[] = [];
    for (const entry of entries(input)) {
      try {
        Successful.push({ Id: entry.Id, ...work(entry) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
      }
    }
    return { Successful, Failed };
  }

  return {
    SendMessage: (input, call) => send(queueOf(input), input, call),

    SendMessageBatch(input, call) {
      const queue = queueOf(input);
      checkBatchSize(
        entries(input).map((entry) => messageSize(text(entry, 'MessageBody'), attributes(entry) ?? {})),
      );
      return batch(input, (entry) => send(queue, entry, call));
    },

    async ReceiveMessage(input) {
      const queue = queueOf(input);
      if (input.ReceiveRequestAttemptId !== undefined) {
        throw new AwsError('UnsupportedOperation', 'ReceiveRequestAttemptId is not supported.');
      }
      const optional = {
        waitSeconds: optionalInteger(input, 'WaitTimeSeconds', 0, 20),
        visibilityTimeout: optionalInteger(input, 'VisibilityTimeout', 0, 43_200),
      };
      const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
      const maxMessages = optionalInteger(input, 'MaxNumberOfMessages', 1, 10) ?? 1;
      const rows = await engine.receive(queue, { maxMessages, ...given });
      const system = [
        ...textList(input, 'AttributeNames'),
        ...textList(input, 'MessageSystemAttributeNames'),
      ];
      const names = textList(input, 'MessageAttributeNames');
      if (rows.length === 0) return {};
      return {
        Messages: rows.map((row) => receivedAnswer(receivedMessage(row, queue.config.fifo), system, names)),
      };
    },

    DeleteMessage(input) {
      engine.delete(queueOf(input), text(input, 'ReceiptHandle'));
      return {};
    },

    DeleteMessageBatch(input) {
      const queue = queueOf(input);
      return batch(input, (entry) => {
        engine.delete(queue, text(entry, 'ReceiptHandle'));
        return {};
      });
    },

    ChangeMessageVisibility(input) {
      changeVisibility(queueOf(input), input);
      return {};
    },

    ChangeMessageVisibilityBatch(input) {
      const queue = queueOf(input);
      return batch(input, (entry) => {
        changeVisibility(queue, entry);
        return {};
      });
    },

    GetQueueUrl(input) {
      const owner = optionalText(input, 'QueueOwnerAWSAccountId') ?? context.account;
      const queue = engine.queue(text(input, 'QueueName'));
      if (owner !== context.account) {
        throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
      }
      return { QueueUrl: context.url(queue.name) };
    },

    GetQueueAttributes(input) {
      const queue = queueOf(input);
      const names = textList(input, 'AttributeNames');
      const all = queueAttributes(queue);
      const unknown = names.find((name) => name !== 'All' && !QUEUE_ATTRIBUTES.includes(name));
      if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
      const Attributes = selected(all, names);
      return Object.keys(Attributes).length === 0 ? {} : { Attributes };
    },

    PurgeQueue(input) {
      engine.purge(queueOf(input));
      return {};
    },

    ListQueues(input) {
      const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
      const size = optionalInteger(input, 'MaxResults', 1, 1000) ?? 1000;
      const after = optionalText(input, 'NextToken') ?? '';
      const names = engine
        .queues()
        .map((queue) => queue.name)
        .filter((name) => name.startsWith(prefix) && name > after);
      const shown = names.slice(0, size);
      return {
        QueueUrls: shown.map(context.url),
        ...(names.length > size ? { NextToken: shown.at(-1) } : {}),
      };
    },

    /** The move is done when this returns; MaxNumberOfMessagesPerSecond has nothing left to slow down. */
    StartMessageMoveTask(input) {
      const source = engine.queueByArn(text(input, 'SourceArn'));
      const isDeadLetterQueue = engine
        .queues()
        .some((queue) => queue.config.redrive?.deadLetterTargetArn === source.arn);
      if (!isDeadLetterQueue) {
        throw invalidValue('Source queue must be configured as a Dead Letter Queue.');
      }
      const destination = optionalText(input, 'DestinationArn');
      const target = destination === undefined ? undefined : engine.queueByArn(destination);
      return { TaskHandle: engine.moveMessages(source, target).handle };
    },

    ListMessageMoveTasks(input) {
      const source = engine.queueByArn(text(input, 'SourceArn'));
      const limit = optionalInteger(input, 'MaxResults', 1, 10) ?? 1;
      const rows = store.all<{ destination_arn: string | null; moved: number; started_at: number }>(
        'SELECT * FROM moves WHERE source_arn = ? ORDER BY started_at DESC, rowid DESC LIMIT ?',
        source.arn,
        limit,
      );
      const Results = rows.map((row) => ({
        Status: 'COMPLETED',
        SourceArn: source.arn,
        ...(row.destination_arn === null ? {} : { DestinationArn: row.destination_arn }),
        ApproximateNumberOfMessagesMoved: row.moved,
        ApproximateNumberOfMessagesToMove: row.moved,
        StartedTimestamp: row.started_at,
      }));
      return { Results };
    },
  };

  function changeVisibility(queue: Queue, input: Input): void {
    const seconds = optionalInteger(input, 'VisibilityTimeout', 0, 43_200);
    if (seconds === undefined) {
      throw new AwsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.');
    }
    engine.changeVisibility(queue, text(input, 'ReceiptHandle'), seconds);
  }

  function queueAttributes(queue: Queue): Record<string, string> {
    const { visible, inFlight, delayed } = store.counts(queue.name, context.now());
    const policies = context.policies(queue.name);
    return {
      QueueArn: queue.arn,
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
      CreatedTimestamp: String(Math.floor(queue.created_at / 1000)),
      LastModifiedTimestamp: String(Math.floor(queue.modified_at / 1000)),
      ...configAttributes(queue.config),
      ...(policies.length === 0 ? {} : { Policy: JSON.stringify(policies.at(-1)) }),
    };
  }
}

const QUEUE_ATTRIBUTES = [
  'Policy',
  'VisibilityTimeout',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
  'ApproximateNumberOfMessagesDelayed',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
];

function digest(member: string, of: MessageAttributes | undefined): Answer {
  return of === undefined || Object.keys(of).length === 0 ? {} : { [member]: md5OfAttributes(of) };
}

function receivedAnswer(
  message: ReturnType<typeof receivedMessage>,
  system: readonly string[],
  names: readonly string[],
): Answer {
  const Attributes = selected(message.attributes, system);
  const MessageAttributes = selected(message.messageAttributes, names);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    ...(Object.keys(Attributes).length === 0 ? {} : { Attributes }),
    ...(Object.keys(MessageAttributes).length === 0
      ? {}
      : { MessageAttributes, ...digest('MD5OfMessageAttributes', MessageAttributes) }),
  };
}
