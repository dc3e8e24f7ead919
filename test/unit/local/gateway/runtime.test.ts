import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallRecord } from '../../../../local/gateway/call-log.ts';
import { type Runtime, startRuntime } from '../../../../local/runtime.ts';
import { synthesize } from './fixture/app.ts';

const directory = mkdtempSync(join(tmpdir(), 'gangway-runtime-'));
const data = join(directory, 'data');
let assembly: string;
let runtime: Runtime;

beforeAll(async () => {
  assembly = await synthesize(directory);
  runtime = await startRuntime({ assembly, data });
}, 120_000);
afterAll(async () => {
  await runtime?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> =>
  fetch(`${runtime.appUrl}${path}`, { ...init, headers });
const as = (tenant: string): Record<string, string> => ({ authorization: `Bearer ${tenant}` });

describe('an HTTP API with a function, its role and DynamoDB', () => {
  test('a tenant writes and reads its own records', async () => {
    const written = await get('/api/records/c1', as('acme'), { method: 'PUT', body: 'Acme Ltd' });
    expect(written.status).toBe(201);
    const read = await get('/api/records/c1', as('acme'));
    expect(read.status).toBe(200);
    expect(await read.json()).toEqual({ found: 'Acme Ltd' });
    expect((await get('/api/records/c1', as('other'))).status).toBe(404);
  });

  test("a tenant's session is denied the partition of another, by the role's own policy", async () => {
    const response = await get('/api/records/c1?partition=acme', as('other'));
    expect(response.status).toBe(403);
    const text = await response.text();
    expect(text).toMatch(
      /^AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role\/\S+\/tenant is not authorized/,
    );
    expect(text).toContain('dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:000000000000:table/');
  });

  test("a function's own role, which names no table, is denied", async () => {
    expect((await get('/api/records/c1?own=1', as('acme'))).status).toBe(403);
  });

  test('who is not let in gets 401 without, 403 with wrong, 500 with a failing authorizer', async () => {
    expect([(await get('/api/records/c1')).status, await (await get('/api/records/c1')).json()]).toEqual([
      401,
      { message: 'Unauthorized' },
    ]);
    const forbidden = await get('/api/records/c1', { authorization: 'nonsense' });
    expect([forbidden.status, await forbidden.json()]).toEqual([403, { message: 'Forbidden' }]);
    expect((await get('/api/records/c1', as('broken'))).status).toBe(500);
  });

  test('a function that gave API Gateway no permission is not invoked', async () => {
    const response = await get('/api/unpermitted');
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test('calls are recorded with function, invocation, verdict and consumed units', async () => {
    const response = await get('/api/records/c1', as('acme'));
    await response.text();
    const calls = (await (await get('/_local/calls?function=fixture-records')).json()) as {
      calls: CallRecord[];
    };
    const last = calls.calls.at(-1)!;
    expect(last).toMatchObject({
      service: 'dynamodb',
      operation: 'GetItem',
      allowed: true,
      consumedCapacity: 0.5,
    });
    const ofInvocation = (await (await get(`/_local/calls?request=${last.invocation}`)).json()) as {
      calls: CallRecord[];
    };
    expect(ofInvocation.calls.map(({ operation }) => operation)).toEqual(['AssumeRole', 'GetItem']);
    const denied = (await (await get('/_local/denied')).json()) as { denied: CallRecord[] };
    expect(denied.denied.map(({ operation }) => operation)).toContain('GetItem');
    expect(denied.denied[0]!.reason).toContain('not allowed');
  });
});

describe('the event and the response', () => {
  const echo = async (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
    (await (await get(`/api/echo${path}`, headers, init)).json()) as {
      event: Record<string, unknown> & {
        headers: Record<string, string>;
        requestContext: Record<string, unknown>;
      };
      secret: string;
      jwks: string;
      issuer: string;
    };

  test('payload format 2.0, behind CloudFront', async () => {
    const { event } = await echo(
      '/a/b%20c?x=1&x=2&y=%C3%A9',
      { method: 'POST', body: '{"n":1}' },
      {
        'content-type': 'application/json',
        cookie: 'one=1; two=2',
        'x-origin-secret': 'of a viewer',
        'cloudfront-viewer-country': 'XX',
      },
    );
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /api/echo/{proxy+}',
      rawPath: '/api/echo/a/b%20c',
      rawQueryString: 'x=1&x=2&y=%C3%A9',
      queryStringParameters: { x: '1,2', y: 'é' },
      pathParameters: { proxy: 'a/b c' },
      cookies: ['one=1', 'two=2'],
      body: '{"n":1}',
      isBase64Encoded: false,
    });
    expect(event.headers['x-origin-secret']).toBe('of the distribution');
    expect(event.headers).not.toHaveProperty('cloudfront-viewer-country');
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event.headers.host).toMatch(/^[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/);
  });

  test('a binary body is passed in base64 and comes back as bytes, with cookies', async () => {
    const { event } = await echo(
      '/up',
      { method: 'POST', body: Buffer.from([0, 255]) },
      { 'content-type': 'image/png' },
    );
    expect([event.body, event.isBase64Encoded]).toEqual(['AP8=', true]);
    const image = await get('/api/echo/image');
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(image.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(Buffer.from(await image.arrayBuffer())).toEqual(Buffer.from([1, 2, 255]));
  });

  test('text becomes a body, an error 500 without its reason, an unknown path 404, 10 MB and more 413', async () => {
    expect(await (await get('/api/echo/plain')).text()).toBe('just text');
    const failed = await get('/api/echo/fail');
    expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    const unknown = await get('/api/nothing');
    expect([unknown.status, await unknown.json()]).toEqual([404, { message: 'Not Found' }]);
    const large = await get(
      '/api/echo/large',
      {},
      { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) },
    );
    expect(large.status).toBe(413);
  });

  test('a preflight is answered for the allowed origin only', async () => {
    const preflight = (origin: string) =>
      get('/api/records/1', { origin, 'access-control-request-method': 'GET' }, { method: 'OPTIONS' });
    // The template allows the application's address, which is this one here.
    const allowed = await preflight(runtime.appUrl);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      runtime.appUrl,
    ]);
    const other = await preflight('https://other.example.com');
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([204, null]);
  });

  test('the environment is resolved: secrets are read, the key set leads here, the issuer stays', async () => {
    const { secret, jwks, issuer } = await echo('/x');
    expect(secret).toBe('console');
    expect(jwks).toBe(`${runtime.awsUrl}/_cognito/pools/eu-west-1_Pool/.well-known/jwks.json`);
    expect(issuer).toBe('https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool');
  });

  test('the address of the distribution in an output is that of the application', () => {
    expect(runtime.outputs.Web!.Url).toBe(`${runtime.appUrl}/`);
  });

  test('the API has an address of its own on the gateway', async () => {
    const config = (await (await get('/config.json')).json()) as { api: string };
    expect(config.api).toMatch(new RegExp(`^${runtime.awsUrl}/_execute-api/[a-z0-9]+$`));
    expect(await (await fetch(`${config.api}/api/echo/plain`)).text()).toBe('just text');
  });
});

describe('the site', () => {
  test('is read from its private bucket, compressed, with the headers of its policy', async () => {
    const page = await get('/', { 'accept-encoding': 'br' });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html');
    expect(page.headers.get('content-encoding')).toBe('br');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'self'; connect-src 'self' ${runtime.awsUrl}`,
    );
    expect(await page.text()).toContain('<title>Site</title>');
    const script = await get('/assets/app.js');
    expect(script.headers.get('content-type')).toBe('application/javascript');
    const again = await get('/assets/app.js', { 'if-none-match': script.headers.get('etag')! });
    expect(again.status).toBe(304);
  });

  test('the function at the edge rewrites, redirects and logs', async () => {
    expect(await (await get('/customers/42')).text()).toContain('<title>Site</title>');
    const moved = await get('/old', {}, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([302, '/new']);
    expect(runtime.lambda.logs('fixture-rewrite').map(({ line }) => line)).toContain('rewrote /index.html');
  });

  test('a missing file is denied as on AWS, where the distribution may not list; methods are limited', async () => {
    expect((await get('/missing.js')).status).toBe(403);
    expect((await get('/', {}, { method: 'POST', body: 'x' })).status).toBe(403);
  });
});

describe('an uploaded object', () => {
  test('starts the state machine and reaches the queue', async () => {
    const { Bucket, Queue } = runtime.outputs.Pipeline as { Bucket: string; Queue: string };
    await runtime.s3.writeObject(Bucket, 'in/a.txt', Buffer.from('hello'), { contentType: 'text/plain' });
    await expect.poll(() => runtime.stepFunctions.list(10)[0]?.status, { timeout: 15_000 }).toBe('SUCCEEDED');
    expect((await runtime.s3.readObject(Bucket, 'done/in/a.txt'))?.body.toString()).toBe('hello');
    const [message] = await runtime.sqs.receive(Queue, { waitSeconds: 5 });
    expect(JSON.parse(message!.body)).toMatchObject({ detail: { object: { key: 'in/a.txt', size: 5 } } });
    expect(runtime.calls.denied().filter(({ principal }) => principal.includes('Machine'))).toEqual([]);
  });
});

test('a change of a record reaches the function that reads the stream of the table, and what it sends', async () => {
  await get('/api/records/streamed', as('acme'), { method: 'PUT', body: 'x' });
  const { Changed } = runtime.outputs.Pipeline as { Changed: string };
  const bodies: string[] = [];
  while (!bodies.includes('INSERT streamed')) {
    const messages = await runtime.sqs.receive(Changed, { waitSeconds: 5, maxMessages: 10 });
    expect(messages.length).toBeGreaterThan(0);
    bodies.push(...messages.map(({ body }) => body));
  }
});

describe('a second start', () => {
  test('finds everything in place, and two runtimes never share a folder', async () => {
    await expect(startRuntime({ assembly, data })).rejects.toThrow(/in use by process/);
    const before = runtime.outputs;
    await runtime.stop();
    runtime = await startRuntime({ assembly, data });
    const { Bucket } = before.Pipeline as { Bucket: string };
    expect((runtime.outputs.Pipeline as { Bucket: string }).Bucket).toBe(Bucket);
    expect(await (await get('/api/records/c1', as('acme'))).json()).toEqual({ found: 'Acme Ltd' });
    expect((await runtime.s3.readObject(Bucket, 'in/a.txt'))?.body.toString()).toBe('hello');
  });
});
