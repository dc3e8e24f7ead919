import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ApiError } from '../../../web/src/api/errors.ts';

type Handler = (path: string, init: RequestInit) => Response | Promise<Response>;

/** A fresh module each time: the token lives in it. */
async function client(handler: Handler) {
  vi.resetModules();
  const fetched = vi.fn((path: string, init: RequestInit) => Promise.resolve(handler(path, init)));
  vi.stubGlobal('fetch', fetched);
  return { ...(await import('../../../web/src/api/client.ts')), fetched };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const bearer = (init: RequestInit) => new Headers(init.headers).get('authorization');

afterEach(() => vi.unstubAllGlobals());

describe('a call', () => {
  test('fills the path, the query and the body, and leaves out what is not given', async () => {
    const { call, fetched } = await client((path) =>
      path.endsWith('/refresh') ? json(200, { access_token: 't' }) : json(200, {}),
    );
    await call('GET /api/v1/contracts', { query: { limit: 5, status: 'failed' } });
    await call('PATCH /api/v1/contracts/{id}/extraction', {
      params: { id: 'a/b' },
      body: { changes: [{ action: 'confirm', key: 'term/0', version: 1 }] },
    });
    expect(fetched.mock.calls[1]?.[0]).toBe('/api/v1/contracts?limit=5&status=failed');
    expect(fetched.mock.calls[2]?.[0]).toBe('/api/v1/contracts/a%2Fb/extraction');
    expect(fetched.mock.calls[2]?.[1]).toMatchObject({
      method: 'PATCH',
      body: '{"changes":[{"action":"confirm","key":"term/0","version":1}]}',
    });
    expect(fetched.mock.calls[1]?.[1].body).toBeUndefined();
  });

  test('answers undefined for a 204', async () => {
    const { call } = await client((path) =>
      path.endsWith('/refresh') ? json(200, { access_token: 't' }) : new Response(null, { status: 204 }),
    );
    expect(await call('DELETE /api/v1/contracts/{id}', { params: { id: 'x' } })).toBeUndefined();
  });

  test('says what the API said: status, code, sentence, request id and fields', async () => {
    const errors = [{ field: 'name', code: 'too_small', message: 'use at least 2 characters' }];
    const { call } = await client((path) =>
      path.endsWith('/refresh')
        ? json(200, { access_token: 't' })
        : json(400, {
            code: 'validation_failed',
            message: 'name: use more',
            data: { request_id: 'r-1', errors },
          }),
    );
    const error: ApiError = await call('GET /api/v1/auth/me').catch((thrown) => thrown);
    expect(error).toMatchObject({
      name: 'ApiError',
      status: 400,
      code: 'validation_failed',
      requestId: 'r-1',
    });
    expect(error.fields).toEqual(errors);
  });

  test('turns an answer that is not the API’s own into an error with a sentence', async () => {
    const { call } = await client((path) =>
      path.endsWith('/refresh')
        ? json(200, { access_token: 't' })
        : new Response('<html>Bad gateway</html>', { status: 502, headers: { 'x-request-id': 'r-2' } }),
    );
    await expect(call('GET /api/v1/auth/me')).rejects.toMatchObject({
      status: 502,
      code: 'http_502',
      requestId: 'r-2',
    });
  });

  test('says that the API was not reached', async () => {
    const { call } = await client(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(call('GET /api/v1/auth/me')).rejects.toMatchObject({ status: 0, code: 'network' });
  });
});

describe('the session', () => {
  test('is refreshed once for calls at the same time, before the first of them is sent', async () => {
    const { call, fetched } = await client((path) =>
      path.endsWith('/refresh') ? json(200, { access_token: 't1' }) : json(200, {}),
    );
    await Promise.all([
      call('GET /api/v1/auth/me'),
      call('GET /api/v1/customers'),
      call('GET /api/v1/contracts'),
    ]);
    const paths = fetched.mock.calls.map(([path]) => path);
    expect(paths.filter((path) => path.endsWith('/refresh'))).toHaveLength(1);
    expect(paths[0]).toBe('/api/v1/auth/refresh');
    expect(new Headers(fetched.mock.calls[0]?.[1].headers).get('x-requested-with')).toBe('XMLHttpRequest');
    expect(fetched.mock.calls.slice(1).map(([, init]) => bearer(init))).toEqual(Array(3).fill('Bearer t1'));
  });

  test('is refreshed once when many calls find their token has run out, and each is sent again', async () => {
    let issued = 0;
    const { call, fetched } = await client((path, init) => {
      if (path.endsWith('/refresh')) return json(200, { access_token: `t${++issued}` });
      return bearer(init) === 'Bearer t2' ? json(200, { path }) : json(401, { message: 'Unauthorized' });
    });
    const answers = await Promise.all([call('GET /api/v1/auth/me'), call('GET /api/v1/customers')]);
    expect(answers).toEqual([{ path: '/api/v1/auth/me' }, { path: '/api/v1/customers' }]);
    expect(issued).toBe(2);
    expect(fetched).toHaveBeenCalledTimes(6);
  });

  test('that cannot be refreshed ends the call with the API’s 401, after one attempt', async () => {
    let refreshes = 0;
    const { call } = await client((path) => {
      if (!path.endsWith('/refresh')) return json(401, { message: 'Unauthorized' });
      return ++refreshes === 1
        ? json(200, { access_token: 't' })
        : json(401, { code: 'session_expired', message: 'Sign in again.', data: { request_id: 'r' } });
    });
    await expect(call('GET /api/v1/auth/me')).rejects.toMatchObject({ status: 401, code: 'session_expired' });
    expect(refreshes).toBe(2);
  });

  test('a call that is refused with a fresh token is not sent a third time', async () => {
    const { call, fetched } = await client((path) =>
      path.endsWith('/refresh') ? json(200, { access_token: 't' }) : json(401, { message: 'Unauthorized' }),
    );
    await expect(call('GET /api/v1/auth/me')).rejects.toMatchObject({ status: 401 });
    expect(fetched.mock.calls.filter(([path]) => path.endsWith('/me'))).toHaveLength(2);
  });

  test('signing out needs no token', async () => {
    const { call, fetched } = await client(() => json(200, { sign_out_url: '/x' }));
    await call('POST /api/v1/auth/logout', {}, { credential: 'cookie' });
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(bearer(fetched.mock.calls[0]?.[1] ?? {})).toBeNull();
  });
});
