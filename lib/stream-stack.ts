/** The change stream: from the table through `publish-changes` to the queue of each reaction. */
import {
  Duration,
  aws_events as events,
  aws_iam as iam,
  aws_lambda as lambda,
  Stack,
  type StackProps,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EventPattern, ReactionDefinition } from '../shared/kernel/define.ts';
import { acknowledge } from './acknowledge.ts';
import { GangwayFunction } from './constructs/gangway-function.ts';
import { deadName, queueWithDeadLetters, takeFromRule } from './constructs/queue.ts';
import type { DataStack } from './data-stack.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import {
  busArn,
  busName,
  changesDeadName,
  functionArn,
  reactionQueueArn,
  reactionQueueName,
  reactionQueueUrl,
} from './names.ts';
import type { Stage } from './stage.ts';

/** As the publisher names it: `shared/kernel/publish.ts`. */
const SOURCE = 'gangway.records';

/** Then a change goes to `changes-dead`; what is wrong with the moment only is over long before. */
const PUBLISH_ATTEMPTS = 50;

export class StreamStack extends Stack {
  /** Names of the dead-letter queues, for the alarms. */
  readonly deadLetterQueues: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    functions: readonly FunctionFile[],
    data: DataStack,
    props: StackProps,
  ) {
    super(scope, id, props);
    const bus = new events.CfnEventBus(this, 'Bus', { name: busName(stage) });
    const reactions = ofKind(functions, 'reaction');
    for (const { id: functionId, definition } of reactions)
      this.#reaction(stage, functionId, definition, bus);
    this.#publisher(stage, functions, data, bus);
    this.deadLetterQueues = [
      changesDeadName(stage),
      ...reactions.map(({ definition }) => deadName(reactionQueueName(stage, definition))),
    ];
  }

  #publisher(stage: Stage, functions: readonly FunctionFile[], data: DataStack, bus: events.CfnEventBus) {
    const [file, ...others] = ofKind(functions, 'publisher');
    if (!file || others.length > 0) throw new Error('The table’s stream has exactly one publisher.');
    const fifo = ofKind(functions, 'reaction')
      .map(({ definition }) => definition)
      .filter((definition): definition is ReactionDefinition => definition.fifo === true);
    const dead = new sqs.Queue(this, 'changes-dead', {
      queueName: changesDeadName(stage),
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(dead, {
      'AwsSolutions-SQS3': 'It is the dead-letter queue of the table’s stream, which only Lambda knows.',
    });
    const publisher = new GangwayFunction(this, {
      stage,
      file,
      environment: {
        EVENT_BUS_NAME: bus.ref,
        FIFO_QUEUES: JSON.stringify(
          fifo.map((reaction) => ({ url: reactionQueueUrl(stage, reaction), events: reaction.events })),
        ),
      },
      statements: [
        new iam.PolicyStatement({
          sid: 'ReadChanges',
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [data.changes],
        }),
        new iam.PolicyStatement({
          sid: 'DecryptChanges',
          actions: ['kms:Decrypt'],
          resources: [data.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${stage.region}.amazonaws.com` } },
        }),
        new iam.PolicyStatement({
          sid: 'PublishEvents',
          actions: ['events:PutEvents'],
          resources: [busArn(stage)],
          conditions: { StringEquals: { 'events:source': SOURCE } },
        }),
        new iam.PolicyStatement({
          sid: 'FeedQueues',
          actions: ['sqs:SendMessage'],
          resources: [dead.queueArn, ...fifo.map((reaction) => reactionQueueArn(stage, reaction))],
        }),
      ],
    });
    const mapping = new lambda.CfnEventSourceMapping(this, 'changes-source', {
      eventSourceArn: data.changes,
      functionName: publisher.arn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: PUBLISH_ATTEMPTS,
      functionResponseTypes: ['ReportBatchItemFailures'],
      destinationConfig: { onFailure: { destination: dead.queueArn } },
      // Records have a cause; keys for repetition, projections, the audit log and the directory have none.
      filterCriteria: {
        filters: ['NewImage', 'OldImage'].map((image) => ({
          pattern: JSON.stringify({
            dynamodb: { [image]: { cause: { M: { actor: { S: [{ exists: true }] } } } } },
          }),
        })),
      },
    });
    mapping.node.addDependency(publisher);
  }

  #reaction(stage: Stage, functionId: string, reaction: ReactionDefinition, bus: events.CfnEventBus) {
    const { queue, dead } = queueWithDeadLetters(this, reaction.name, {
      queueName: reactionQueueName(stage, reaction),
      timeoutSeconds: reaction.timeout,
    });
    if (!reaction.fifo) {
      const rule = new events.CfnRule(this, `${reaction.name}-rule`, {
        name: `${stage.prefix}-on-${reaction.name}`,
        eventBusName: bus.ref,
        eventPattern: { source: [SOURCE], 'detail-type': reaction.events.map(detailType) },
        targets: [{ id: 'queue', arn: queue.queueArn, deadLetterConfig: { arn: dead.queueArn } }],
      });
      for (const target of [queue, dead]) takeFromRule(target, rule);
    }
    new lambda.CfnEventSourceMapping(this, `${reaction.name}-source`, {
      eventSourceArn: queue.queueArn,
      functionName: functionArn(stage, functionId),
      // A FIFO queue has no window, and at most ten.
      ...(reaction.fifo ? { batchSize: 10 } : { batchSize: 50, maximumBatchingWindowInSeconds: 1 }),
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  }
}

/** A pattern as EventBridge writes it. */
function detailType(pattern: EventPattern) {
  if (pattern === '*') return { exists: true };
  return pattern.endsWith('.*') ? { prefix: pattern.slice(0, -1) } : pattern;
}
