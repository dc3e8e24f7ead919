/** The state machine, how an upload starts it, and how its failures are heard of. */
import { aws_events as events, aws_lambda as lambda, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { QueueName } from '../shared/kernel/define.ts';
import { queueWithDeadLetters, takeFromRule } from './constructs/queue.ts';
import { StateMachine } from './constructs/state-machine.ts';
import { type FunctionFile, ofKind } from './definitions.ts';
import { filesBucketName, functionArn, pipelineArn, pipelineName, queueName } from './names.ts';
import { pipelineDefinition } from './pipeline-definition.ts';
import type { Stage } from './stage.ts';

export class PipelineStack extends Stack {
  /** Names of the dead-letter queues, for the alarms. */
  readonly deadLetterQueues: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    functions: readonly FunctionFile[],
    props: StackProps,
  ) {
    super(scope, id, props);
    const steps = ofKind(functions, 'step').filter(({ definition }) => !definition.machine);
    this.#machine(stage, steps);
    const consumers = ofKind(functions, 'consumer');
    this.#queue(stage, 'uploads', consumers, {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [filesBucketName(stage)] },
        object: { key: [{ wildcard: 'T/*/contracts/*/original' }] },
      },
    });
    this.#queue(stage, 'failures', consumers, {
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [pipelineArn(stage)], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    });
    this.deadLetterQueues = (['uploads', 'failures'] as const).map(
      (name) => `${queueName(stage, name)}-dead`,
    );
  }

  #machine(stage: Stage, steps: readonly FunctionFile[]) {
    const arns = new Map(
      steps.map(({ id, definition }) => [
        definition.kind === 'step' ? definition.name : '',
        functionArn(stage, id),
      ]),
    );
    const definition = pipelineDefinition((step) => {
      const arn = arns.get(step);
      if (!arn) throw new Error(`No function declares the pipeline step "${step}".`);
      return arn;
    });
    // `Default` is no part of names: the machine keeps the one it has had.
    new StateMachine(this, 'Default', {
      stage,
      name: pipelineName(stage),
      roleName: `${stage.prefix}-pipeline`,
      description: 'The contract pipeline: invokes its steps, and touches no data itself',
      definition,
      functionArns: [...arns.values()],
    });
  }

  /** An EventBridge rule that feeds a queue, from which one function takes messages; both ends with dead letters. */
  #queue(
    stage: Stage,
    name: QueueName,
    consumers: readonly FunctionFile[],
    pattern: Readonly<Record<string, unknown>>,
  ) {
    const consumer = consumers.find(
      ({ definition }) => definition.kind === 'consumer' && definition.queue === name,
    );
    if (!consumer) throw new Error(`No function takes messages from the queue "${name}".`);
    const { queue, dead } = queueWithDeadLetters(this, name, {
      queueName: queueName(stage, name),
      timeoutSeconds: consumer.definition.timeout,
    });
    const rule = new events.CfnRule(this, `${name}-rule`, {
      name: `${stage.prefix}-${name}`,
      eventPattern: pattern,
      targets: [{ id: 'queue', arn: queue.queueArn, deadLetterConfig: { arn: dead.queueArn } }],
    });
    for (const target of [queue, dead]) takeFromRule(target, rule);
    new lambda.CfnEventSourceMapping(this, `${name}-source`, {
      eventSourceArn: queue.queueArn,
      functionName: functionArn(stage, consumer.id),
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  }
}
