/** Settings and their versions, the short name, the subscription (ORG-05, ORG-13, ORG-22, ORG-23). */
import { describe, expect, it } from 'vitest';
import { signUp } from '../../../bin/client/session.ts';
import { newAdmin, newPerson } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const admin = () => newAdmin(system.current.appUrl, 'Versions');
const ME = '/api/v1/organizations/current';

describe('versions of the settings', () => {
  it('are kept with each change, newest first, each with what it changed', async () => {
    const session = await admin();
    const before = await session.expect('GET', ME);
    await session.expect('PUT', ME, { size: '51-200', version: 1 });
    await session.expect('PUT', ME, { name: 'Renamed', ai_enabled: true, version: 2 });
    const { data, current_version, next_before } = await session.expect('GET', `${ME}/versions`);
    expect({ current_version, next_before }).toEqual({ current_version: 3, next_before: null });
    expect(data.map(({ id, change }: { id: number; change: string }) => [id, change])).toEqual([
      [3, 'updated'],
      [2, 'updated'],
      [1, 'created'],
    ]);
    expect(data[0].changes).toEqual([
      { path: 'ai_enabled', kind: 'changed', before: false, after: true },
      { path: 'name', kind: 'changed', before: before.name, after: 'Renamed' },
    ]);
    expect(data[0].by.name).toBe('Ada Lovelace');
    expect(data[1].changes).toEqual([{ path: 'size', kind: 'added', before: null, after: '51-200' }]);
    const older = await session.expect('GET', `${ME}/versions?before=2`);
    expect(older.data.map(({ id }: { id: number }) => id)).toEqual([1]);
  });

  it('come back as a new version: what was not set then is not set now', async () => {
    const session = await admin();
    const { name, slug } = await session.expect('GET', ME);
    const lines = { size: '1-10', markets: { regions: ['dach'], countries: [] } };
    await session.expect('PUT', ME, { name: 'Another', slug: `${slug}-x`, ...lines, version: 1 });
    const back = await session.expect('POST', `${ME}/versions/1/rollback`, { version: 2 });
    expect(back).toMatchObject({ name, slug, size: null, markets: null, version: 3 });
    const forth = await session.expect('POST', `${ME}/versions/2/rollback`, { version: 3 });
    expect(forth).toMatchObject({ name: 'Another', slug: `${slug}-x`, ...lines, version: 4 });
    const { data } = await session.expect('GET', `${ME}/versions`);
    expect(data.map(({ change }: { change: string }) => change)).toEqual([
      'rollback',
      'rollback',
      'updated',
      'created',
    ]);
  });

  it('do not come back over somebody else’s change, nor when they never were', async () => {
    const session = await admin();
    await session.expect('PUT', ME, { size: '1-10', version: 1 });
    const stale = await session.call('POST', `${ME}/versions/1/rollback`, { version: 1 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
    expect((await session.call('POST', `${ME}/versions/9/rollback`, { version: 2 })).status).toBe(404);
    expect((await session.call('POST', `${ME}/versions/0/rollback`, { version: 2 })).status).toBe(404);
  });

  it('of two changes at once one is made', async () => {
    const session = await admin();
    const answers = await Promise.all(
      ['1-10', '11-50', '51-200'].map((size) => session.call('PUT', ME, { size, version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});

describe('the short name', () => {
  it('moves: the new one is taken, the old one is free again', async () => {
    const [session, other] = [await admin(), await signUp(system.current.appUrl, newPerson())];
    const { slug } = await session.expect('GET', ME);
    const moved = `${slug}-new`;
    expect(await session.expect('PUT', ME, { slug: moved, version: 1 })).toMatchObject({ slug: moved });
    const free = async (name: string) =>
      (await session.expect('GET', `/api/v1/organizations/slug-available?slug=${name}`)).available;
    expect([await free(slug), await free(moved)]).toEqual([true, false]);
    await other.expect('POST', '/api/v1/organizations', { name: 'Old name', slug });
    const back = await session.call('POST', `${ME}/versions/1/rollback`, { version: 2 });
    expect(back).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
    expect(await session.expect('GET', ME)).toMatchObject({ slug: moved, version: 2 });
  });

  it('of somebody else is refused, and a reserved one is no name', async () => {
    const [mine, other] = [await admin(), await admin()];
    const { slug } = await other.expect('GET', ME);
    const taken = await mine.call('PUT', ME, { slug, version: 1 });
    expect(taken).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
    expect((await mine.call('PUT', ME, { slug: 'admin', version: 1 })).status).toBe(400);
  });
});

describe('the subscription', () => {
  it('is chosen among plans with limits, and is a version', async () => {
    const session = await admin();
    const { data } = await session.expect('GET', '/api/v1/plans');
    expect(data.map(({ key }: { key: string }) => key)).toEqual(['free', 'team', 'business', 'enterprise']);
    expect(data[0].limits).toEqual({ members: 3, api_keys: 2 });
    const body = { plan: 'business', billing_email: 'pay@example.com', version: 1 };
    expect(await session.expect('PUT', `${ME}/subscription`, body)).toMatchObject({
      subscription: { plan: 'business', billing_email: 'pay@example.com' },
      version: 2,
    });
    const [version] = (await session.expect('GET', `${ME}/versions`)).data;
    expect(version).toMatchObject({ change: 'subscription' });
    // What a plan limits is limited.
    const key = { name: 'Key', permissions: { 'customer:read': 'org' } };
    for (const name of ['First', 'Second'])
      await session.expect('POST', '/api/v1/workspace/api-keys', { ...key, name });
    await session.expect('PUT', `${ME}/subscription`, { ...body, plan: 'free', version: 2 });
    const refused = await session.call('POST', '/api/v1/workspace/api-keys', key);
    expect(refused).toMatchObject({ status: 402, body: { code: 'plan_limit_reached', data: { limit: 2 } } });
    await session.expect('PUT', `${ME}/subscription`, { ...body, version: 3 });
    // Bringing settings back leaves the bill alone.
    await session.expect('POST', `${ME}/versions/1/rollback`, { version: 4 });
    expect((await session.expect('GET', ME)).subscription.plan).toBe('business');
  });
});
