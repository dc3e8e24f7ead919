import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookie, noContent, ok, redirect, render, sessionCookie } from '../../../shared/kernel/http.ts';

const token = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.'),
  minLength: 1,
});

describe('a cookie', () => {
  it('is found by its whole name only, whatever others there are', () => {
    fc.assert(
      fc.property(token, token, fc.array(fc.tuple(token, token)), (name, value, others) => {
        const before = others.filter(([other]) => other !== name).map(([other, text]) => `${other}=${text}`);
        expect(cookie([...before, `${name}=${value}`], name)).toBe(value);
        expect(cookie(before, name)).toBeUndefined();
      }),
    );
    expect(cookie(undefined, 'gw_session')).toBeUndefined();
    expect(cookie(['gw_session_old=x', 'xgw_session=y'], 'gw_session')).toBeUndefined();
    expect(cookie(['gw_session=a=b='], 'gw_session')).toBe('a=b=');
  });

  it('of a session is out of reach of scripts and of other sites, and of plain HTTP where there is TLS', () => {
    const options = { path: '/api/v1/auth', maxAge: 60, secure: true };
    const parts = sessionCookie('gw_session', 'token', options).split('; ');
    expect(parts).toEqual([
      'gw_session=token',
      'Path=/api/v1/auth',
      'Max-Age=60',
      'HttpOnly',
      'SameSite=Strict',
      'Secure',
    ]);
    expect(sessionCookie('a', 'b', { ...options, secure: false })).not.toContain('Secure');
  });
});

describe('an answer', () => {
  it('carries the security headers and the request id, with or without a body', () => {
    for (const answer of [ok({}), noContent(), redirect('/')]) {
      const { headers } = render(answer, 'request-1');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-request-id': 'request-1',
      });
      expect(String(headers?.['strict-transport-security'])).toMatch(/^max-age=\d{8}/);
    }
  });

  it('names a content type only when it has a body', () => {
    expect(render(noContent(), 'r')).not.toHaveProperty('body');
    expect(render(noContent(), 'r').headers).not.toHaveProperty('content-type');
    expect(render(ok(null), 'r')).toMatchObject({
      body: 'null',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
  });
});
