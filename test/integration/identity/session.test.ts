import { expect, it } from 'vitest';
import { signUp } from '../../../bin/client/session.ts';
import { newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const app = () => system.current.appUrl;
const COOKIE = 'gw_session';
const refresh = (
  cookie?: string,
  headers: Record<string, string> = { 'x-requested-with': 'XMLHttpRequest' },
) =>
  fetch(`${app()}/api/v1/auth/refresh`, {
    method: 'POST',
    headers: { ...headers, ...(cookie && { cookie: `${COOKIE}=${cookie}` }) },
  });

it('the refresh token is in a cookie that scripts and other sites cannot use, and it rotates (ID-17, ID-20)', async () => {
  const session = await signUp(app(), newPerson());
  const first = session.browser.cookie(new URL(app()).origin, COOKIE);
  const response = await refresh(first);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
  const [line = ''] = response.headers.getSetCookie();
  expect(line).toMatch(/^gw_session=.+; Path=\/api\/v1\/auth; Max-Age=2592000; HttpOnly; SameSite=Strict/);
  expect(line.slice(COOKIE.length + 1, line.indexOf(';'))).not.toBe(first);
});

it('a refresh without the header that only this site’s scripts can send is refused (ID-21)', async () => {
  const session = await signUp(app(), newPerson());
  const response = await refresh(session.browser.cookie(new URL(app()).origin, COOKIE), {});
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'csrf_header_missing' });
});

it('without a session a refresh answers 401, in the shape of all errors', async () => {
  const response = await refresh();
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({
    code: 'no_session',
    data: { request_id: expect.any(String) },
  });
});

it('after signing out the refresh token is good for nothing', async () => {
  const session = await signUp(app(), newPerson());
  const token = session.browser.cookie(new URL(app()).origin, COOKIE);
  const out = await fetch(`${app()}/api/v1/auth/logout`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest', cookie: `${COOKIE}=${token}` },
  });
  expect(out.status).toBe(200);
  expect((await out.json()) as object).toMatchObject({ sign_out_url: expect.stringContaining('/logout?') });
  expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0');
  expect((await refresh(token)).status).toBe(401);
});

it.each([
  ['nothing', undefined],
  ['a word', 'Bearer nonsense'],
  ['a token of another algorithm', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
  ['basic credentials', 'Basic dXNlcjpwYXNz'],
])('a request with %s is answered 401 in the shape of all errors (ID-26)', async (_, authorization) => {
  const response = await fetch(`${app()}/api/v1/auth/me`, {
    headers: authorization ? { authorization } : {},
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    code: 'unauthenticated',
    message: 'Sign in and try again.',
    data: { request_id: expect.any(String) },
  });
});

it('a token whose signature was tampered with is refused', async () => {
  const session = await signUp(app(), newPerson());
  const [header, payload, signature = ''] = session.accessToken.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'));
  const forged = Buffer.from(
    JSON.stringify({ ...claims, tenant_id: '01JQ3V9N0W8ZC7KXH5T2R4M6PA', role: 'admin' }),
  );
  const response = await fetch(`${app()}/api/v1/organizations/current`, {
    headers: { authorization: `Bearer ${header}.${forged.toString('base64url')}.${signature}` },
  });
  expect(response.status).toBe(401);
});
