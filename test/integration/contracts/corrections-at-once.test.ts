/** People who work on one contract at the same time, and one who changes their mind. */
import { beforeAll, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
let session: Session;
let id: string;

interface Fact {
  readonly key: string;
  readonly field: string;
  readonly value: unknown;
  readonly version: number;
  readonly decision: string;
  readonly method: string;
}

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const contract = await session.upload(file, { name: 'Meridian Freight' });
  id = contract.id;
  await session.settled(id);
});

const facts = async (): Promise<Fact[]> =>
  (await session.expect('GET', `/api/v1/contracts/${id}/extraction`)).facts;
const undecided = async (count: number) => {
  const found = (await facts()).filter(({ decision }) => decision === 'none').slice(0, count);
  expect(found).toHaveLength(count);
  return found;
};
const fact = async (key: string) => {
  const found = (await facts()).find((entry) => entry.key === key);
  if (!found) throw new Error(`There is no fact ${key}.`);
  return found;
};
const change = (...changes: object[]) =>
  session.call('PATCH', `/api/v1/contracts/${id}/extraction`, { changes });

it('several people speak about several facts at once, and all are heard', async () => {
  const chosen = await undecided(4);
  const answers = await Promise.all(
    chosen.map(({ key, version }) => change({ action: 'confirm', key, version })),
  );
  expect(answers.map(({ status }) => status)).toEqual(chosen.map(() => 200));
  const after = await facts();
  for (const { key } of chosen) expect(after.find((entry) => entry.key === key)?.decision).toBe('confirmed');
  const contract = await session.expect('GET', `/api/v1/contracts/${id}`);
  expect(contract.facts).toBe(after.length);
});

it('several people speak about one fact at once: one is heard, the others are told', async () => {
  const [{ key, version }] = (await undecided(1)) as [Fact];
  const answers = await Promise.all(
    ['confirm', 'reject', 'confirm', 'reject'].map((action) => change({ action, key, version })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  for (const { body } of answers.filter(({ status }) => status === 409))
    expect(body).toMatchObject({ code: 'version_conflict', data: { current_version: version + 1 } });
  expect((await fact(key)).version).toBe(version + 1);
});

it('one request that speaks about one fact twice is refused, whatever the versions', async () => {
  const [{ key, version }] = (await undecided(1)) as [Fact];
  for (const second of [version, version + 1]) {
    const refused = await change(
      { action: 'confirm', key, version },
      { action: 'reject', key, version: second },
    );
    expect(refused.status).toBe(400);
    expect(refused.body.data.errors).toEqual([
      { field: 'changes.1.key', code: 'duplicate', message: 'is changed twice in one request' },
    ]);
  }
  expect((await fact(key)).decision).toBe('none');
});

it('what a person added comes back as added when its rejection is taken back', async () => {
  const value = { metric: 'Support hours', target: '24 x 7' };
  const added = (await change({ action: 'add', field: 'service_levels', value })).body.facts[0];
  expect(added).toMatchObject({ decision: 'added', method: 'person', version: 1 });
  await change({ action: 'reject', key: added.key, version: 1 });
  const reset = await change({ action: 'reset', key: added.key, version: 2 });
  expect(reset.status).toBe(200);
  expect(await fact(added.key)).toMatchObject({ decision: 'added', value, method: 'person', version: 3 });
  expect((await change({ action: 'reset', key: added.key, version: 3 })).status).toBe(400);
});

it('a value that a person put there stays that person’s when it is confirmed', async () => {
  const { key, version } = await fact('governingLaw/0');
  await change({ action: 'correct', key, version, value: 'Utah' });
  await change({ action: 'confirm', key, version: version + 1 });
  expect(await fact(key)).toMatchObject({ value: 'Utah', decision: 'confirmed', method: 'person' });
});
