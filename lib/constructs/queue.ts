/** Queues, each with one for what could not be handled. */
import { Duration, type aws_events as events, aws_iam as iam, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Deliveries before a message goes to its dead-letter queue. */
const MAX_RECEIVES = 5;

export interface QueueProps {
  /** Ends in `.fifo` where it is one. */
  readonly queueName: string;
  /** Of the function that takes messages. */
  readonly timeoutSeconds: number | undefined;
}

const FIFO = /\.fifo$/;

/** `<name>-dead`, as a FIFO queue's name must end. */
export const deadName = (queueName: string) =>
  FIFO.test(queueName) ? queueName.replace(FIFO, '-dead.fifo') : `${queueName}-dead`;

export function queueWithDeadLetters(
  scope: Construct,
  id: string,
  { queueName, timeoutSeconds = 30 }: QueueProps,
) {
  const common = {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    ...(FIFO.test(queueName) && {
      fifo: true,
      deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    }),
  };
  const dead = new sqs.Queue(scope, `${id}-dead`, {
    ...common,
    queueName: deadName(queueName),
    retentionPeriod: Duration.days(14),
  });
  const queue = new sqs.Queue(scope, id, {
    ...common,
    queueName,
    retentionPeriod: Duration.days(4),
    visibilityTimeout: Duration.seconds(timeoutSeconds * 6),
    deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVES },
  });
  return { queue, dead };
}

/** Lets a rule send to a queue. */
export const takeFromRule = (queue: sqs.Queue, rule: events.CfnRule) =>
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'FromTheRule',
      actions: ['sqs:SendMessage'],
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );

/** What a consumer's role needs to take messages from its queue. */
export const consumeStatement = (queueArn: string) =>
  new iam.PolicyStatement({
    sid: 'TakeMessages',
    actions: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
    ],
    resources: [queueArn],
  });
