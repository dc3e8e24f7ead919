/** API keys over HTTP (WS-03): what they may, until when, and that nothing of their secrets stays. */
import { expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const KEYS = '/api/v1/workspace/api-keys';
const HOUR = 3_600_000;

async function ask(path: string, headers: Record<string, string>, method = 'GET') {
  const response = await fetch(new URL(path, system.current.appUrl), { method, headers });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
}
const withKey = (key: string, path = '/api/v1/customers', method = 'GET') =>
  ask(path, { authorization: `Bearer ${key}` }, method);

const make = (session: Session, changes: object = {}) =>
  session.expect('POST', KEYS, {
    name: 'Reporting',
    permissions: { 'customer:read': 'org', 'settings:manage': 'org' },
    ...changes,
  });

it('a key does what it was given and nothing else, on its organization’s records', async () => {
  const [admin, other] = [await newAdmin(system.current.appUrl), await newAdmin(system.current.appUrl)];
  const key = await make(admin);
  expect(key.secret).toMatch(/^gw_test_[0-7][0-9A-HJKMNP-TV-Z]{25}_[0-9A-Za-z]{49}$/);
  expect(await withKey(key.secret)).toMatchObject({ status: 200, body: { data: [] } });
  expect(await withKey(key.secret, '/api/v1/contracts')).toMatchObject({
    status: 403,
    body: { code: 'forbidden', data: { permission: 'contract:read' } },
  });
  const foreign = await make(other, { permissions: { 'organization:read': 'org' } });
  const theirs = await withKey(foreign.secret, '/api/v1/organizations/current');
  const { id } = await other.expect('GET', '/api/v1/organizations/current');
  expect(theirs).toMatchObject({ status: 200, body: { id } });
});

it('at the app’s own domain it may come as X-API-Key, and as that header alone', async () => {
  const { secret } = await make(await newAdmin(system.current.appUrl));
  expect((await ask('/api/v1/customers', { 'x-api-key': secret })).status).toBe(200);
  expect((await ask('/api/v1/customers', { 'x-api-key': `${secret}x` })).status).toBe(401);
  expect((await ask('/api/v1/customers', {})).status).toBe(401);
});

it('what was mistyped, invented or made for another stage is refused', async () => {
  const { secret } = await make(await newAdmin(system.current.appUrl));
  const last = secret.at(-1) === 'A' ? 'B' : 'A';
  for (const wrong of [
    secret.slice(0, -1) + last,
    secret.replace('gw_test_', 'gw_live_'),
    secret.slice(0, -1),
    `gw_test_${secret}`,
    'gw_',
  ])
    expect((await withKey(wrong)).body, wrong).toMatchObject({ code: 'unauthenticated' });
});

it('manages no keys, and is nobody who signs in', async () => {
  const admin = await newAdmin(system.current.appUrl);
  const { secret } = await make(admin);
  expect((await withKey(secret, KEYS)).status).toBe(403);
  expect(await withKey(secret, '/api/v1/auth/me')).toMatchObject({
    status: 403,
    body: { code: 'not_for_keys' },
  });
  for (const permission of ['apikey:manage', 'team:manage', 'role:manage', 'organization:delete']) {
    const refused = await admin.call('POST', KEYS, { name: 'Root', permissions: { [permission]: 'org' } });
    expect(refused.status, permission).toBe(400);
  }
});

it('its secret is shown once: what is kept and listed tells it from others, and when it was last used', async () => {
  const admin = await newAdmin(system.current.appUrl);
  const key = await make(admin);
  const before = await admin.expect('GET', KEYS);
  expect(before.data).toHaveLength(1);
  expect(before.data[0]).toMatchObject({
    name: 'Reporting',
    hint: `${key.secret.slice(0, 12)}…${key.secret.slice(-4)}`,
    last_used_at: null,
    created_by: { name: 'Ada Lovelace' },
  });
  await withKey(key.secret);
  const { data } = await admin.expect('GET', KEYS);
  expect(Date.now() - Date.parse(data[0].last_used_at)).toBeLessThan(60_000);
  expect(JSON.stringify([before, data])).not.toContain(key.secret.slice(40, 80));
});

it('rotated, the former secret is good for the overlap, the new one at once; without an overlap it ends', async () => {
  const admin = await newAdmin(system.current.appUrl);
  const [kept, ended] = [await make(admin), await make(admin)];
  const next = await admin.expect('POST', `${KEYS}/${kept.id}/rotate`, { overlap_hours: 24 });
  expect(next.secret).not.toBe(kept.secret);
  expect(Date.parse(next.previous.expires_at) - Date.now()).toBeGreaterThan(23 * HOUR);
  expect((await withKey(kept.secret)).status).toBe(200);
  expect((await withKey(next.secret)).status).toBe(200);
  // A third secret: the first is not carried along.
  const third = await admin.expect('POST', `${KEYS}/${kept.id}/rotate`, { overlap_hours: 1 });
  expect(third.previous.hint).toBe(next.hint);
  await admin.expect('POST', `${KEYS}/${ended.id}/rotate`, {});
  expect((await withKey(ended.secret)).status).toBe(401);
  const long = await admin.call('POST', `${KEYS}/${kept.id}/rotate`, { overlap_hours: 169 });
  expect(long.status).toBe(400);
});

it('revoked, it is refused with both its secrets, and is not there any more', async () => {
  const admin = await newAdmin(system.current.appUrl);
  const key = await make(admin);
  const next = await admin.expect('POST', `${KEYS}/${key.id}/rotate`, { overlap_hours: 24 });
  expect((await admin.call('DELETE', `${KEYS}/${key.id}`)).status).toBe(204);
  expect((await withKey(key.secret)).status).toBe(401);
  expect((await withKey(next.secret)).status).toBe(401);
  expect((await admin.expect('GET', KEYS)).data).toEqual([]);
  expect((await admin.call('DELETE', `${KEYS}/${key.id}`)).status).toBe(404);
});

it('past its end it is refused; one that ends in the past cannot be made, nor a rotated one', async () => {
  const admin = await newAdmin(system.current.appUrl);
  const soon = new Date(Date.now() + 2000).toISOString();
  const key = await make(admin, { expires_at: soon });
  while (Date.now() < Date.parse(soon)) await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await withKey(key.secret)).status).toBe(401);
  expect((await admin.expect('GET', KEYS)).data[0].status).toBe('expired');
  expect((await admin.call('POST', `${KEYS}/${key.id}/rotate`, {})).body.code).toBe('key_expired');
  const past = await admin.call('POST', KEYS, {
    name: 'Late',
    permissions: { 'customer:read': 'org' },
    expires_at: '2020-01-01T00:00:00Z',
  });
  expect(past).toMatchObject({ status: 400, body: { data: { errors: [{ field: 'expires_at' }] } } });
});

it.each([
  [{ permissions: {} }, 'permissions'],
  [{ permissions: { 'customer:eat': 'org' } }, 'permissions'],
  [{ permissions: { 'customer:read': 'platform' } }, 'permissions.customer:read'],
  [{ name: ' ' }, 'name'],
])('%j is refused with a sentence for the field', async (changes, field) => {
  const admin = await newAdmin(system.current.appUrl);
  const body = { name: 'Key', permissions: { 'customer:read': 'org' }, ...changes };
  const refused = await admin.call('POST', KEYS, body);
  expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
  const fields = refused.body.data.errors.map((error: { field: string }) => error.field);
  expect(fields).toContain(field);
});
