/** A function as its file declares it: bundle, log group, environment, and a role with just what `uses` names. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  AssetHashType,
  Aws,
  Duration,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Definition, Ledger, SecretName, Uses } from '../../shared/kernel/define.ts';
import { acknowledgeWildcards } from '../acknowledge.ts';
import type { FunctionFile } from '../definitions.ts';
import { BUNDLES } from '../dist.ts';
import {
  filesBucketName,
  functionArn,
  functionName,
  functionRoleName,
  machineArn,
  machineExecutionArns,
  mailFrom,
  mailIdentityArns,
  modelArns,
  pipelineArn,
  pipelineExecutionArns,
  QUEUES,
  queueArn,
  queueName,
  sealingKeyAlias,
  secretArns,
  secretName,
  signInUrl,
  tableArn,
  tableName,
  tenantRoleArn,
} from '../names.ts';
import { platformStatements } from '../platform-policies.ts';
import type { Stage } from '../stage.ts';
import { onKeys } from '../tenant-policies.ts';

/** A quarter of a vCPU is too little for a cold start: 1 GB is where Node's start-up stops gaining. */
const DEFAULT_MEMORY_MB = 1024;
const DEFAULT_TIMEOUT_SECONDS = 15;

export interface GangwayFunctionProps {
  readonly stage: Stage;
  readonly file: FunctionFile<Definition>;
  /** Values that only the stack knows: pool id, client id. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly iam.PolicyStatement[];
}

export class GangwayFunction extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;
  /** Derived from the name, so that other stacks need no reference. */
  readonly arn: string;

  constructor(scope: Construct, { stage, file, environment = {}, statements = [] }: GangwayFunctionProps) {
    super(scope, file.id);
    const name = functionName(stage, file.id);
    this.arn = functionArn(stage, file.id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${name}`,
      retention: stage.logRetentionDays as logs.RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const granted = [
      new iam.PolicyStatement({
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [
          `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/lambda/${name}:*`,
        ],
      }),
      ...ownStatements(stage, file.definition.uses),
      ...statements,
    ];
    this.role = new iam.Role(this, 'Role', {
      roleName: functionRoleName(stage, file.id),
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { own: new iam.PolicyDocument({ statements: granted }) },
    });
    acknowledgeWildcards(
      this.role,
      granted,
      "The function's own log streams; the pipeline's own executions; the model in whatever region the inference profile picks.",
    );
    this.function = new lambda.Function(this, 'Function', {
      functionName: name,
      description: latin1(file.definition.summary),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: bundleOf(file.id),
      memorySize: file.definition.memory ?? DEFAULT_MEMORY_MB,
      timeout: Duration.seconds(file.definition.timeout ?? DEFAULT_TIMEOUT_SECONDS),
      role: this.role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: {
        STAGE: stage.name,
        APP_URL: stage.appUrl,
        ...ownEnvironment(stage, file.definition.uses),
        ...environment,
      },
    });
  }
}

/** Lambda's descriptions know no typographic quotes. */
const latin1 = (text: string) => text.replace(/[‘’]/g, "'").slice(0, 256);

/** The asset's hash is that of its entry: chunk names, which it holds, are hashes of their content. */
function bundleOf(id: string): lambda.Code {
  const folder = path.join(BUNDLES, id);
  const hash = createHash('sha256').update(readFileSync(path.join(folder, 'index.mjs')));
  return lambda.Code.fromAsset(folder, {
    assetHashType: AssetHashType.CUSTOM,
    assetHash: hash.digest('hex'),
  });
}

function ownStatements(stage: Stage, uses: Uses): iam.PolicyStatement[] {
  const statements: iam.PolicyStatement[] = [];
  if (uses.tenant?.length)
    statements.push(
      new iam.PolicyStatement({
        sid: 'ActForOneTenant',
        actions: ['sts:AssumeRole', 'sts:TagSession'],
        resources: uses.tenant.map((access) => tenantRoleArn(stage, access)),
      }),
    );
  if (uses.directory?.length)
    statements.push(
      new iam.PolicyStatement({
        sid: 'LookUp',
        actions: ['dynamodb:GetItem'],
        resources: [tableArn(stage)],
        conditions: onKeys(...uses.directory.map((directory) => `DIR#${directory}#*`)),
      }),
    );
  const secrets = secretsOf(uses);
  if (secrets.length > 0)
    statements.push(
      new iam.PolicyStatement({
        sid: 'ReadSecrets',
        actions: ['secretsmanager:GetSecretValue'],
        resources: secrets.map((name) => secretArns(stage, name)),
      }),
    );
  const ledgers = ledgersOf(stage, uses);
  if (ledgers.length > 0)
    statements.push(
      new iam.PolicyStatement({
        sid: 'KeepLedger',
        actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
        resources: [tableArn(stage)],
        conditions: onKeys(...ledgers.map((ledger) => `DIR#${ledger}#*`)),
      }),
    );
  if (uses.forgets?.length)
    statements.push(
      new iam.PolicyStatement({
        sid: 'ForgetEntries',
        actions: ['dynamodb:DeleteItem'],
        resources: [tableArn(stage)],
        conditions: onKeys(...uses.forgets.map((ledger) => `DIR#${ledger}#*`)),
      }),
    );
  statements.push(...platformStatements(stage, uses.platform));
  if (uses.pipeline)
    statements.push(
      new iam.PolicyStatement({
        sid: 'StartPipeline',
        actions: ['states:StartExecution'],
        resources: [pipelineArn(stage)],
      }),
      new iam.PolicyStatement({
        sid: 'ContinuePipeline',
        actions: ['states:RedriveExecution', 'states:StopExecution'],
        resources: [pipelineExecutionArns(stage)],
      }),
    );
  if (uses.machines?.length)
    statements.push(
      new iam.PolicyStatement({
        sid: 'StartMachines',
        actions: ['states:StartExecution'],
        resources: uses.machines.map((machine) => machineArn(stage, machine)),
      }),
      new iam.PolicyStatement({
        sid: 'ContinueMachines',
        actions: ['states:RedriveExecution'],
        resources: uses.machines.map((machine) => machineExecutionArns(stage, machine)),
      }),
    );
  if (uses.metrics)
    statements.push(
      new iam.PolicyStatement({
        sid: 'Metrics',
        actions: [uses.metrics === 'read' ? 'dynamodb:Query' : 'dynamodb:UpdateItem'],
        resources: [tableArn(stage)],
        conditions: onKeys('DIR#METRIC#*'),
      }),
    );
  if (uses.readiness)
    statements.push(
      new iam.PolicyStatement({
        sid: 'AskQueues',
        actions: ['sqs:GetQueueUrl'],
        resources: QUEUES.map((queue) => queueArn(stage, queue)),
      }),
      new iam.PolicyStatement({
        sid: 'AskPipeline',
        actions: ['states:DescribeStateMachine'],
        resources: [pipelineArn(stage)],
      }),
    );
  if (uses.model)
    statements.push(
      new iam.PolicyStatement({
        sid: 'AskModel',
        actions: ['bedrock:InvokeModel'],
        resources: modelArns(stage),
      }),
    );
  if (uses.mail)
    statements.push(
      new iam.PolicyStatement({
        sid: 'SendMail',
        actions: ['ses:SendEmail'],
        resources: mailIdentityArns(stage),
        conditions: { StringEquals: { 'ses:FromAddress': mailFrom(stage) } },
      }),
    );
  return statements;
}

