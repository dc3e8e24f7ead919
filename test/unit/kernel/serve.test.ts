import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { type defineRoute, defineRoute as route } from '../../../shared/kernel/define.ts';
import { noContent, ok } from '../../../shared/kernel/http.ts';
import { Problem, ProblemBody } from '../../../shared/kernel/problem.ts';
import { IdParams } from '../../../shared/kernel/schema.ts';
import { serve } from '../../../shared/kernel/serve.ts';
import { usePrinted } from '../../support/printed.ts';
import { context, TENANT } from './actors.ts';

const SECRET = 'arn:aws:secret/jane.doe@example.com';

const logged = usePrinted();

const signedIn = {
  sub: 'account-1',
  email: 'jane.doe@example.com',
  name: 'Jane Doe',
  tenant_id: TENANT,
  role: 'csm',
  grants: 'plan:read:org plan:write:org',
};

interface Sent {
  readonly authorizer?: object;
  readonly cookies?: readonly string[];
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly query?: Record<string, string>;
  readonly params?: Record<string, string>;
}

/** An event of an HTTP API, payload format 2.0. */
const eventOf = ({ authorizer = signedIn, headers = {}, body, query, params, cookies }: Sent) => ({
  ...(cookies && { cookies }),
  version: '2.0',
  routeKey: 'POST /things/{id}',
  rawPath: '/things/x',
  rawQueryString: new URLSearchParams(query).toString(),
  headers,
  ...(query && { queryStringParameters: query }),
  ...(params && { pathParameters: params }),
  ...(body !== undefined && { body }),
  isBase64Encoded: false,
  requestContext: {
    requestId: 'request-1',
    http: { method: 'POST', path: '/things/x', sourceIp: '198.51.100.7' },
    authorizer: { lambda: authorizer },
  },
});

type Definition = ReturnType<typeof defineRoute>;

async function send(
  definition: Definition,
  sent: Sent = {},
  handle: () => Promise<unknown> = async () => ok({}),
) {
  const handler = serve(definition as never, handle as never);
  const answer = (await handler(eventOf(sent) as never, context)) as {
    statusCode: number;
    headers: Record<string, string>;
    body?: string;
  };
  const body = answer.body === undefined ? undefined : JSON.parse(answer.body);
  if (answer.statusCode >= 400) expect(ProblemBody.safeParse(body).success, answer.body).toBe(true);
  return { status: answer.statusCode, headers: answer.headers, body };
}

const definition = (rest: object = {}) =>
  route({
    method: 'POST',
    path: '/things/{id}',
    summary: 'x',
    access: { permission: 'plan:write' },
    responses: {},
    uses: {},
    ...rest,
  } as never) as Definition;

const json = { 'content-type': 'application/json' };

describe('where a request is from', () => {
  it.each([
    ['the viewer, as the distribution tells', { ...signedIn, via: 'distribution' }, '203.0.113.9'],
    ['whoever called the gateway past it', signedIn, '198.51.100.7'],
    ['whoever called the gateway, on a public route', {}, '198.51.100.7'],
  ])('%s', async (_, authorizer, address) => {
    const handle = vi.fn(async (_request: unknown) => ok({}));
    const access = 'sub' in authorizer ? undefined : { access: 'public' };
    await send(
      definition(access),
      { authorizer, headers: { 'x-viewer-address': '203.0.113.9' } },
      handle as never,
    );
    expect(handle).toHaveBeenCalledWith(expect.objectContaining({ origin: { address, agent: '' } }));
  });
});

