/** What a monitor, a load balancer and another origin's browser get. */
import { describe, expect, it } from 'vitest';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, system.current.appUrl), init);

describe('readiness', () => {
  it('asks every dependency, and says so', async () => {
    const response = await get('/ready');
    expect(await response.json()).toEqual({
      status: 'ready',
      checks: { table: 'ok', files: 'ok', secrets: 'ok', queues: 'ok', pipeline: 'ok' },
    });
    expect(response.status).toBe(200);
    const calls = system.current.calls.list({ function: 'gangway-dev-operations-get-readiness' });
    expect(new Set(calls.map(({ operation }) => operation))).toEqual(
      new Set(['GetItem', 'HeadBucket', 'GetSecretValue', 'GetQueueUrl', 'DescribeStateMachine']),
    );
  });

  it('does not ask again for everybody who asks', async () => {
    const count = () =>
      system.current.calls.list({ function: 'gangway-dev-operations-get-readiness' }).length;
    await get('/ready');
    const before = count();
    await get('/ready');
    expect(count()).toBe(before);
  });

  it('says what fails, and answers 503 until it answers again', async () => {
    const held = await get('/_local/breakpoints', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ breakpoints: [{ call: 'sqs:GetQueueUrl' }] }),
    });
    expect(held.status, await held.text()).toBeLessThan(300);
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    const response = await get('/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'unavailable',
      checks: { table: 'ok', files: 'ok', secrets: 'ok', queues: 'failed', pipeline: 'ok' },
    });
    await get('/_local/breakpoints', { method: 'DELETE' });
    await expect.poll(async () => (await get('/ready')).status, { timeout: 3_000, interval: 300 }).toBe(200);
  });
});

describe('another origin', () => {
  const preflight = (origin: string) =>
    get('/api/v1/contracts', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  it('that is allowed may call with a bearer token, never with cookies', async () => {
    const { status, headers } = await preflight('http://localhost:3000');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect(headers.get('access-control-allow-methods')).toContain(method);
    for (const header of [
      'authorization',
      'content-type',
      'idempotency-key',
      'x-requested-with',
      'x-api-key',
    ])
      expect(headers.get('access-control-allow-headers')).toContain(header);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    const session = await newAdmin(system.current.appUrl);
    const answer = await session.call('GET', '/api/v1/contracts', undefined, {
      origin: 'http://localhost:3000',
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it.each(['https://evil.example', 'null', 'http://localhost:3000.evil.example', 'https://localhost:3000'])(
    'that is not allowed (%s) gets no word of it',
    async (origin) => {
      const { headers } = await preflight(origin);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    },
  );
});