/** What attempts are counted by, and what proves the address that they are counted for. */
const ledgersOf = (stage: Stage, { ledger = [], limits, demoTimes }: Uses): readonly Ledger[] => [
  ...ledger,
  ...(limits || (demoTimes !== undefined && stage.demo) ? ['LIMIT' as const] : []),
];

const secretsOf = ({ secrets = [], limits, captcha }: Uses): readonly SecretName[] => [
  ...secrets,
  ...(limits ? ['origin-key' as const] : []),
  ...(captcha ? ['captcha' as const] : []),
];

function ownEnvironment(stage: Stage, uses: Uses): Record<string, string> {
  return {
    ...((uses.tenant?.length ||
      uses.directory?.length ||
      uses.forgets?.length ||
      ledgersOf(stage, uses).length > 0) && {
      TABLE_NAME: tableName(stage),
      BUCKET_NAME: filesBucketName(stage),
    }),
    ...(uses.tenant?.length && { SEALING_KEY: sealingKeyAlias(stage) }),
    ...Object.fromEntries(
      (uses.tenant ?? []).map((access) => [`${access.toUpperCase()}_ROLE_ARN`, tenantRoleArn(stage, access)]),
    ),
    ...(uses.secrets?.includes('cursor-key') && { CURSOR_KEY_SECRET: secretName(stage, 'cursor-key') }),
    ...(uses.secrets?.includes('audit-key') && { AUDIT_KEY_SECRET: secretName(stage, 'audit-key') }),
    ...(uses.auditRetention && { AUDIT_RETENTION_DAYS: String(stage.auditRetentionDays ?? 0) }),
    ...(uses.secrets?.includes('console-tokens') && {
      CONSOLE_TOKENS_SECRET: secretName(stage, 'console-tokens'),
    }),
    ...((uses.metrics || uses.platform) && { TABLE_NAME: tableName(stage) }),
    ...(uses.secrets?.includes('metrics-token') && {
      METRICS_TOKEN_SECRET: secretName(stage, 'metrics-token'),
    }),
    ...(uses.readiness && {
      BUCKET_NAME: filesBucketName(stage),
      STATE_MACHINE_ARN: pipelineArn(stage),
      QUEUE_NAMES: QUEUES.map((queue) => queueName(stage, queue)).join(' '),
    }),
    ...(uses.pipeline && { STATE_MACHINE_ARN: pipelineArn(stage) }),
    ...Object.fromEntries(
      (uses.machines ?? []).map((machine) => [
        `${machine.toUpperCase()}_MACHINE_ARN`,
        machineArn(stage, machine),
      ]),
    ),
    ...(uses.deletionGrace && { DELETION_GRACE_DAYS: String(stage.deletionGraceDays) }),
    ...(uses.model && { MODEL_ID: stage.modelId }),
    ...(uses.modelPrices && { MODEL_PRICES: JSON.stringify(stage.modelPrices) }),
    ...(uses.limits && { AUTH_LIMITS: JSON.stringify(stage.authLimits) }),
    ...((uses.limits || uses.secrets?.includes('origin-key')) && {
      ORIGIN_KEY_SECRET: secretName(stage, 'origin-key'),
    }),
    ...(uses.captcha && {
      CAPTCHA: JSON.stringify(stage.captcha),
      CAPTCHA_SECRET: secretName(stage, 'captcha'),
    }),
    ...(uses.signUp && { SIGN_UP: JSON.stringify(stage.signUp) }),
    ...(uses.demo && { DEMO: stage.demo ? JSON.stringify(stage.demo) : 'off' }),
    ...(uses.secrets?.includes('dev-secret') && { DEV_SECRET_SECRET: secretName(stage, 'dev-secret') }),
    ...(uses.mail && { MAIL_FROM: mailFrom(stage) }),
    ...(uses.signIn && { SIGN_IN_URL: signInUrl(stage) }),
  };
}
