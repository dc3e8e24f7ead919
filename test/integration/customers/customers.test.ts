import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
let session: Session;
let contract: { id: string; customer_id: string; plan_id: string };

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const { id } = await session.upload(file, { name: 'Meridian Freight LLC' });
  // Something of its own, whatever the extractor finds.
  await session.settled(id);
  const path = `/api/v1/contracts/${id}/extraction`;
  const { facts } = await session.expect('GET', path);
  const end = facts.find(({ field }: { field: string }) => field === 'expiration_date');
  await session.expect('PATCH', path, {
    changes: [
      { action: 'add', field: 'entitlements', value: { product: 'Harborlight Dispatch', quantity: 120 } },
      end
        ? { action: 'correct', key: end.key, version: end.version, value: '2030-03-02' }
        : { action: 'add', field: 'expiration_date', value: '2030-03-02' },
    ],
  });
  const { version } = await session.expect('GET', `/api/v1/contracts/${id}`);
  contract = (await session.expect('POST', `/api/v1/contracts/${id}/confirm`, { version })).contract;
});

const customer = () => session.expect('GET', `/api/v1/customers/${contract.customer_id}`);
const patch = (body: object) => session.call('PATCH', `/api/v1/customers/${contract.customer_id}`, body);

describe('a customer’s page (CUS-03)', () => {
  it('has its people, entitlements, prices and the terms of its contracts in one answer', async () => {
    const found = await customer();
    expect(found.people.map(({ name }: { name: string }) => name)).toContain('Renata Okafor');
    expect(found.entitlements.length).toBeGreaterThan(0);
    expect(found.prices.length).toBeGreaterThan(0);
    // Thirty-six months from 3 March 2027, notice 60 days before, renewing by twelve months.
    expect(found.terms).toEqual([
      expect.objectContaining({
        contract_id: contract.id,
        effective_date: '2027-03-03',
        ends_on: '2030-03-02',
        renews: true,
        notice_by: '2030-01-01',
        annual: { minor: 5_400_000, currency: 'USD' },
        payment_terms: 'net 30',
      }),
    ]);
    expect(found.summary).toMatchObject({
      contracts: 1,
      annual: [{ minor: 5_400_000, currency: 'USD' }],
      renewal_date: '2030-03-02',
      notice_date: '2030-01-01',
      end_date: null,
    });
  });

  it('follows a correction of the contract once that is confirmed', async () => {
    const path = `/api/v1/contracts/${contract.id}`;
    const { facts } = await session.expect('GET', `${path}/extraction`);
    const [law] = facts.filter(({ field }: { field: string }) => field === 'term');
    await session.expect('PATCH', `${path}/extraction`, {
      changes: [{ action: 'correct', key: law.key, version: law.version, value: '24 months' }],
    });
    const { version } = await session.expect('GET', path);
    await session.expect('POST', `${path}/confirm`, { version });
    expect((await customer()).terms[0].term).toBe('24 months');
  });
});

describe('a change of a customer (CUS-04)', () => {
  it('is kept, and a stale one is refused with the version that is current', async () => {
    const before = await customer();
    const changed = await patch({
      version: before.version,
      status: 'prospect',
      next_follow_up_at: '2027-05-04',
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ status: 'prospect', next_follow_up_at: '2027-05-04' });
    const stale = await patch({ version: before.version, status: 'active' });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({
      code: 'version_conflict',
      data: { current_version: before.version + 1 },
    });
    const cleared = await patch({ version: before.version + 1, next_follow_up_at: null });
    expect(cleared.body.next_follow_up_at).toBeNull();
    const { summary, terms, people, entitlements, prices, ...stored } = await customer();
    expect(stored).toEqual(Object.fromEntries(Object.keys(stored).map((key) => [key, cleared.body[key]])));
    expect([summary, terms, people, entitlements, prices].every(Boolean)).toBe(true);
  });

  it('of the name goes on to contracts and plans, and moves in the list', async () => {
    const { version } = await customer();
    const renamed = await patch({ version, name: 'Zephyr Freight LLC' });
    expect(renamed.status).toBe(200);
    const found = await session.expect('GET', `/api/v1/contracts/${contract.id}`);
    expect(found.customer_name).toBe('Zephyr Freight LLC');
    const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
    expect(plan.customer_name).toBe('Zephyr Freight LLC');
    const names = async (query: string) =>
      (await session.expect('GET', `/api/v1/customers?${query}`)).data.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names('q=zeph')).toEqual(['Zephyr Freight LLC']);
    expect(await names('q=meridian')).toEqual([]);
  });

  it('to a name that another customer has is refused, to another spelling of its own is not', async () => {
    const other = await session.upload(file, { name: 'Quayside Foods GmbH' });
    const { version } = await customer();
    const taken = await patch({ version, name: 'QUAYSIDE foods' });
    expect(taken.status).toBe(409);
    expect(taken.body).toMatchObject({
      code: 'customer_exists',
      data: { customer_id: other.customer_id },
    });
    expect((await patch({ version, name: 'Zephyr Freight' })).status).toBe(200);
  });

  it.each([
    [{ name: '' }],
    [{ name: 'x'.repeat(201) }],
    [{ status: 'gone' }],
    [{ next_follow_up_at: 'soon' }],
    [{}],
    [{ owner: 'somebody' }],
  ])('%j is refused before anything is read', async (body) => {
    const { version } = await customer();
    expect((await patch({ version, ...body })).status).toBe(400);
  });
});

