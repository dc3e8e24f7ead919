/** Does Task states by invoking functions and calling services, with AWS's shapes and error names. */
import { AwsError, type Invoke } from '../types.ts';
import { taskError } from './errors.ts';
import type { RunTask, Task } from './types.ts';

/** A call of an AWS SDK integration: `arn:aws:states:::aws-sdk:<service>:<action>`. */
export interface SdkTask extends Task {
  /** As the resource writes it: `dynamodb`, `textract`, `s3`, … */
  readonly service: string;
  /** In camel case: `startDocumentAnalysis`. */
  readonly action: string;
}

export interface TaskRunnerOptions {
  readonly invoke: Invoke;
  /** Calls a service in the role of the state machine; may throw AwsError, or an SDK client's error. */
  readonly callSdk: (task: SdkTask) => Promise<unknown>;
}

/** How AWS's SDK for Java writes a service's name, which prefixes the error names of SDK integrations. */
const SERVICE_NAMES: Readonly<Record<string, string>> = {
  bedrockruntime: 'BedrockRuntime',
  cognitoidentityprovider: 'CognitoIdentityProvider',
  dynamodb: 'DynamoDb',
  eventbridge: 'EventBridge',
  kms: 'Kms',
  lambda: 'Lambda',
  s3: 'S3',
  secretsmanager: 'SecretsManager',
  ses: 'Ses',
  sesv2: 'SesV2',
  sfn: 'Sfn',
  sqs: 'Sqs',
  ssm: 'Ssm',
  sts: 'Sts',
  textract: 'Textract',
};

/**
 * The work of Task states: functions by `lambda:invoke` or by their ARN, services by `aws-sdk:…`.
 * Another integration fails with `States.Runtime`, naming itself.
 */
export function taskRunner(options: TaskRunnerOptions): RunTask {
  return async (task) => {
    if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:/.test(task.resource)) {
      return invokeFunction(options.invoke, task.resource, task.parameters);
    }
    const [, service, action] = /^arn:[^:]+:states:::aws-sdk:([^:]+):([^:.]+)$/.exec(task.resource) ?? [];
    if (service !== undefined && action !== undefined) {
      return named(serviceName(service), () => options.callSdk({ ...task, service, action }));
    }
    if (/^arn:[^:]+:states:::lambda:invoke$/.test(task.resource)) return lambdaInvoke(options.invoke, task);
    throw taskError(
      'States.Runtime',
      `The local runtime does not implement the integration ${task.resource}.`,
    );
  };
}

async function lambdaInvoke(invoke: Invoke, task: Task): Promise<unknown> {
  const parameters = task.parameters as {
    FunctionName?: unknown;
    Payload?: unknown;
    InvocationType?: unknown;
  };
  const { FunctionName, Payload = {}, InvocationType = 'RequestResponse', ...others } = parameters;
  const unknown = Object.keys(others);
  if (typeof FunctionName !== 'string')
    throw taskError('States.Runtime', 'lambda:invoke needs a FunctionName.');
  if (unknown.length > 0 || InvocationType !== 'RequestResponse') {
    const what = unknown.length > 0 ? unknown.join(', ') : `InvocationType ${String(InvocationType)}`;
    throw taskError('States.Runtime', `The local runtime does not implement lambda:invoke with ${what}.`);
  }
  const output = await named('Lambda', () => invokeFunction(invoke, FunctionName, Payload));
  return { ExecutedVersion: '$LATEST', Payload: output, StatusCode: 200 };
}

/** A function's error gives the state's error its `errorType`, and the whole error document as cause. */
async function invokeFunction(invoke: Invoke, name: string, payload: unknown): Promise<unknown> {
  const { payload: result, error } = await invoke(name, payload);
  if (error === undefined) return result ?? null;
  const document =
    typeof result === 'object' && result !== null
      ? result
      : { errorMessage: error.message, errorType: error.name };
  throw taskError(error.name, JSON.stringify(document));
}

/** Names a service's error as AWS does: `DynamoDb.ConditionalCheckFailedException`. */
async function named(service: string, call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const metadata = (error as { $metadata?: { httpStatusCode?: number; requestId?: string } }).$metadata;
    if (!(error instanceof AwsError) && metadata === undefined) throw error;
    const { name, message } = error as Error;
    const status = error instanceof AwsError ? error.status : metadata?.httpStatusCode;
    const code = name.endsWith('Exception') ? name : `${name}Exception`;
    throw taskError(`${service}.${code}`, `${message} (Service: ${service}, Status Code: ${status ?? 500})`);
  }
}

function serviceName(service: string): string {
  return SERVICE_NAMES[service] ?? service.charAt(0).toUpperCase() + service.slice(1);
}
