/** Deleting an organization (ORG-20): a warning, days of grace, then nothing of it is left and nothing else is touched. */

import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { allFileVersions, allRecords } from '../../support/leftovers.ts';
import { newAdmin } from '../../support/people.ts';
import { provisioned, until } from '../../support/provisioned.ts';
import { useSystem } from '../../support/runtime.ts';

const ME = '/api/v1/organizations/current';
const FILE = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };

/** In place of thirty days. Long enough to change one's mind on a slow machine. */
const GRACE_SECONDS = 6;
const system = useSystem({
  // The hour until the audit log is deleted too.
  waitScale: 0.006,
  edit: ({ Resources }) => {
    const id = Object.keys(Resources).find((name) =>
      JSON.stringify(Resources[name]).includes('"DELETION_GRACE_DAYS"'),
    );
    if (!id) return false;
    Resources[id].Properties.Environment.Variables.DELETION_GRACE_DAYS = String(GRACE_SECONDS / 86_400);
    return true;
  },
});

async function withContract(name: string): Promise<{ session: Session; id: string; slug: string }> {
  const session = await newAdmin(system.current.appUrl, name);
  await provisioned(session);
  const announced = await session.upload(FILE, { name: `${name}’s customer` });
  await session.settled(announced.id);
  const second = await session.upload(FILE, { name: `${name}’s other customer` });
  await session.settled(second.id);
  await session.expect('DELETE', `/api/v1/contracts/${second.id}`);
  await session.expect('PUT', ME, { size: '1-10', version: 1 });
  const { id, slug } = await session.expect('GET', ME);
  return { session, id, slug };
}

describe('an organization that is to be deleted', () => {
  it('is named by whoever asks, is closed at once, and can be taken back', async () => {
    const session = await newAdmin(system.current.appUrl, 'Second thoughts');
    const { slug } = await session.expect('GET', ME);
    const wrong = await session.call('DELETE', ME, { confirm: 'something-else' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'confirmation_mismatch' } });
    const marked = await session.expect('DELETE', ME, { confirm: slug });
    expect(Date.parse(marked.deletion.due_at)).toBeGreaterThan(Date.now());
    await session.refresh();
    const closed = await session.call('GET', '/api/v1/contracts');
    expect(closed).toMatchObject({ status: 403, body: { code: 'organization_deleting' } });
    expect((await session.call('PUT', ME, { size: '1-10', version: 2 })).status).toBe(403);
    expect((await session.expect('GET', ME)).deletion).not.toBeNull();
    const restored = await session.expect('POST', `${ME}/restore`);
    expect(restored.deletion).toBeNull();
    await session.refresh();
    await session.expect('GET', '/api/v1/contracts');
    const again = await session.call('POST', `${ME}/restore`);
    expect(again).toMatchObject({ status: 409, body: { code: 'not_deleting' } });
    // Past its day: it was taken back.
    await new Promise((resolve) => setTimeout(resolve, (GRACE_SECONDS + 1) * 1000));
    await session.expect('GET', ME);
  });

  it('is gone after its days of grace, with its files and names, and its neighbour is as it was', {
    timeout: 240_000,
  }, async () => {
    const [going, staying] = [await withContract('Going'), await withContract('Staying')];
    const of = async (id: string) => ({
      records: (await allRecords(system.current))
        .map((record) => JSON.stringify(record))
        // What expires by itself within days: marks that name nothing but the organization's id.
        .filter(
          (record) =>
            record.includes(id) &&
            !/#(AUDIT-SEEN|IDEMPOTENCY|COUNTED|INDEXED)#/.test(record) &&
            !(record.includes('DIR#FLEET#') && record.includes('"expires_at"')),
        ),
      files: await allFileVersions(system.current, `T/${id}/`),
    });
    /** Once the change stream has told of everything. */
    const settled = async (id: string) => {
      for (let one = await of(id); ; ) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const next = await of(id);
        if (isDeepStrictEqual(one, next)) return next;
        one = next;
      }
    };
    const [before, neighbour] = [await settled(going.id), await settled(staying.id)];
    expect(before.records.length).toBeGreaterThan(30);
    expect(before.files.length).toBeGreaterThan(5);
    await going.session.expect('DELETE', ME, { confirm: going.slug });
    let left = await of(going.id);
    for (const deadline = Date.now() + 120_000; Date.now() < deadline; left = await of(going.id)) {
      if (left.records.length === 0 && left.files.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(left).toEqual({ records: [], files: [] });
    const still = await of(staying.id);
    expect(still.files).toEqual(neighbour.files);
    // Its log and its projections may tell a little more than they did.
    expect(still.records).toEqual(
      expect.arrayContaining(
        neighbour.records.filter((record) => !/#(AUDIT|SEARCH|COUNTERS|FLEET)/.test(record)),
      ),
    );
    expect(still.records.length).toBeGreaterThanOrEqual(neighbour.records.length);
    await staying.session.expect('GET', ME);
    // The account is its person's: it may begin again, under the same name.
    await going.session.refresh();
    expect((await going.session.expect('GET', '/api/v1/auth/me')).organization).toBeNull();
    await going.session.expect('POST', '/api/v1/organizations', { name: 'Going', slug: going.slug });
  });
});

it('everything is exported as JSON Lines, of this organization alone', { timeout: 60_000 }, async () => {
  const { session } = await withContract('Export');
  expect(await session.expect('GET', `${ME}/export`)).toBeNull();
  const [first, second] = await Promise.all([
    session.expect('POST', `${ME}/export`),
    session.expect('POST', `${ME}/export`).catch((error: unknown) => error),
  ]);
  expect(first.status).toBe('running');
  expect(second).toBeDefined();
  const ready = await until(30_000, async () => {
    const state = await session.expect('GET', `${ME}/export`);
    return state.status === 'ready' ? state : undefined;
  });
  const entities = new Set(ready.files.map(({ entity }: { entity: string }) => entity));
  for (const entity of [
    'organization',
    'member',
    'contract',
    'fact',
    'plan',
    'plan-task',
    'customer',
    'original',
  ])
    expect(entities).toContain(entity);
  const lines = async (entity: string) => {
    const file = ready.files.find((candidate: { entity: string }) => candidate.entity === entity);
    const bytes = Buffer.from(await (await fetch(file.url)).arrayBuffer());
    return gunzipSync(bytes)
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };
  const contracts = await lines('contract');
  expect(contracts).toHaveLength(2);
  expect(contracts[0].pk).toBeUndefined();
  const { id } = await session.expect('GET', ME);
  for (const contract of contracts) expect(contract.tenant_id).toBe(id);
});
