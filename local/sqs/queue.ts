/** A queue's attributes: from a template, and as GetQueueAttributes shows them. */
import { AwsError, type Resource } from '../types.ts';

/** What a queue is configured with. Durations in seconds. */
export interface QueueConfig {
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationPerGroup: boolean;
  readonly delaySeconds: number;
  readonly visibilityTimeout: number;
  readonly retentionSeconds: number;
  readonly maximumMessageSize: number;
  readonly receiveWaitSeconds: number;
  readonly redrive?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
  /** Attributes that are only shown, by their API names. */
  readonly shown: Readonly<Record<string, string>>;
}

/** Template properties and the range of those that are numbers. Source: AWS::SQS::Queue. */
const NUMBERS = {
  DelaySeconds: [0, 900, 0],
  VisibilityTimeout: [0, 43_200, 30],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  MaximumMessageSize: [1024, 1_048_576, 1_048_576],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
} as const;
const SHOWN = [
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
  'DeduplicationScope',
  'FifoThroughputLimit',
];
const OTHERS = [
  'QueueName',
  'FifoQueue',
  'ContentBasedDeduplication',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'Tags',
];

/** @throws AwsError naming the resource and the property that is wrong or unknown */
export function queueConfig(resource: Resource): QueueConfig {
  const { properties, logicalId } = resource;
  for (const name of Object.keys(properties)) {
    if (!(name in NUMBERS) && !SHOWN.includes(name) && !OTHERS.includes(name)) {
      throw wrong(`${logicalId}: ${name} is not supported.`);
    }
  }
  const number = (name: keyof typeof NUMBERS) => {
    const [least, most, preset] = NUMBERS[name];
    const value = Number(properties[name] ?? preset);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw wrong(`${logicalId}: ${name} must be an integer from ${least} to ${most}.`);
    }
    return value;
  };
  const flag = (name: string) => String(properties[name] ?? false) === 'true';
  const redrive = redrivePolicy(properties.RedrivePolicy, logicalId);
  const shown = SHOWN.filter((name) => properties[name] !== undefined);
  return {
    fifo: flag('FifoQueue'),
    contentBasedDeduplication: flag('ContentBasedDeduplication'),
    deduplicationPerGroup: properties.DeduplicationScope === 'messageGroup',
    delaySeconds: number('DelaySeconds'),
    visibilityTimeout: number('VisibilityTimeout'),
    retentionSeconds: number('MessageRetentionPeriod'),
    maximumMessageSize: number('MaximumMessageSize'),
    receiveWaitSeconds: number('ReceiveMessageWaitTimeSeconds'),
    ...(redrive === undefined ? {} : { redrive }),
    shown: {
      ...Object.fromEntries(shown.map((name) => [name, String(properties[name])])),
      ...(properties.RedriveAllowPolicy === undefined
        ? {}
        : { RedriveAllowPolicy: text(properties.RedriveAllowPolicy) }),
    },
  };
}

/** Attributes that the configuration alone determines. */
export function configAttributes(config: QueueConfig): Record<string, string> {
  return {
    DelaySeconds: String(config.delaySeconds),
    VisibilityTimeout: String(config.visibilityTimeout),
    MessageRetentionPeriod: String(config.retentionSeconds),
    MaximumMessageSize: String(config.maximumMessageSize),
    ReceiveMessageWaitTimeSeconds: String(config.receiveWaitSeconds),
    ...(config.redrive === undefined ? {} : { RedrivePolicy: JSON.stringify(config.redrive) }),
    ...(config.fifo
      ? { FifoQueue: 'true', ContentBasedDeduplication: String(config.contentBasedDeduplication) }
      : {}),
    ...config.shown,
  };
}

function redrivePolicy(value: unknown, logicalId: string): QueueConfig['redrive'] {
  if (value === undefined) return undefined;
  const policy = (typeof value === 'string' ? JSON.parse(value) : value) as Record<string, unknown>;
  const maxReceiveCount = Number(policy.maxReceiveCount);
  const target = policy.deadLetterTargetArn;
  if (
    typeof target !== 'string' ||
    !Number.isInteger(maxReceiveCount) ||
    maxReceiveCount < 1 ||
    maxReceiveCount > 1000
  ) {
    throw wrong(
      `${logicalId}: RedrivePolicy needs deadLetterTargetArn and a maxReceiveCount from 1 to 1000.`,
    );
  }
  return { deadLetterTargetArn: target, maxReceiveCount };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function wrong(message: string): AwsError {
  return new AwsError('InvalidAttributeValue', message);
}
