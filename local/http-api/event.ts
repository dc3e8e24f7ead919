/** Events of payload format 2.0, for integrations and for authorizers. */
import type { ApiRequest } from './request.ts';

export interface EventContext {
  readonly account: string;
  readonly apiId: string;
  /** `<api id>.execute-api.<region>.amazonaws.com`. */
  readonly domainName: string;
  readonly stage: string;
  readonly requestId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** Bodies of these types are passed on as text; all others in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.+-]*\+(json|xml)\b)/i;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:19:03:58 +0000`, the Common Log Format. */
function logTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** Lower-cased names, repeated headers joined by commas, without cookies: these have a member of their own. */
function eventHeaders(request: ApiRequest): Record<string, string> {
  const entries = Object.entries(request.headers).filter(
    ([name, value]) => name !== 'cookie' && value !== undefined,
  );
  return {
    ...Object.fromEntries(
      entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
    ),
    // API Gateway always names the length, and whom it got the request from.
    'content-length': String(request.body.length),
    'x-forwarded-for': forwardedFor(request),
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '443',
  };
}

const forwardedFor = (request: ApiRequest): string =>
  [request.headers['x-forwarded-for'] ?? [], request.sourceIp].flat().join(', ');

function cookies(request: ApiRequest): readonly string[] | undefined {
  const list = request.headers.cookie
    ?.split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
  return list === undefined || list.length === 0 ? undefined : list;
}

/** Values of the query by name, repeated ones joined by commas, decoded. */
function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const known = values.get(name);
    values.set(name, known === undefined ? value : `${known},${value}`);
  }
  return Object.fromEntries(values);
}

const present = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [name]: value };

function requestContext(request: ApiRequest, context: EventContext): Record<string, unknown> {
  return {
    accountId: context.account,
    apiId: context.apiId,
    domainName: context.domainName,
    domainPrefix: context.domainName.split('.')[0],
    http: {
      method: request.method,
      path: request.path,
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: context.requestId,
    routeKey: context.routeKey,
    stage: context.stage,
    time: logTime(context.now),
    timeEpoch: context.now.getTime(),
  };
}

function common(request: ApiRequest, context: EventContext): Record<string, unknown> {
  const { pathParameters, stageVariables } = context;
  return {
    version: '2.0',
    routeKey: context.routeKey,
    rawPath: request.path,
    rawQueryString: request.query,
    ...present('cookies', cookies(request)),
    headers: eventHeaders(request),
    ...present('queryStringParameters', queryParameters(request.query)),
    ...present('pathParameters', Object.keys(pathParameters).length > 0 ? pathParameters : undefined),
    ...present('stageVariables', Object.keys(stageVariables).length > 0 ? stageVariables : undefined),
  };
}

/**
 * @param authorizer what a Lambda authorizer gave as its context
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function integrationEvent(request: ApiRequest, context: EventContext, authorizer?: unknown): object {
  const isText = TEXT.test(request.headers['content-type'] ?? '');
  const body = request.body.length === 0 ? undefined : request.body.toString(isText ? 'utf8' : 'base64');
  return {
    ...common(request, context),
    requestContext: {
      ...requestContext(request, context),
      ...(authorizer === undefined ? {} : { authorizer: { lambda: authorizer } }),
    },
    ...present('body', body),
    isBase64Encoded: body !== undefined && !isText,
  };
}

/**
 * @param identitySource the values of the identity sources
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function authorizerEvent(
  request: ApiRequest,
  context: EventContext,
  routeArn: string,
  identitySource: readonly string[],
): object {
  return {
    ...common(request, context),
    type: 'REQUEST',
    routeArn,
    identitySource: identitySource.length > 0 ? identitySource : null,
    requestContext: requestContext(request, context),
  };
}
