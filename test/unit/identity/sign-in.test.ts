import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sameText } from '../../../shared/identity/same-text.ts';
import {
  attemptCookie,
  authorizeUrl,
  exchangeCode,
  GrantRefused,
  newAttempt,
  ReturnTo,
  readAttempt,
  refreshCookie,
  refreshSession,
  signOutUrl,
} from '../../../shared/identity/sign-in.ts';
import { isBusy } from '../../../shared/kernel/busy.ts';

const APP = 'https://app.example.com';

beforeEach(() => {
  vi.stubEnv('APP_URL', APP);
  vi.stubEnv('SIGN_IN_URL', 'https://sign-in.example.com');
  vi.stubEnv('CLIENT_ID', 'client');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const paths = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.webPath(),
  fc
    .array(
      fc.constantFrom(
        '/',
        '\\',
        '//',
        '@',
        ':',
        'evil.com',
        '\t',
        '\n',
        '%2f',
        '%5c',
        '.',
        '..',
        '?',
        '#',
        'a',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => `/${parts.join('')}`),
);

const cookieValue = (setCookie: string) => setCookie.split('; ')[0]?.split('=').slice(1).join('=');

describe('where to return to', () => {
  it('never leaves the app, in whichever way a browser reads it', () => {
    fc.assert(
      fc.property(paths, (path) => {
        fc.pre(ReturnTo.safeParse(path).success);
        expect(new URL(`${APP}${path}`).origin).toBe(APP);
        expect(new URL(path, `${APP}/api/v1/auth/callback`).origin).toBe(APP);
        expect(() => new Headers({ location: `${APP}${path}` })).not.toThrow();
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    '',
    'contracts',
    '//evil.com',
    '/\\evil.com',
    '\\\\evil.com',
    'https://evil.com',
    '@evil.com',
    '.evil.com',
    '/a\r\nset-cookie:x',
    '/ł',
    '/\0',
    `/${'a'.repeat(2000)}`,
  ])('is not %j', (path) => {
    expect(ReturnTo.safeParse(path).success).toBe(false);
  });

  it.each(['/', '/contracts/01JQ?tab=facts#fact', '/search?q=%C3%A4%20b'])('may be %s', (path) => {
    expect(ReturnTo.safeParse(path).success).toBe(true);
  });
});

describe('the cookie of an attempt', () => {
  it('comes back as it was set, for any path of the app', () => {
    fc.assert(
      fc.property(paths, (path) => {
        fc.pre(ReturnTo.safeParse(path).success);
        const attempt = newAttempt(path);
        const cookie = attemptCookie(attempt);
        expect(cookie.length).toBeLessThan(4096);
        expect(readAttempt(cookieValue(cookie))).toEqual(attempt);
      }),
    );
  });

  it('is input like any other: what another wrote into it leads nowhere', () => {
    const cookieOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const attempt = newAttempt('/');
    for (const returnTo of ['@evil.com', '.evil.com/', '//evil.com', 'https://evil.com', 7, undefined])
      expect(readAttempt(cookieOf({ ...attempt, returnTo }))).toBeUndefined();
    expect(readAttempt(cookieOf({ ...attempt, state: '' }))).toBeUndefined();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue().map(cookieOf)), (text) => {
        expect(readAttempt(text)).toBeUndefined();
      }),
    );
  });

  it('goes with the way back and is gone after it; the session’s goes to no other site', () => {
    expect(attemptCookie(newAttempt('/'))).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
    expect(attemptCookie(undefined)).toContain('Max-Age=0');
    expect(refreshCookie('token')).toMatch(
      /^gw_session=token; Path=\/api\/v1\/auth; .*; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(refreshCookie(undefined)).toMatch(/^gw_session=; .*Max-Age=0/);
  });
});

describe('signing in', () => {
  it('asks with a state, a nonce and a challenge that no two attempts share, and keeps the verifier', () => {
    const [one, other] = [newAttempt('/'), newAttempt('/')];
    for (const part of ['state', 'nonce', 'verifier'] as const) {
      expect(one[part]).not.toBe(other[part]);
      expect(one[part].length).toBeGreaterThanOrEqual(43);
    }
    const url = new URL(authorizeUrl(one, 'google'));
    expect(url.origin).toBe('https://sign-in.example.com');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'client',
      state: one.state,
      nonce: one.nonce,
      code_challenge_method: 'S256',
      identity_provider: 'Google',
      redirect_uri: `${APP}/api/v1/auth/oauth/cognito/callback`,
    });
    expect(url.href).not.toContain(one.verifier);
    expect(new URL(authorizeUrl(one, 'password')).searchParams.has('identity_provider')).toBe(false);
    expect(new URL(signOutUrl()).searchParams.get('logout_uri')).toBe(`${APP}/`);
  });

  it('compares secrets whole, and an absent one equals nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(sameText(one, other)).toBe(one === other && one !== '');
      }),
    );
    expect(sameText('', '')).toBe(false);
  });
});

describe('the token endpoint', () => {
  const answering = (status: number, body: unknown) =>
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));
  const idToken = (nonce: unknown) => `h.${Buffer.from(JSON.stringify({ nonce })).toString('base64url')}.s`;
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 900 };

  it('is believed only about this attempt: another nonce, or none, opens no session', async () => {
    const attempt = newAttempt('/');
    answering(200, { ...tokens, id_token: idToken(attempt.nonce) });
    expect((await exchangeCode('code', attempt)).access_token).toBe('a');
    for (const id_token of [idToken('other'), idToken(undefined), idToken(7), undefined, '']) {
      answering(200, { ...tokens, ...(id_token !== undefined && { id_token }) });
      await expect(exchangeCode('code', attempt)).rejects.toBeInstanceOf(GrantRefused);
    }
  });

  it('refuses with 400 or 401 what has ended; busy is busy and ends nothing', async () => {
    for (const status of [400, 401]) {
      answering(status, { error: 'invalid_grant' });
      await expect(refreshSession('token')).rejects.toBeInstanceOf(GrantRefused);
    }
    for (const status of [429, 500, 502, 503]) {
      answering(status, {});
      await expect(refreshSession('token')).rejects.toSatisfy(isBusy);
    }
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed');
    });
    await expect(refreshSession('token')).rejects.toSatisfy(isBusy);
  });
});
