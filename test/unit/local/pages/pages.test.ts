import { describe, expect, test } from 'vitest';
import { createCallLog } from '../../../../local/gateway/call-log.ts';
import { servePage } from '../../../../local/pages/index.ts';
import type { Sources } from '../../../../local/pages/sources.ts';

const calls = createCallLog();
calls.add({
  time: '2026-11-21T09:00:00.000Z',
  requestId: '1',
  principal: 'arn:aws:sts::0:assumed-role/r/s',
  service: 's3',
  operation: 'GetObject',
  allowed: false,
  reason: '<script>alert(1)</script>',
  status: 403,
  ms: 1,
});

const sources: Sources = {
  bedrock: { http: ({ method }) => ({ status: 200, body: JSON.stringify({ method }) }) },
  breakpoints: { http: ({ method }) => ({ status: 200, body: JSON.stringify({ method }) }) },
  calls,
  mailbox: { page: (to) => `<p>mail to ${to}</p>`, json: (to) => JSON.stringify({ to }) },
  stepFunctions: {
    list: () => [
      {
        arn: 'arn:x',
        name: 'run',
        stateMachineArn: 'm',
        status: 'FAILED',
        startedAt: 0,
        stoppedAt: 5,
        redriveCount: 0,
      },
    ],
    describe: () => undefined,
  },
  sqs: {
    move: () => 3,
    describe: () => [{ name: 'q', arn: 'a', visible: 1, inFlight: 2, delayed: 3, dead: 4 }],
  },
  lambda: { functions: () => [], logs: () => [{ time: 't', line: 'hello & goodbye' }] },
  principals: { usage: () => [], grants: () => [], roleArns: () => ['arn:role'] },
  outputs: () => ({ Web: { Url: 'http://localhost:1', PublishOutputX: 'internal' } }),
};

const serve = (url: string, headers: Record<string, string> = {}, method = 'GET') => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  return servePage(
    {
      method,
      path: pathname,
      query: searchParams,
      body: Buffer.alloc(0),
      headers: { host: 'localhost:3000', ...headers },
    },
    sources,
  );
};
const browser = { accept: 'text/html,application/xhtml+xml' };

describe('/_local', () => {
  test.each([
    '',
    '/mail?to=a@b.c',
    '/executions',
    '/queues',
    '/denied',
    '/calls',
    '/logs?function=f',
    '/usage',
    '/health',
  ])('%s is JSON to programs and by its ending, a page to browsers', (path) => {
    for (const reply of [serve(`/_local${path}`, { accept: '*/*' }), serve(`/_local${path}`)]) {
      expect([reply.status, reply.headers!['content-type']]).toEqual([200, 'application/json']);
      JSON.parse(String(reply.body));
    }
    if (path === '/health') return;
    expect(serve(`/_local${path}`, browser).headers!['content-type']).toContain('text/html');
    const [name, query = ''] = path.split('?');
    if (name !== '')
      expect(serve(`/_local${name}.json?${query}`, browser).headers!['content-type']).toBe(
        'application/json',
      );
  });

  test('pages escape what they show', () => {
    const page = String(serve('/_local/denied', browser).body);
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>');
    expect(String(serve('/_local/logs?function=f', browser).body)).toContain('hello &amp; goodbye');
  });

  test('the overview shows the outputs that were written for people', () => {
    const page = String(serve('/_local', browser).body);
    expect(page).toContain('http://localhost:1');
    expect(page).not.toContain('PublishOutput');
  });

  test('a name that is not of this machine is refused, whatever address it leads to', () => {
    expect(serve('/_local/mail', { host: 'evil.example.com' }).status).toBe(403);
    expect(serve('/_local/mail', { host: '127.0.0.1:3000' }).status).toBe(200);
    expect(serve('/_local/mail', { host: 'localhost.evil.com' }).status).toBe(403);
  });

  test('what is not there is 404; nothing but the script of the model can be changed', () => {
    expect(serve('/_local/constructor').status).toBe(404);
    expect(serve('/_local/mail', {}, 'POST').status).toBe(405);
    expect(serve('/_local/bedrock', {}, 'POST').body).toBe('{"method":"POST"}');
    expect(serve('/_local/bedrock', { host: 'evil.example.com' }, 'POST').status).toBe(403);
  });
});
