import { describe, expect, test, vi } from 'vitest';
import { type Authorizer, createAuthorize } from '../../../../local/http-api/authorizer.ts';
import type { EventContext } from '../../../../local/http-api/event.ts';
import { openHttpApis } from '../../../../local/http-api/index.ts';
import { toResponse } from '../../../../local/http-api/integration-response.ts';
import type { ApiRequest } from '../../../../local/http-api/request.ts';
import { AwsError, type Invoke } from '../../../../local/types.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:f';

const request = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): ApiRequest => ({
  method,
  path,
  query: '',
  headers,
  body: Buffer.from(body),
  sourceIp: '127.0.0.1',
});

interface Given {
  readonly invoke?: Invoke;
  readonly api?: Record<string, unknown>;
  readonly stage?: string;
  readonly integration?: Record<string, unknown>;
}

function open({
  invoke = async () => ({ payload: 'ok' }),
  api = {},
  stage = '$default',
  integration = {},
}: Given) {
  const failures: string[] = [];
  const apis = openHttpApis({
    account: '000000000000',
    region: 'eu-west-1',
    invokeFrom: () => invoke,
    onFailure: (_, line) => failures.push(line),
  });
  const deploy = (type: string, logicalId: string, properties: Record<string, unknown>) =>
    (
      apis.provider.deploy({ stack: 'S', logicalId, type: `AWS::ApiGatewayV2::${type}`, properties }) as {
        ref: string;
      }
    ).ref;
  const ApiId = deploy('Api', 'Api', { Name: 'x', ProtocolType: 'HTTP', ...api });
  deploy('Stage', 'Stage', { ApiId, StageName: stage, AutoDeploy: true });
  const target = deploy('Integration', 'Int', {
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
    PayloadFormatVersion: '2.0',
    ...integration,
  });
  deploy('Route', 'Route', { ApiId, RouteKey: 'ANY /x', Target: `integrations/${target}` });
  return { serve: (given: ApiRequest) => apis.serve(ApiId, given), deploy, ApiId, target, failures };
}

const text = async (response: Promise<{ status: number; body: Buffer }>) => {
  const { status, body } = await response;
  return [status, body.toString()];
};

describe('responses', () => {
  test.each([
    ['text', 'hello', 200, 'hello', 'application/json'],
    ['an object without statusCode', { a: 1 }, 200, '{"a":1}', 'application/json'],
    ['nothing', null, 200, '', 'application/json'],
    ['a structured one', { statusCode: 201, body: 'made' }, 201, 'made', 'text/plain;charset=UTF-8'],
    ['a statusCode as text', { statusCode: '204' }, 204, '', 'text/plain;charset=UTF-8'],
    [
      'a body that is no text',
      { statusCode: 200, body: { a: 1 } },
      500,
      '{"message":"Internal Server Error"}',
      'application/json',
    ],
    [
      'a statusCode that is none',
      { statusCode: 'fine' },
      500,
      '{"message":"Internal Server Error"}',
      'application/json',
    ],
  ])('%s', (_, payload, status, body, type) => {
    const response = toResponse(payload);
    expect([response.status, response.body.toString(), response.headers['content-type']]).toEqual([
      status,
      body,
      type,
    ]);
  });
});

test('a function that takes longer than its integration may is answered with 503', async () => {
  const { serve } = open({ invoke: () => new Promise(() => {}), integration: { TimeoutInMillis: 50 } });
  expect(await text(serve(request('GET', '/x')))).toEqual([503, '{"message":"Service Unavailable"}']);
});

test('a throttled function is 503, one that cannot be invoked 500 with the reason in the log', async () => {
  const throttled = open({
    invoke: () => Promise.reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429)),
  });
  expect((await throttled.serve(request('GET', '/x'))).status).toBe(503);
  const broken = open({ invoke: () => Promise.reject(new Error('no such role')) });
  expect((await broken.serve(request('GET', '/x'))).status).toBe(500);
  expect(broken.failures).toEqual(['GET /x: no such role']);
});

test('a named stage begins every path and is part of rawPath, not of the route', async () => {
  const seen: unknown[] = [];
  const { serve } = open({
    stage: 'live',
    invoke: async (_, event) => {
      seen.push((event as { rawPath: string }).rawPath);
      return { payload: 'ok' };
    },
  });
  expect((await serve(request('GET', '/live/x'))).status).toBe(200);
  expect((await serve(request('GET', '/x'))).status).toBe(404);
  expect(seen).toEqual(['/live/x']);
});