describe('the list of customers (CUS-02)', () => {
  it('by status and name, and by when they were added; a combination without a list is refused', async () => {
    const own = await newAdmin(system.current.appUrl);
    for (const name of ['Beta', 'Alpha', 'Élan', 'Gamma'])
      await own.expect('POST', '/api/v1/contracts', {
        customer: { name },
        file_name: 'a.txt',
        content_type: 'text/plain',
        size: 10,
      });
    const list = async (query: string) => {
      const { data } = await own.expect('GET', `/api/v1/customers?${query}`);
      return data.map(({ name }: { name: string }) => name);
    };
    expect(await list('')).toEqual(['Alpha', 'Beta', 'Élan', 'Gamma']);
    expect(await list('sort=-name')).toEqual(['Gamma', 'Élan', 'Beta', 'Alpha']);
    expect(await list('sort=created_at')).toEqual(['Beta', 'Alpha', 'Élan', 'Gamma']);
    expect(await list('sort=-created_at')).toEqual(['Gamma', 'Élan', 'Alpha', 'Beta']);
    expect(await list('q=ELA')).toEqual(['Élan']);
    const [alpha] = (await own.expect('GET', '/api/v1/customers')).data;
    await own.expect('PATCH', `/api/v1/customers/${alpha.id}`, { version: 1, status: 'churned' });
    expect(await list('status=churned')).toEqual(['Alpha']);
    expect(await list('status=active&sort=-name')).toEqual(['Gamma', 'Élan', 'Beta']);
    expect(await list('status=active&q=be')).toEqual(['Beta']);
    expect((await own.call('GET', '/api/v1/customers?status=active&sort=created_at')).status).toBe(400);
  });

  it('goes on where a page ended, in each order', async () => {
    for (const query of ['sort=name', 'sort=-created_at', 'status=active', 'q=q']) {
      const all = (await session.expect('GET', `/api/v1/customers?${query}`)).data;
      const paged: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const path = `/api/v1/customers?${query}&limit=1${cursor && `&cursor=${cursor}`}`;
        const page: { data: unknown[]; next_cursor: string | null } = await session.expect('GET', path);
        paged.push(...page.data);
        cursor = page.next_cursor;
      }
      expect(all.length).toBeGreaterThan(0);
      expect(paged).toEqual(all);
    }
  });
});

describe('a customer’s timeline', () => {
  it('tells what happened, the newest first, and who did it', async () => {
    const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
    const [task] = plan.tasks;
    await session.expect('PATCH', `/api/v1/onboarding-plans/${plan.id}/tasks/${task.key}`, {
      version: task.version,
      status: 'done',
    });
    const [person] = (await customer()).people;
    await session.expect('PATCH', `/api/v1/stakeholders/${person.id}`, {
      version: person.version,
      title: 'Chief of Staff',
    });
    const entered = { customer_id: contract.customer_id, name: 'Ines Duarte' };
    const { data: added } = await session.expect('POST', '/api/v1/stakeholders', entered);
    await session.expect('DELETE', `/api/v1/stakeholders/${added[0].id}`);
    const me = await session.expect('GET', '/api/v1/auth/me');
    const path = `/api/v1/customers/${contract.customer_id}/timeline`;
    const { data, more } = await session.expect('GET', path);
    expect(more).toBe(false);
    const types = data.map(({ type }: { type: string }) => type);
    expect(types.slice(0, 4)).toEqual(['person_archived', 'person_added', 'person_changed', 'task_done']);
    for (const type of [
      'customer_created',
      'contract_uploaded',
      'contract_read',
      'contract_confirmed',
      'plan_made',
    ])
      expect(types).toContain(type);
    const times = data.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted().reverse());
    expect(data.find(({ type }: { type: string }) => type === 'task_done')).toMatchObject({
      by: me.id,
      by_name: me.name,
      subject: task.title,
      plan_id: plan.id,
    });
    expect(new Set(data.map(({ id }: { id: string }) => id)).size).toBe(data.length);
  });

  it('of a customer that is not there is not there', async () => {
    const missing = await session.call('GET', '/api/v1/customers/01JQ3V9N0W8ZC7KXH5T2R4M6PA/timeline');
    expect(missing.status).toBe(404);
  });
});

it('a contract that is archived takes its terms along, and says so in the timeline', async () => {
  await session.expect('DELETE', `/api/v1/contracts/${contract.id}`);
  const found = await customer();
  expect(found.terms).toEqual([]);
  expect(found.summary).toMatchObject({ contracts: 0, annual: [], renewal_date: null });
  const { data } = await session.expect('GET', `/api/v1/customers/${contract.customer_id}/timeline`);
  expect(data[0].type).toBe('contract_archived');
});
