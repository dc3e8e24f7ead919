/** AWS SDK integrations of state machines (`arn:aws:states:::aws-sdk:…`) as calls through the gateway. */
import { AwsError, notImplemented, type Principal } from '../types.ts';
import type { Gateway } from './gateway.ts';

export interface SdkTask {
  /** As the resource writes it: `dynamodb`, `textract`, … */
  readonly service: string;
  /** In camel case: `startDocumentAnalysis`. */
  readonly action: string;
  readonly parameters: unknown;
  readonly roleArn: string;
}

/** Services whose protocol is JSON with `X-Amz-Target`, by the name that state machines use; the value signs. */
const JSON_SERVICES: Readonly<Record<string, string>> = {
  cognitoidentityprovider: 'cognito-idp',
  dynamodb: 'dynamodb',
  eventbridge: 'events',
  kms: 'kms',
  secretsmanager: 'secretsmanager',
  sfn: 'states',
  sqs: 'sqs',
  textract: 'textract',
};

/**
 * Calls a service in the role of a state machine. Parameters and results of the JSON protocols are those of the API.
 *
 * @param sessionFor opens a session of the role
 * @throws AwsError as the service gives it, or NotImplemented for services of other protocols
 */
export function createSdkCall(
  gateway: Gateway,
  sessionFor: (roleArn: string, sessionName: string) => Principal,
): (task: SdkTask) => Promise<unknown> {
  return async ({ service, action, parameters, roleArn }) => {
    const name = JSON_SERVICES[service];
    if (name === undefined) throw notImplemented('states', `aws-sdk:${service}:${action}`);
    const body = Buffer.from(JSON.stringify(parameters ?? {}));
    const reply = await gateway.call({
      service: name,
      operation: action.charAt(0).toUpperCase() + action.slice(1),
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body,
      input: (parameters ?? {}) as Readonly<Record<string, unknown>>,
      principal: sessionFor(roleArn, `states-${service}`),
    });
    if (reply.status >= 400) throw new AwsError('ServiceException', String(reply.body), reply.status);
    return reply.body === undefined || reply.body.length === 0
      ? {}
      : (JSON.parse(String(reply.body)) as unknown);
  };
}
