/** Write once, react: counters and the search index follow every change, and bear duplicates and any order. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { newAdmin } from '../../support/people.ts';
import { broadcast, deliver, eventOf, until } from '../../support/record-events.ts';
import { useSystem } from '../../support/runtime.ts';
import { announce, textFile } from '../../support/uploads.ts';

const system = useSystem();
let session: Session;
let tenant: string;
const contracts: { id: string; customer_id: string }[] = [];

const total = async (query: string) => (await session.expect('GET', `/api/v1/${query}`)).total as number;
const found = async (q: string) =>
  (await session.expect('GET', `/api/v1/search?q=${encodeURIComponent(q)}`)).data as {
    type: string;
    id: string;
    title: string;
  }[];

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl, 'Counted');
  tenant = (await session.expect('GET', '/api/v1/organizations/current')).id;
  for (let index = 0; index < 7; index++) contracts.push((await announce(session, textFile())).contract);
});

describe('totals', () => {
  it('equal what is there after many changes', async () => {
    const [first, second, third] = contracts;
    for (const { id } of [first, second, third] as typeof contracts)
      await session.expect('DELETE', `/api/v1/contracts/${id}`);
    await session.expect('POST', `/api/v1/contracts/${first?.id}/restore`);
    for (const { customer_id } of contracts.slice(3)) {
      const customer = await session.expect('GET', `/api/v1/customers/${customer_id}`);
      const status = customer.status === 'active' ? 'churned' : 'active';
      await session.expect('PATCH', `/api/v1/customers/${customer_id}`, {
        version: customer.version,
        status,
      });
    }
    const truth = async (list: string) => (await session.list(`/api/v1/${list}`)).length;
    for (const list of [
      'contracts',
      'contracts?status=awaiting_upload',
      'contracts?archived=true',
      'customers',
      'customers?status=churned',
      'onboarding-plans',
    ]) {
      const separator = list.includes('?') ? '&' : '?';
      const is = await truth(list);
      const counted = () => total(`${list}${separator}limit=1`);
      expect(await until(counted, (count) => count === is), list).toBe(is);
    }
  });

  it('count an event once, however often and in whatever order it is delivered', async () => {
    const before = await total('customers?limit=1');
    const image = (status: string) => ({ name: 'Counted', status });
    const created = eventOf(tenant, { type: 'customer.created', before: null, after: image('active') });
    const moved = eventOf(tenant, { before: image('active'), after: image('churned') });
    for (const event of [moved, created, moved, created, created])
      await deliver(system.current, 'counters', tenant, event);
    await until(
      () => total('customers?limit=1'),
      (count) => count === before + 1,
    );
    const gone = eventOf(tenant, { type: 'customer.deleted', before: image('churned'), after: null });
    for (const event of [gone, created, gone, moved])
      await deliver(system.current, 'counters', tenant, event);
    await until(
      () => total('customers?limit=1'),
      (count) => count === before,
    );
  });
});

describe('searching', () => {
  it('finds by the beginning of any word, and no longer by what a record is called no more', async () => {
    const id = contracts[4]?.customer_id;
    const rename = async (name: string) => {
      const { version } = await session.expect('GET', `/api/v1/customers/${id}`);
      await session.expect('PATCH', `/api/v1/customers/${id}`, { version, name });
    };
    await rename('Zürcher Kantonalbank');
    await until(
      () => found('kanton zur'),
      (list) => list.some((one) => one.type === 'customer' && one.id === id),
    );
    await rename('Quokka Shipping');
    await until(
      () => found('quok'),
      (list) => list.some((one) => one.id === id),
    );
    expect((await found('kanton')).filter(({ type }) => type === 'customer')).toEqual([]);
  });

  it('finds people, and no longer those who are archived', async () => {
    const customer_id = contracts[4]?.customer_id;
    const made = await session.expect('POST', '/api/v1/stakeholders', { customer_id, name: 'Xanthe Wyvern' });
    const person = made.data?.[0] ?? made.stakeholders?.[0] ?? made;
    await until(
      () => found('wyv'),
      (list) => list.some(({ id }) => id === person.id),
    );
    await session.expect('DELETE', `/api/v1/stakeholders/${person.id}`);
    await until(
      () => found('wyv'),
      (list) => list.length === 0,
    );
  });

  it('finds nothing of another organization', async () => {
    const other = await newAdmin(system.current.appUrl, 'Other');
    expect((await other.expect('GET', '/api/v1/search?q=quokka')).data).toEqual([]);
  });
});

it('an event of one organization that names another’s record changes nothing there (forged)', async () => {
  const other = await newAdmin(system.current.appUrl, 'Forger');
  const forger = (await other.expect('GET', '/api/v1/organizations/current')).id;
  const victim = contracts[5]?.customer_id ?? '';
  const [customer, customers] = [
    await session.expect('GET', `/api/v1/customers/${victim}`),
    await total('customers?limit=1'),
  ];
  const forged = eventOf(forger, {
    type: 'customer.created',
    record_id: victim,
    key: { pk: `T#${tenant}#CUSTOMER#${victim}`, sk: 'CUSTOMER' },
    before: null,
    after: { name: 'Forged by another', status: 'active', tenant_id: tenant, id: victim },
    changed: ['name', 'tenant_id'],
  });
  for (const queue of ['counters', 'audit']) await deliver(system.current, queue, forger, forged);
  await broadcast(system.current, forged);
  // Entered where it says it is from, and nowhere else.
  await until(
    () => other.expect('GET', `/api/v1/audit?resource_type=customer&resource_id=${victim}`),
    ({ data }) => data.length > 0,
  );
  await until(
    async () => (await other.expect('GET', '/api/v1/search?q=forged')).data.length,
    (count) => count === 1,
  );
  expect(await session.expect('GET', `/api/v1/customers/${victim}`)).toEqual(customer);
  expect(await total('customers?limit=1')).toBe(customers);
  expect(await found('forged')).toEqual([]);
  const told = await session.expect('GET', `/api/v1/audit?resource_type=customer&resource_id=${victim}`);
  expect(JSON.stringify(told)).not.toContain('Forged');
});