describe('who may', () => {
  it('nobody without a verified credential: 401, and the handler never runs', async () => {
    const handle = vi.fn();
    for (const authorizer of [{}, { sub: '' }, { tenant_id: TENANT, grants: 'plan:write:org' }]) {
      const answer = await send(definition(), { authorizer }, handle);
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
    expect(handle).not.toHaveBeenCalled();
  });

  it('nobody without an organization, or without the permission: 403', async () => {
    const handle = vi.fn();
    const { tenant_id: _, ...homeless } = signedIn;
    expect(await send(definition(), { authorizer: homeless }, handle)).toMatchObject({
      status: 403,
      body: { code: 'no_organization' },
    });
    for (const grants of [
      '',
      'plan:read:org',
      'plan:write2:org plan',
      'plan:*:org',
      'plan:write',
      'plan:write:all',
    ])
      expect(await send(definition(), { authorizer: { ...signedIn, grants } }, handle)).toMatchObject({
        status: 403,
        body: { code: 'forbidden', data: { permission: 'plan:write' } },
      });
    expect(handle).not.toHaveBeenCalled();
  });

  it('nobody whose membership ended or is suspended, nor anybody of a suspended organization', async () => {
    const handle = vi.fn();
    const { tenant_id: _, grants: __, ...account } = signedIn;
    for (const [refusal, status] of [
      ['membership_ended', 401],
      ['member_suspended', 403],
      ['organization_suspended', 403],
    ] as const)
      expect(await send(definition(), { authorizer: { ...account, refusal } }, handle)).toMatchObject({
        status,
        body: { code: refusal },
      });
    expect(handle).not.toHaveBeenCalled();
  });

  it('no other site’s form, where a cookie signs in: 403 without the header', async () => {
    const guarded = definition({ access: 'public', csrf: true });
    for (const value of [undefined, 'xmlhttprequest', ''])
      expect(
        await send(guarded, {
          cookies: ['session=1'],
          headers: value === undefined ? {} : { 'x-requested-with': value },
        }),
      ).toMatchObject({ status: 403, body: { code: 'csrf_header_missing' } });
    const sent = { cookies: ['session=1'], headers: { 'x-requested-with': 'XMLHttpRequest' } };
    expect((await send(guarded, sent)).status).toBe(200);
    // Without a cookie there is nothing that another site's form could borrow.
    expect((await send(guarded, {})).status).toBe(200);
  });

  it('is asked before what: a stranger learns nothing about ids or input', async () => {
    const strict = definition({ params: IdParams, body: z.strictObject({ name: z.string() }) });
    expect((await send(strict, { authorizer: {}, params: { id: 'x' }, body: '{' })).status).toBe(401);
    expect((await send(strict, { authorizer: { ...signedIn, grants: '' }, body: '{' })).status).toBe(403);
  });
});

describe('what was sent', () => {
  const strict = definition({
    params: IdParams,
    query: z.strictObject({ limit: z.coerce.number().max(100).optional() }),
    body: z.strictObject({ name: z.string().min(1), size: z.number() }),
  });
  const params = { id: TENANT };

  it('answers what cannot be an id like what is missing: 404', async () => {
    for (const id of ['x', '', '../..', TENANT.toLowerCase(), `${TENANT} `])
      expect(await send(strict, { params: { id }, headers: json, body: '{}' })).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
  });

  it('is refused with every field at once, of query and body: 400', async () => {
    const { status, body } = await send(strict, {
      params,
      headers: json,
      query: { limit: '1000', tenant_id: 'x' },
      body: JSON.stringify({ name: '', size: '1', ['__proto__']: 1 }),
    });
    expect(status).toBe(400);
    const fields = body.data.errors.map(({ field }: { field: string }) => field);
    expect(fields).toEqual(expect.arrayContaining(['query.limit', 'query', 'name', 'size']));
  });

  it('is refused as anything but JSON: 415, and as broken JSON: 400', async () => {
    expect((await send(strict, { params, body: '{}' })).status).toBe(415);
    expect(
      (await send(strict, { params, headers: { 'content-type': 'text/plain' }, body: '{}' })).status,
    ).toBe(415);
    expect((await send(strict, { params, headers: json, body: '{' })).body.code).toBe('malformed_json');
    expect((await send(strict, { params, headers: json })).body.code).toBe('malformed_json');
  });

  it('reaches the handler parsed, and nothing that was not declared', async () => {
    let seen: unknown;
    const handle = (async (request: { body: unknown; query: unknown; params: unknown }) => {
      seen = { body: request.body, query: request.query, params: request.params };
      return noContent();
    }) as never;
    const sent = {
      params: { ...params, other: 'x' },
      headers: json,
      query: { limit: '5' },
      body: '{"name":"a","size":1}',
    };
    expect((await send(strict, sent, handle)).status).toBe(204);
    expect(seen).toEqual({ body: { name: 'a', size: 1 }, query: { limit: 5 }, params });
  });
});

describe('what goes wrong', () => {
  const failing = (error: unknown) =>
    send(definition(), {}, async () => {
      throw error;
    });

  it('unexpectedly, is a 500 with the request id and no detail, in the answer or of data in the log', async () => {
    for (const error of [
      new Error(SECRET),
      Object.assign(new Error('x'), { item: SECRET, $response: { body: SECRET } }),
      new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: { requestId: 'aws-1' },
        CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: { email: { S: SECRET } } }],
      }),
      SECRET,
      undefined,
      null,
      { statusCode: 200, body: SECRET },
    ]) {
      const { status, body } = await failing(error);
      expect(status).toBe(500);
      expect(body).toEqual({
        code: 'internal_error',
        message: expect.stringContaining('request-1'),
        data: { request_id: 'request-1' },
      });
      expect(JSON.stringify(body)).not.toContain(SECRET);
    }
    // A message is ours or the SDK's and stays; what an error carries beside it does not.
    const withoutMessages = logged().replaceAll(JSON.stringify(SECRET), '');
    expect(withoutMessages).not.toContain(SECRET);
    expect(logged()).toContain('aws-1');
  });

  it('is logged without what a parser quotes of a document', async () => {
    const quoted = (() => {
      try {
        return JSON.parse('{"salary": Jane}');
      } catch (error) {
        return error;
      }
    })();
    expect(String(quoted)).toContain('Jane');
    await failing(quoted);
    expect(logged()).toContain('SyntaxError');
    expect(logged()).not.toContain('Jane');
  });

  it('because something is busy, is a 503 that says when to ask again', async () => {
    for (const error of [
      Object.assign(new Error('x'), { name: 'ProvisionedThroughputExceededException' }),
      Object.assign(new Error('x'), { name: 'ThrottlingException' }),
      new TransactionCanceledException({
        message: 'x',
        $metadata: {},
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
      }),
    ]) {
      const { status, headers, body } = await failing(error);
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('1');
      expect(body.code).toBe('busy');
    }
  });

  it('because it takes longer than the function may, is a 503 before Lambda ends it', async () => {
    const handler = serve(definition() as never, () => new Promise<never>(() => {}));
    const remaining = { ...context, getRemainingTimeInMillis: () => 550 };
    const started = performance.now();
    const { statusCode, headers, body = '' } = await handler(eventOf({}) as never, remaining);
    expect(performance.now() - started).toBeLessThan(550);
    expect(statusCode).toBe(503);
    expect(headers).toHaveProperty('retry-after');
    expect(JSON.parse(body)).toMatchObject({ code: 'busy' });
  });

  it('on purpose, is told with its code, its data and its headers', async () => {
    const answer = await failing(
      new Problem(409, 'taken', 'Taken.', { suggestion: 'b' }, { 'retry-after': '7' }),
    );
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'taken', message: 'Taken.', data: { suggestion: 'b', request_id: 'request-1' } },
    });
    expect(answer.headers['retry-after']).toBe('7');
  });

  it('never names the person in the log', async () => {
    await failing(new Problem(409, 'taken', 'Taken.'));
    await failing(new Error('x'));
    expect(logged()).toContain(TENANT);
    for (const personal of [signedIn.email, signedIn.name]) expect(logged()).not.toContain(personal);
  });
});

describe('every answer', () => {
  it('has the security headers and the request id, errors too', async () => {
    for (const handle of [
      async () => ok({}),
      async () => noContent(),
      async () => Promise.reject(new Error('x')),
    ]) {
      const { headers } = await send(definition(), {}, handle);
      expect(headers).toMatchObject({ 'x-request-id': 'request-1', 'cache-control': 'no-store' });
    }
  });
});
