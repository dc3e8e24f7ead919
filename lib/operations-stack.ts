/** What ops look at, and what wakes them. */
import {
  Aws,
  aws_cloudwatch_actions as actions,
  aws_cloudwatch as cloudwatch,
  Duration,
  aws_iam as iam,
  aws_kms as kms,
  RemovalPolicy,
  Stack,
  type StackProps,
  aws_sns as sns,
  aws_sns_subscriptions as subscriptions,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ApiStack } from './api-stack.ts';
import { functionName, pipelineArn, tableName } from './names.ts';
import type { PipelineStack } from './pipeline-stack.ts';
import type { Stage } from './stage.ts';
import type { StreamStack } from './stream-stack.ts';

const FIVE_MINUTES = Duration.minutes(5);

/** Slowest answer that one in a hundred requests may take (PLT-04), in ms. */
const P99_LATENCY_MS = 2_000;

/** After this long a change should have been published, in ms. The stream keeps it for a day. */
const CHANGE_AGE_MS = 60_000;

export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    stage: Stage,
    {
      api,
      pipeline,
      stream,
    }: { readonly api: ApiStack; readonly pipeline: PipelineStack; readonly stream: StreamStack },
    props: StackProps,
  ) {
    super(scope, id, props);
    const topic = new sns.Topic(this, 'Alarms', {
      topicName: `${stage.prefix}-alarms`,
      displayName: `Gangway ${stage.name}`,
      enforceSSL: true,
      masterKey: this.#alarmKey(stage),
    });
    // A topic with a policy of its own has not the one that lets this account's alarms in.
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'Alarms',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (stage.alarmEmail) topic.addSubscription(new subscriptions.EmailSubscription(stage.alarmEmail));

    const metric = (
      namespace: string,
      metricName: string,
      dimensionsMap: Record<string, string>,
      statistic = 'Sum',
    ) => new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic, period: FIVE_MINUTES });
    const machine = { StateMachineArn: pipelineArn(stage) };
    const publisher = { FunctionName: functionName(stage, 'operations-publish-changes') };
    const http = { ApiId: api.apiId };
    const metrics = {
      pipelineFailed: metric('AWS/States', 'ExecutionsFailed', machine),
      pipelineTimedOut: metric('AWS/States', 'ExecutionsTimedOut', machine),
      pipelineSucceeded: metric('AWS/States', 'ExecutionsSucceeded', machine),
      pipelineTime: metric('AWS/States', 'ExecutionTime', machine, 'p95'),
      requests: metric('AWS/ApiGateway', 'Count', http),
      serverErrors: metric('AWS/ApiGateway', '5xx', http),
      clientErrors: metric('AWS/ApiGateway', '4xx', http),
      latency: metric('AWS/ApiGateway', 'Latency', http, 'p99'),
      throttles: metric('AWS/Lambda', 'Throttles', {}),
      changeErrors: metric('AWS/Lambda', 'Errors', publisher),
      changeAge: metric('AWS/Lambda', 'IteratorAge', publisher, 'Maximum'),
      tableThrottles: metric('AWS/DynamoDB', 'ThrottledRequests', { TableName: tableName(stage) }),
    };
    const alarm = (
      name: string,
      watched: cloudwatch.IMetric,
      threshold: number,
      description: string,
      periods = 1,
    ) => {
      const created = new cloudwatch.Alarm(this, name, {
        alarmName: `${stage.prefix}-${name}`,
        alarmDescription: description,
        metric: watched,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      created.addAlarmAction(new actions.SnsAction(topic as sns.ITopic));
      return created;
    };
    const dead = [...pipeline.deadLetterQueues, ...stream.deadLetterQueues].map((queue) =>
      alarm(
        `dead-letters-${queue.replace(`${stage.prefix}-`, '').replace(/-dead(\.fifo)?$/, '')}`,
        metric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: queue }, 'Maximum'),
        1,
        'Messages could not be handled. Look at the consumer’s log, mend, then redrive the queue.',
      ),
    );
    const alarms = [
      alarm(
        'pipeline-failed',
        metrics.pipelineFailed,
        1,
        'A contract could not be processed. Its record says why; it can be retried.',
      ),
      alarm(
        'pipeline-timed-out',
        metrics.pipelineTimedOut,
        1,
        'A contract took longer than the pipeline’s limit.',
      ),
      alarm('api-5xx', metrics.serverErrors, 5, 'The API answers with server errors.'),
      alarm('api-latency', metrics.latency, P99_LATENCY_MS, 'One in a hundred requests takes too long.', 3),
      alarm('changes-errors', metrics.changeErrors, 1, 'Changes of records are not published.', 2),
      alarm(
        'changes-late',
        metrics.changeAge,
        CHANGE_AGE_MS,
        'Changes of records are published late: audit, counters and search lag behind.',
      ),
      ...dead,
    ];
    const graph = (title: string, left: cloudwatch.IMetric[], right: cloudwatch.IMetric[] = []) =>
      new cloudwatch.GraphWidget({ title, left, right, width: 12, height: 6 });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: `${stage.prefix}-${Aws.REGION}`,
      widgets: [
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
        [
          graph('API', [metrics.requests, metrics.clientErrors, metrics.serverErrors], [metrics.latency]),
          graph(
            'Contract pipeline',
            [metrics.pipelineSucceeded, metrics.pipelineFailed, metrics.pipelineTimedOut],
            [metrics.pipelineTime],
          ),
        ],
        [graph('Change stream', [metrics.changeErrors], [metrics.changeAge])],
        [graph('Throttling', [metrics.throttles, metrics.tableThrottles])],
      ],
    });
  }

  /** CloudWatch may not use the key that AWS itself keeps for SNS: alarms would reach nobody. */
  #alarmKey(stage: Stage) {
    const key = new kms.Key(this, 'AlarmKey', {
      alias: `alias/${stage.prefix}-alarms`,
      description: `Gangway ${stage.name}: alarms on their way`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'Alarms',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return key;
  }
}
