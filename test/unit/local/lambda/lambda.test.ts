import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAsyncInvocations } from '../../../../local/lambda/async-invocations.ts';
import type { SessionCredentials } from '../../../../local/lambda/environment.ts';
import { type Lambda, type LambdaOptions, openLambda } from '../../../../local/lambda/lambda.ts';
import type { Call, Resource } from '../../../../local/types.ts';

const directory = mkdtempSync(join(tmpdir(), 'gangway-lambda-'));
const opened: Lambda[] = [];
let sessions = 0;

const sessionFor = (roleArn: string, name: string): SessionCredentials => {
  sessions += 1;
  return {
    accessKeyId: `ASIA${sessions}`,
    secretAccessKey: `${roleArn}/${name}`,
    sessionToken: 'token',
    expiration: new Date(Date.now() + 3_600_000),
  };
};

function open(options: Partial<LambdaOptions> = {}): Lambda {
  const lambda = openLambda({
    dir: join(directory, `data-${opened.length}`),
    logs: join(directory, `data-${opened.length}`, 'logs'),
    account: '000000000000',
    region: 'eu-west-1',
    asset: (key) => ({ path: join(directory, key), packaging: 'zip' }),
    sessionFor,
    endpoints: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    ...options,
  });
  opened.push(lambda);
  return lambda;
}

