/** Names and ARNs that stacks share. Derived from the stage's name, so that no stack has to export them. */
import { Aws } from 'aws-cdk-lib';
import type { MachineName, QueueName, ReactionDefinition, TenantAccess } from '../shared/kernel/define.ts';
import type { Stage } from './stage.ts';

const arn = (service: string, resource: string) =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
const globalArn = (service: string, resource: string) =>
  `arn:${Aws.PARTITION}:${service}::${Aws.ACCOUNT_ID}:${resource}`;

export const tableName = (stage: Stage) => stage.prefix;
export const tableArn = (stage: Stage) => arn('dynamodb', `table/${tableName(stage)}`);

export const filesBucketName = (stage: Stage) => `${stage.prefix}-files-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
export const filesBucketArn = (stage: Stage) => `arn:${Aws.PARTITION}:s3:::${filesBucketName(stage)}`;

export const functionName = (stage: Stage, id: string) => `${stage.prefix}-${id}`;
export const functionArn = (stage: Stage, id: string) => arn('lambda', `function:${functionName(stage, id)}`);

/** All roles of functions share this prefix, by which tenant roles know them. */
export const functionRolePrefix = (stage: Stage) => `${stage.prefix}-fn-`;
export const functionRoleName = (stage: Stage, id: string) => `${functionRolePrefix(stage)}${id}`;
export const functionRoleArns = (stage: Stage) => globalArn('iam', `role/${functionRolePrefix(stage)}*`);

export const tenantRoleName = (stage: Stage, access: TenantAccess) => `${stage.prefix}-tenant-${access}`;
export const tenantRoleArn = (stage: Stage, access: TenantAccess) =>
  globalArn('iam', `role/${tenantRoleName(stage, access)}`);

export const tenantRoleArns = (stage: Stage) => globalArn('iam', `role/${stage.prefix}-tenant-*`);

export const QUEUES: readonly QueueName[] = ['uploads', 'failures'];

/** Of the key under which single fields are sealed. */
export const sealingKeyAlias = (stage: Stage) => `alias/${stage.prefix}-sealing`;

export const queueName = (stage: Stage, queue: QueueName) => `${stage.prefix}-${queue}`;
export const queueNameArn = (name: string) => arn('sqs', name);
export const queueArn = (stage: Stage, queue: QueueName) => queueNameArn(queueName(stage, queue));

/** The queue of a reaction. */
export const reactionQueueName = (stage: Stage, { name, fifo }: Pick<ReactionDefinition, 'name' | 'fifo'>) =>
  `${stage.prefix}-on-${name}${fifo ? '.fifo' : ''}`;
export const reactionQueueArn = (stage: Stage, reaction: Pick<ReactionDefinition, 'name' | 'fifo'>) =>
  arn('sqs', reactionQueueName(stage, reaction));
export const queueUrl = (name: string) =>
  `https://sqs.${Aws.REGION}.${Aws.URL_SUFFIX}/${Aws.ACCOUNT_ID}/${name}`;
export const reactionQueueUrl = (stage: Stage, reaction: Pick<ReactionDefinition, 'name' | 'fifo'>) =>
  queueUrl(reactionQueueName(stage, reaction));
export const changesDeadName = (stage: Stage) => `${stage.prefix}-changes-dead`;
export const changesDeadArn = (stage: Stage) => arn('sqs', changesDeadName(stage));

/** The bus that carries record events. */
export const busName = (stage: Stage) => stage.prefix;
export const busArn = (stage: Stage) => arn('events', `event-bus/${busName(stage)}`);

export const pipelineName = (stage: Stage) => `${stage.prefix}-contracts`;
export const pipelineArn = (stage: Stage) => arn('states', `stateMachine:${pipelineName(stage)}`);
export const pipelineExecutionArns = (stage: Stage) => arn('states', `execution:${pipelineName(stage)}:*`);

/** State machines of organizations: setting up, deleting, exporting. */
export const machineName = (stage: Stage, machine: MachineName) => `${stage.prefix}-${machine}`;
export const machineArn = (stage: Stage, machine: MachineName) =>
  arn('states', `stateMachine:${machineName(stage, machine)}`);
export const machineExecutionArns = (stage: Stage, machine: MachineName) =>
  arn('states', `execution:${machineName(stage, machine)}:*`);

/** Of the WebSocket API. Its name is the whole path of its address: such an API has no other. */
export const SOCKET_STAGE = 'live';
export const socketsUrl = (apiId: string) =>
  `https://${apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${SOCKET_STAGE}`;
/** Of what is sent to open sockets, and of closing them. */
export const socketArns = (apiId: string) =>
  ['POST', 'DELETE'].map((method) => arn('execute-api', `${apiId}/${SOCKET_STAGE}/${method}/@connections/*`));

export const secretName = (stage: Stage, name: string) => `gangway/${stage.name}/${name}`;
export const secretArns = (stage: Stage, name: string) =>
  arn('secretsmanager', `secret:${secretName(stage, name)}-??????`);

export const signInUrl = (stage: Stage) =>
  `https://${stage.signInPrefix}.auth.${Aws.REGION}.amazoncognito.com`;

/** Who Gangway's mail is from. Its address or domain has to be a verified identity of SES. */
export const mailFrom = (stage: Stage) => stage.senderEmail ?? `no-reply@${stage.domainName}`;

/** The address itself, or its domain: whichever is verified. */
export const mailIdentityArns = (stage: Stage) => {
  const from = mailFrom(stage);
  return [from, from.slice(from.indexOf('@') + 1)].map((identity) => arn('ses', `identity/${identity}`));
};

/** Inference profiles fan out over regions: the profile itself and the foundation models behind it. */
export const modelArns = (stage: Stage) => {
  const model = stage.modelId.replace(/^(us-gov|us|eu|apac|jp|au|ca|global)\./, '');
  return [
    arn('bedrock', `inference-profile/${stage.modelId}`),
    `arn:${Aws.PARTITION}:bedrock:*::foundation-model/${model}`,
  ];
};
