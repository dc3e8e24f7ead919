import { describe, expect, test } from 'vitest';
import { createCallLog } from '../../../../local/gateway/call-log.ts';
import { createCallers } from '../../../../local/gateway/callers.ts';
import { createGateway } from '../../../../local/gateway/gateway.ts';
import type { AwsRequest, GatewayService } from '../../../../local/gateway/gateway-service.ts';
import { identify } from '../../../../local/gateway/identify.ts';
import { Principals } from '../../../../local/iam/principals.ts';
import { Sts } from '../../../../local/iam/sts.ts';
import { AwsError, type Requirement } from '../../../../local/types.ts';

const scope = (key: string, service: string): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261121/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

const request = (headers: Record<string, string>, more: Partial<AwsRequest> = {}): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers,
  body: Buffer.from('{}'),
  ...more,
});

describe('a request names its service, operation and key', () => {
  test.each([
    [
      'JSON',
      request({ authorization: scope('AK', 'dynamodb'), 'x-amz-target': 'DynamoDB_20120810.PutItem' }),
      { service: 'dynamodb', operation: 'PutItem', protocol: 'json', accessKeyId: 'AK', region: 'eu-west-1' },
    ],
    [
      'Query',
      request(
        {
          authorization: scope('AK', 'sts'),
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        },
        { body: Buffer.from('Action=AssumeRole&Version=2011-06-15') },
      ),
      { service: 'sts', operation: 'AssumeRole', protocol: 'query', accessKeyId: 'AK', region: 'eu-west-1' },
    ],
    [
      'REST',
      request({ authorization: scope('AK', 'lambda') }, { path: '/2015-03-31/functions/f/invocations' }),
      { service: 'lambda', protocol: 'rest-json', accessKeyId: 'AK', region: 'eu-west-1' },
    ],
    [
      'a presigned URL',
      request(
        {},
        {
          method: 'GET',
          query: new URLSearchParams({ 'X-Amz-Credential': 'AK/20261121/eu-west-1/s3/aws4_request' }),
        },
      ),
      { service: 's3', protocol: 'rest-xml', accessKeyId: 'AK', region: 'eu-west-1' },
    ],
    [
      'an unsigned call of Cognito',
      request({ 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' }),
      { service: 'cognito-idp', operation: 'InitiateAuth', protocol: 'json' },
    ],
    [
      'a form or preflight',
      request({}, { method: 'OPTIONS', path: '/bucket' }),
      { service: 's3', protocol: 'rest-xml' },
    ],
  ])('%s', (_, given, expected) => {
    expect(identify(given)).toEqual(expected);
  });
});

function prepare(handle: GatewayService['handle'] = async () => ({ status: 200, body: '{}' })) {
  let now = Date.now();
  const principals = new Principals({ account: '000000000000', region: 'eu-west-1', now: () => now });
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '000000000000' } }],
  };
  const allow = (Action: string, extra: object = {}) => ({
    PolicyName: Action.replace(/\W/g, ''),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource: '*', ...extra }],
    },
  });
  const role = (RoleName: string, Policies: object[]) =>
    principals.deploy({
      stack: 'S',
      logicalId: RoleName,
      type: 'AWS::IAM::Role',
      properties: { RoleName, AssumeRolePolicyDocument: trust, Policies },
    });
  role('fn', [
    allow('test:Read', {
      Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' }, Bool: { 'aws:SecureTransport': 'true' } },
    }),
    allow('sts:AssumeRole'),
  ]);
  role('tenant', [allow('test:Write')]);
  const session = principals.sessionFor('arn:aws:iam::000000000000:role/fn', 'fn');
  const calls = createCallLog();
  const callers = createCallers((key) =>
    key === session.accessKeyId ? { functionName: 'fn', requestId: 'invocation' } : undefined,
  );
  const gateway = createGateway({ region: 'eu-west-1', principals, callers, calls });
  const service = (name: string): GatewayService => ({
    name,
    requirements: ({ operation }): Requirement[] =>
      operation === 'Free' ? [] : [{ action: `test:${operation}`, resource: 'arn:test', context: {} }],
    handle,
  });
  gateway.registerService(service('test'));
  gateway.registerService({ ...service('open'), acceptsAnonymous: true });
  gateway.registerService(new Sts(principals));
  const call = (
    key: string | undefined,
    operation: string,
    name = 'test',
    headers: Record<string, string> = {},
  ) =>
    gateway.handle(
      request({
        ...(key === undefined ? {} : { authorization: scope(key, name) }),
        'x-amz-target': `${name}.${operation}`,
        ...headers,
      }),
    );
  return {
    call,
    calls,
    gateway,
    key: session.accessKeyId,
    session,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const codeOf = (reply: { status: number; body?: string | Buffer }) => [
  reply.status,
  (JSON.parse(String(reply.body)) as { __type: string }).__type,
];

describe('who calls', () => {
  test('an unknown key, a wrong session token, an ended session and no key at all are turned away as by AWS', async () => {
    const { call, key, pass, session } = prepare();
    expect(codeOf(await call('AKUNKNOWN', 'Read'))).toEqual([400, 'UnrecognizedClientException']);
    expect(codeOf(await call(key, 'Read', 'test', { 'x-amz-security-token': 'other' }))).toEqual([
      400,
      'UnrecognizedClientException',
    ]);
    expect((await call(key, 'Read', 'test', { 'x-amz-security-token': session.sessionToken })).status).toBe(
      200,
    );
    expect(codeOf(await call(undefined, 'Read'))).toEqual([403, 'MissingAuthenticationTokenException']);
    pass(13 * 3_600_000);
    expect(codeOf(await call(key, 'Read'))).toEqual([400, 'ExpiredTokenException']);
  });

  test('S3 and the Query protocol have names of their own for it', async () => {
    const { gateway } = prepare();
    const sts = await gateway.handle(
      request(
        { authorization: scope('AKUNKNOWN', 'sts'), 'content-type': 'application/x-www-form-urlencoded' },
        { body: Buffer.from('Action=GetCallerIdentity') },
      ),
    );
    expect([sts.status, String(sts.body)]).toEqual([
      403,
      expect.stringContaining('<Code>InvalidClientTokenId</Code>'),
    ]);
  });

  test('an unsigned call passes only where the service takes it and no permission is needed', async () => {
    const { call } = prepare();
    expect((await call(undefined, 'Free', 'open')).status).toBe(200);
    expect(codeOf(await call(undefined, 'Read', 'open'))).toEqual([400, 'AccessDeniedException']);
    expect(codeOf(await call(undefined, 'Free'))).toEqual([403, 'MissingAuthenticationTokenException']);
  });
});

describe('what is allowed', () => {
  test('the role decides, with address and transport among the keys', async () => {
    const { call, calls, key } = prepare();
    expect((await call(key, 'Read')).status).toBe(200);
    const denied = await call(key, 'Write');
    expect(codeOf(denied)).toEqual([400, 'AccessDeniedException']);
    expect(JSON.parse(String(denied.body)).message).toBe(
      'User: arn:aws:sts::000000000000:assumed-role/fn/fn is not authorized to perform: test:Write on resource: arn:test because no identity-based policy allows the test:Write action',
    );
    expect(
      calls
        .list()
        .map(({ operation, allowed, error, function: fn, invocation }) => [
          operation,
          allowed,
          error,
          fn,
          invocation,
        ]),
    ).toEqual([
      ['Read', true, undefined, 'fn', 'invocation'],
      ['Write', false, 'AccessDeniedException', 'fn', 'invocation'],
    ]);
    expect(calls.denied()).toHaveLength(1);
  });

  test('a denied call never reaches the service', async () => {
    let served = 0;
    const { call, key } = prepare(async () => {
      served += 1;
      return { status: 200 };
    });
    await call(key, 'Write');
    expect(served).toBe(0);
  });

  test('calls with a key from STS belong to the function that asked for it', async () => {
    const { call, calls, gateway, key } = prepare();
    const assumed = await gateway.handle(
      request(
        { authorization: scope(key, 'sts'), 'content-type': 'application/x-www-form-urlencoded' },
        {
          body: Buffer.from(
            'Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::000000000000:role/tenant&RoleSessionName=session',
          ),
        },
      ),
    );
    const derived = /<AccessKeyId>([^<]+)/.exec(String(assumed.body))![1]!;
    expect((await call(derived, 'Write')).status).toBe(200);
    expect(calls.list().at(-1)).toMatchObject({
      operation: 'Write',
      function: 'fn',
      invocation: 'invocation',
    });
  });
});

describe('errors', () => {
  test('an error of the service is rendered with its members; what is unknown says so', async () => {
    const { call, key } = prepare(async () => {
      throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed', 400, {
        Item: { a: 1 },
      });
    });
    expect(JSON.parse(String((await call(key, 'Read')).body))).toEqual({
      __type: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { a: 1 },
    });
    expect(codeOf(await call(key, 'Do', 'redshift'))).toEqual([501, 'NotImplemented']);
  });

  test('a body that is no JSON object is a SerializationException', async () => {
    const { gateway, key } = prepare();
    const headers = { authorization: scope(key, 'test'), 'x-amz-target': 'test.Read' };
    expect(codeOf(await gateway.handle(request(headers, { body: Buffer.from('[1]') })))).toEqual([
      400,
      'SerializationException',
    ]);
    expect(codeOf(await gateway.handle(request(headers, { body: Buffer.from('{') })))).toEqual([
      400,
      'SerializationException',
    ]);
  });

  test('a failure of the runtime itself is a 500 that the SDK can read', async () => {
    const { call, key } = prepare(async () => {
      throw new TypeError('broken');
    });
    expect(codeOf(await call(key, 'Read'))).toEqual([500, 'InternalServerError']);
  });
});