async function deploy(
  lambda: Lambda,
  name: string,
  source: string,
  properties: Record<string, unknown> = {},
): Promise<void> {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, 'index.mjs'), source);
  const resource: Resource = {
    stack: 'Test',
    logicalId: name,
    type: 'AWS::Lambda::Function',
    properties: {
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::000000000000:role/${name}`,
      Code: { S3Bucket: 'assets', S3Key: name },
      ...properties,
    },
  };
  await lambda.providers[0]!.deploy(resource);
}

const call = (path: string, body: string, headers: Record<string, string> = {}): Call => ({
  service: 'lambda',
  operation: 'Invoke',
  method: 'POST',
  path,
  query: new URLSearchParams(),
  headers,
  body: Buffer.from(body),
  input: {},
  requestId: 'request',
  principal: { roleArn: '', roleName: '', arn: '', account: '', tags: {} },
});

let lambda: Lambda;
beforeAll(() => {
  lambda = open();
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  rmSync(directory, { recursive: true, force: true });
});

describe('a handler', () => {
  test('gets the event and gives its answer', async () => {
    await deploy(lambda, 'echo', 'export const handler = async (event) => ({ got: event })');
    expect(await lambda.invoke('echo', { a: 1 })).toEqual({ payload: { got: { a: 1 } } });
    expect(await lambda.invoke('arn:aws:lambda:eu-west-1:000000000000:function:echo:live', 2)).toEqual({
      payload: { got: 2 },
    });
  });

  test('sees the environment of Lambda and nothing of the host', async () => {
    process.env.GANGWAY_TEST_SECRET = 'of the host';
    await deploy(lambda, 'env', 'export const handler = async () => process.env', {
      Environment: { Variables: { TABLE: 'records' } },
      MemorySize: 256,
    });
    const { payload } = (await lambda.invoke('env', {})) as { payload: Record<string, string> };
    expect(payload).toMatchObject({
      TABLE: 'records',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'env',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/env',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_SECRET_ACCESS_KEY: 'arn:aws:iam::000000000000:role/env/env',
      LAMBDA_TASK_ROOT: join(directory, 'env'),
      _HANDLER: 'index.handler',
    });
    expect(Object.keys(payload)).not.toContain('GANGWAY_TEST_SECRET');
    expect(Object.keys(payload)).not.toContain('PATH');
    expect(Object.keys(payload)).not.toContain('NODE_OPTIONS');
  });

  test('gets a context that counts down to its timeout', async () => {
    const source = `export const handler = async (event, context) =>
      ({ ...context, remaining: context.getRemainingTimeInMillis() })`;
    await deploy(lambda, 'context', source, { Timeout: 7 });
    const { payload } = (await lambda.invoke('context', {})) as { payload: Record<string, unknown> };
    expect(payload).toMatchObject({
      functionName: 'context',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:context',
      logGroupName: '/aws/lambda/context',
    });
    expect(payload.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(payload.remaining).toBeGreaterThan(5000);
    expect(payload.remaining).toBeLessThanOrEqual(7000);
  });

  test('may answer by callback', async () => {
    await deploy(
      lambda,
      'callback',
      'export const handler = (e, c, done) => { setTimeout(() => done(null, 5), 1) }',
    );
    expect(await lambda.invoke('callback', {})).toEqual({ payload: 5 });
  });

  test('runs from CommonJS and from inline code', async () => {
    const resource = {
      stack: 'Test',
      logicalId: 'Inline',
      type: 'AWS::Lambda::Function',
      properties: {
        FunctionName: 'inline',
        Runtime: 'nodejs24.x',
        Handler: 'index.nested.handler',
        Role: 'r',
        Code: { ZipFile: 'exports.nested = { handler: async () => "inline" }' },
      },
    };
    await lambda.providers[0]!.deploy(resource);
    expect(await lambda.invoke('inline', {})).toEqual({ payload: 'inline' });
  });
});

describe('a failure stays in its invocation', () => {
  test('a thrown error has its type, message and trace', async () => {
    await deploy(
      lambda,
      'throws',
      'export const handler = async () => { throw new TypeError("no such thing") }',
    );
    const result = await lambda.invoke('throws', {});
    expect(result.error).toEqual({ name: 'TypeError', message: 'no such thing' });
    expect(result.payload).toMatchObject({
      errorType: 'TypeError',
      trace: expect.arrayContaining(['TypeError: no such thing']),
    });
  });

  test.each([
    ['exits', 'process.exit(3)', 'Runtime.ExitError', /exit status 3/],
    ['rejects', 'Promise.reject(new RangeError("lost")); await new Promise(() => {})', 'RangeError', /lost/],
    [
      'sleeps',
      'await new Promise((r) => setTimeout(r, 60000))',
      'Sandbox.Timedout',
      /Task timed out after 1\.00 seconds/,
    ],
    ['spins', 'for (;;);', 'Sandbox.Timedout', /Task timed out after 1\.00 seconds/],
  ])(
    'a handler that %s fails alone, and the next event is served',
    async (name, body, errorType, message) => {
      await deploy(
        lambda,
        name,
        `export const handler = async (event) => { if (event.ok) return 'ok'; ${body} }`,
        { Timeout: 1 },
      );
      const failed = await lambda.invoke(name, {});
      expect(failed.error?.name).toBe(errorType);
      expect(failed.error?.message).toMatch(message);
      expect(await lambda.invoke(name, { ok: true })).toEqual({ payload: 'ok' });
    },
  );

  test('a handler that takes all memory does not take the host with it', async () => {
    const source =
      'export const handler = async () => { const all = []; for (;;) all.push(new Array(100000).fill(Math.random())) }';
    await deploy(lambda, 'hungry', source, { MemorySize: 128, Timeout: 30 });
    expect((await lambda.invoke('hungry', {})).error?.name).toBe('Runtime.OutOfMemory');
  });

  test.each([
    ['broken', 'throw new Error("at load")', 'Error', /at load/],
    ['empty', 'export const other = 1', 'Runtime.HandlerNotFound', /not exported/],
  ])('a bundle that is %s reports it with every event', async (name, source, errorType, message) => {
    await deploy(lambda, name, source);
    for (let i = 0; i < 2; i += 1) {
      const { error } = await lambda.invoke(name, {});
      expect(error?.name).toBe(errorType);
      expect(error?.message).toMatch(message);
    }
  });
});

describe('workers', () => {
  const source = `let running = 0, seen = 0
    export const handler = async () => { running++; seen++; const alone = running === 1
      await new Promise((r) => setTimeout(r, 200)); running--; return { alone, seen, key: process.env.AWS_ACCESS_KEY_ID } }`;

  test('serve one event at a time each, and no more run than allowed', async () => {
    const small = open({ maxPerFunction: 2 });
    await deploy(small, 'parallel', source);
    const answers = await Promise.all(Array.from({ length: 6 }, () => small.invoke('parallel', {})));
    const payloads = answers.map(({ payload }) => payload as { alone: boolean; key: string });
    expect(payloads.every(({ alone }) => alone)).toBe(true);
    expect(new Set(payloads.map(({ key }) => key)).size).toBe(2);
  });

  test('end when idle, and when their session is about to', async () => {
    const brief = open({ idleMs: 20 });
    await deploy(brief, 'idle', source);
    const first = (await brief.invoke('idle', {})).payload as { key: string };
    await new Promise((resolve) => setTimeout(resolve, 120));
    const second = (await brief.invoke('idle', {})).payload as { key: string; seen: number };
    expect(second.key).not.toBe(first.key);
    expect(second.seen).toBe(1);

    const expiring = open({
      sessionFor: (...args) => ({ ...sessionFor(...args), expiration: new Date(Date.now() + 30_000) }),
    });
    await deploy(expiring, 'expiring', source);
    const keys = [await expiring.invoke('expiring', {}), await expiring.invoke('expiring', {})].map(
      ({ payload }) => (payload as { key: string }).key,
    );
    expect(new Set(keys).size).toBe(2);
  });

  test('tell which function and request a key belongs to', async () => {
    await deploy(
      lambda,
      'caller',
      'export const handler = async (e, c) => ({ id: c.awsRequestId, key: process.env.AWS_ACCESS_KEY_ID })',
    );
    const { id, key } = (await lambda.invoke('caller', {})).payload as { id: string; key: string };
    expect(lambda.caller(key)).toEqual({ functionName: 'caller', requestId: id });
    expect(lambda.caller('unknown')).toBeUndefined();
  });

  test('log what the handler prints, by request, also to a file', async () => {
    const logging = open();
    await deploy(
      logging,
      'prints',
      'export const handler = async (e, c) => { console.log("hello"); console.error("oh"); return c.awsRequestId }',
    );
    const { payload } = await logging.invoke('prints', {});
    await expect
      .poll(() => logging.logs('prints').map(({ line }) => line))
      .toEqual(expect.arrayContaining(['hello', 'oh']));
    expect(logging.logs('prints').every(({ requestId }) => requestId === payload)).toBe(true);
    await logging.close();
    expect(
      readFileSync(join(directory, `data-${opened.indexOf(logging)}`, 'logs', 'prints.log'), 'utf8'),
    ).toContain('hello');
  });
});

describe('the API', () => {
  const path = '/2015-03-31/functions/api/invocations';

  test('Invoke answers with the payload, and marks the error of a function', async () => {
    await deploy(
      lambda,
      'api',
      'export const handler = async (e) => { if (e.fail) throw new Error("failed"); return e }',
    );
    expect(await lambda.service.handle(call(path, '{"x":1}'))).toMatchObject({
      status: 200,
      body: '{"x":1}',
    });
    const failed = await lambda.service.handle(call(path, '{"fail":true}'));
    expect(failed.status).toBe(200);
    expect(failed.headers?.['x-amz-function-error']).toBe('Unhandled');
    expect(await lambda.service.handle(call(path, '{}', { 'x-amz-invocation-type': 'Event' }))).toEqual({
      status: 202,
    });
  });

  test('Invoke needs lambda:InvokeFunction on the function', () => {
    expect(lambda.service.requirements(call(path, '{}'))).toEqual([
      {
        action: 'lambda:InvokeFunction',
        resource: 'arn:aws:lambda:eu-west-1:000000000000:function:api',
        context: {},
      },
    ]);
  });

  test('refuses what is not there: an unknown function, other runtimes, other operations, bad JSON', async () => {
    await deploy(lambda, 'python', '', { Runtime: 'python3.13' });
    await expect(lambda.invoke('python', {})).rejects.toMatchObject({ code: 'NotImplemented' });
    await expect(lambda.invoke('missing', {})).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
    });
    await expect(lambda.service.handle(call(path, '{'))).rejects.toMatchObject({
      code: 'InvalidRequestContentException',
    });
    await expect(lambda.service.handle({ ...call(path, ''), method: 'GET' })).rejects.toMatchObject({
      code: 'NotImplemented',
    });
  });

  test('a function that is reserved no concurrency is throttled', async () => {
    await deploy(lambda, 'stopped', 'export const handler = async () => 1', {
      ReservedConcurrentExecutions: 0,
    });
    await expect(lambda.invoke('stopped', {})).rejects.toMatchObject({ code: 'TooManyRequestsException' });
  });
});

describe('asynchronous invocations', () => {
  test('are tried again, then given up, and survive the end of the process', async () => {
    const dir = join(directory, 'async');
    const attempts: string[] = [];
    const discarded: string[] = [];
    const openQueue = (succeeds: () => boolean) =>
      openAsyncInvocations(
        dir,
        async (name, event) => {
          attempts.push(`${name} ${event}`);
          return succeeds();
        },
        (name) => discarded.push(name),
        [1, 1],
      );
    const first = openQueue(() => true);
    first.accept('before', '1');
    first.close();
    expect(attempts).toEqual([]);
    const second = openQueue(() => true);
    second.start();
    await expect.poll(() => attempts).toEqual(['before 1']);
    second.close();
    const third = openQueue(() => false);
    third.start();
    third.accept('fails', '2');
    await expect.poll(() => discarded).toEqual(['fails']);
    expect(attempts).toEqual(['before 1', 'fails 2', 'fails 2', 'fails 2']);
    third.close();
  });
});

test('a property that the runtime does not know is refused by name', async () => {
  await expect(deploy(lambda, 'vpc', '', { TenancyConfig: {} })).rejects.toThrow('TenancyConfig');
});