describe('CORS', () => {
  const api = {
    CorsConfiguration: {
      AllowOrigins: ['https://a.test'],
      AllowMethods: ['GET'],
      AllowHeaders: ['x-y'],
      MaxAge: 5,
      AllowCredentials: true,
    },
  };
  const { serve } = open({ api });
  const preflight = (origin: string) =>
    serve(request('OPTIONS', '/anything', { origin, 'access-control-request-method': 'GET' }));

  test('a preflight of an allowed origin is answered without a route', async () => {
    expect(await preflight('https://a.test')).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'https://a.test',
        'access-control-allow-methods': 'GET',
        'access-control-allow-headers': 'x-y',
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '5',
      },
    });
  });

  test('another origin gets no permission', async () => {
    const { headers } = await preflight('https://b.test');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    const answered = await serve(request('GET', '/x', { origin: 'https://b.test' }));
    expect(answered.headers).not.toHaveProperty('access-control-allow-origin');
    expect(
      (await serve(request('GET', '/x', { origin: 'https://a.test' }))).headers[
        'access-control-allow-origin'
      ],
    ).toBe('https://a.test');
  });
});

describe('authorizers', () => {
  const context: EventContext = {
    account: '000000000000',
    apiId: 'api',
    domainName: 'api.execute-api.eu-west-1.amazonaws.com',
    stage: '$default',
    requestId: 'r',
    routeKey: 'GET /x',
    pathParameters: {},
    stageVariables: {},
    now: new Date(0),
  };
  const authorizer: Authorizer = {
    id: 'a1',
    functionArn: FUNCTION,
    identitySource: ['$request.header.Authorization', '$context.routeKey'],
    resultTtl: 60,
  };

  function prepare(answer: unknown = { isAuthorized: true, context: { tenant: 't' } }) {
    let now = 0;
    const invoke = vi.fn(async () => ({ payload: answer }));
    const authorize = createAuthorize(
      () => invoke,
      () => now,
    );
    return {
      invoke,
      pass: (seconds: number) => {
        now += seconds * 1000;
      },
      ask: (headers: Record<string, string>, one: Partial<Authorizer> = {}, routeKey = 'GET /x') =>
        authorize(
          { ...authorizer, ...one },
          request('GET', '/x', headers),
          { ...context, routeKey },
          'arn:api/stage/GET/x',
        ),
    };
  }

  test('without an identity source the function is not asked', async () => {
    const { ask, invoke } = prepare();
    expect(await ask({})).toEqual({ allowed: false, status: 401 });
    expect(invoke).not.toHaveBeenCalled();
  });

  test('an answer is kept for its time, by all identity sources', async () => {
    const { ask, invoke, pass } = prepare();
    expect(await ask({ authorization: 'a' })).toEqual({ allowed: true, context: { tenant: 't' } });
    await ask({ authorization: 'a' });
    expect(invoke).toHaveBeenCalledTimes(1);
    await ask({ authorization: 'b' });
    await ask({ authorization: 'a' }, {}, 'GET /y');
    expect(invoke).toHaveBeenCalledTimes(3);
    pass(61);
    await ask({ authorization: 'a' });
    expect(invoke).toHaveBeenCalledTimes(4);
  });

  test('a refusal is 403 and kept too; with no time to live nothing is kept', async () => {
    const { ask, invoke } = prepare({ isAuthorized: false });
    expect(await ask({ authorization: 'a' })).toEqual({ allowed: false, status: 403 });
    await ask({ authorization: 'a' });
    expect(invoke).toHaveBeenCalledTimes(1);
    await ask({ authorization: 'a' }, { resultTtl: 0 });
    await ask({ authorization: 'a' }, { resultTtl: 0 });
    expect(invoke).toHaveBeenCalledTimes(3);
  });

  test('an answer that is no answer lets nobody in', async () => {
    expect(await prepare({ isAuthorized: 'true' }).ask({ authorization: 'a' })).toEqual({
      allowed: false,
      status: 500,
    });
    expect(await prepare(null).ask({ authorization: 'a' })).toEqual({ allowed: false, status: 500 });
  });
});

test.each([
  ['Route', { AuthorizationType: 'AWS_IAM', RouteKey: 'GET /y' }, /AWS_IAM/],
  ['Authorizer', { AuthorizerType: 'JWT', Name: 'j' }, /JWT/],
  ['Integration', { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://x' }, /AWS_PROXY/],
  [
    'Integration',
    { IntegrationType: 'AWS_PROXY', IntegrationUri: FUNCTION, PayloadFormatVersion: '1.0' },
    /2\.0/,
  ],
  [
    'Integration',
    { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0', ConnectionType: 'VPC_LINK' },
    /ConnectionType/,
  ],
  ['Api', { ProtocolType: 'WEBSOCKET' }, /WEBSOCKET/],
])('%s with %j does not deploy', (type, properties, message) => {
  const { deploy, ApiId } = open({});
  expect(() => deploy(type, 'Other', type === 'Api' ? properties : { ApiId, ...properties })).toThrow(
    message,
  );
});
