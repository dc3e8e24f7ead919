import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
let session: Session;
beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
});

const settled = async () => {
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const { id } = await session.upload(file, { name: `Customer ${Math.random()}` });
  return session.settled(id);
};
const factsOf = async (id: string) => {
  const { facts } = await session.expect('GET', `/api/v1/contracts/${id}/extraction`);
  // biome-ignore lint/suspicious/noExplicitAny: facts of many shapes
  return new Map<string, any>(facts.map((fact: { key: string }) => [fact.key, fact]));
};
const change = (id: string, ...changes: object[]) =>
  session.call('PATCH', `/api/v1/contracts/${id}/extraction`, { changes });

describe('a person’s word on a fact (CON-03)', () => {
  it('replaces the value, keeps what was read, and says who decided', async () => {
    const { id } = await settled();
    const before = (await factsOf(id)).get('governingLaw/0');
    const corrected = await change(id, {
      action: 'correct',
      key: before.key,
      version: before.version,
      value: 'Washington',
    });
    expect(corrected.status).toBe(200);
    const after = (await factsOf(id)).get('governingLaw/0');
    expect(after).toMatchObject({
      value: 'Washington',
      original: 'Oregon',
      decision: 'corrected',
      method: 'person',
      needs_review: false,
    });
    expect(after.decided_by).toBe((await session.expect('GET', '/api/v1/auth/me')).id);
  });

  it('survives a rerun of the pipeline', async () => {
    const { id } = await settled();
    const facts = await factsOf(id);
    const law = facts.get('governingLaw/0');
    const party = facts.get('parties/0');
    await change(
      id,
      { action: 'correct', key: law.key, version: law.version, value: 'Nevada' },
      { action: 'reject', key: party.key, version: party.version },
      { action: 'add', field: 'service_levels', value: { metric: 'Support hours', target: '24 x 7' } },
    );
    const rerun = await session.call('POST', `/api/v1/contracts/${id}/parse`);
    expect(rerun.status).toBe(202);
    const again = await session.settled(id);
    expect(again.run).toBe(2);
    const after = await factsOf(id);
    expect(after.get('governingLaw/0')).toMatchObject({ value: 'Nevada', decision: 'corrected' });
    expect(after.get('parties/0')).toMatchObject({ decision: 'rejected' });
    const values = [...after.values()].map(({ field, value }) => `${field} ${JSON.stringify(value)}`);
    expect(new Set(values).size).toBe(values.length);
    expect(values.some((value) => value.includes('Support hours'))).toBe(true);
  });

  it('is refused when somebody else spoke first, and then nothing of the request is taken', async () => {
    const { id } = await settled();
    const facts = await factsOf(id);
    const law = facts.get('governingLaw/0');
    const term = facts.get('term/0');
    expect((await change(id, { action: 'confirm', key: law.key, version: law.version })).status).toBe(200);
    const stale = await change(
      id,
      { action: 'confirm', key: term.key, version: term.version },
      { action: 'reject', key: law.key, version: law.version },
    );
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('version_conflict');
    expect((await factsOf(id)).get('term/0').decision).toBe('none');
  });

  it.each([
    ['a day that does not exist', 'effectiveDate/0', '2027-02-30'],
    ['a duration without a unit', 'term/0', '36'],
    ['a party without a name', 'parties/0', { name: '', role: 'customer' }],
  ])('is refused as a value when it is %s', async (_, key, value) => {
    const { id } = await settled();
    const fact = (await factsOf(id)).get(key);
    const refused = await change(id, { action: 'correct', key, version: fact.version, value });
    expect(refused.status).toBe(400);
    expect(refused.body.data.errors[0].field).toContain('changes.0.value');
  });

  it('can be taken back to what was read', async () => {
    const { id } = await settled();
    const fact = (await factsOf(id)).get('governingLaw/0');
    await change(id, { action: 'correct', key: fact.key, version: fact.version, value: 'Utah' });
    await change(id, { action: 'reset', key: fact.key, version: fact.version + 1 });
    expect((await factsOf(id)).get('governingLaw/0')).toMatchObject({
      value: 'Oregon',
      decision: 'none',
      method: fact.method,
    });
  });
});

describe('confirming', () => {
  it('takes the facts over, and the plan follows a corrected date', async () => {
    const { id } = await settled();
    const before = await session.expect('GET', `/api/v1/onboarding-plans/${id}`);
    const fact = (await factsOf(id)).get('effectiveDate/0');
    await change(id, { action: 'correct', key: fact.key, version: fact.version, value: '2027-06-01' });
    const contract = await session.expect('GET', `/api/v1/contracts/${id}`);
    const confirmed = await session.call('POST', `/api/v1/contracts/${id}/confirm`, {
      version: contract.version,
    });
    expect(confirmed.status).toBe(200);
    expect((await session.expect('GET', `/api/v1/contracts/${id}`)).status).toBe('confirmed');
    const after = await session.expect('GET', `/api/v1/onboarding-plans/${id}`);
    expect(after.id).toBe(before.id);
    expect(after.tasks[0].due_date > before.tasks[0].due_date).toBe(true);
  });

  it('with a stale version is refused', async () => {
    const { id } = await settled();
    expect((await session.call('POST', `/api/v1/contracts/${id}/confirm`, { version: 1 })).status).toBe(409);
  });
});

describe('archiving', () => {
  it('takes a contract off the list with its plan and prices, and everything but reading it answers 404', async () => {
    const { id, customer_id } = await settled();
    const prices = async () => (await session.expect('GET', `/api/v1/customers/${customer_id}/pricing`)).data;
    expect((await prices()).length).toBeGreaterThan(0);
    expect((await session.call('DELETE', `/api/v1/contracts/${id}`)).status).toBe(204);
    const list = async (query: string) =>
      (await session.expect('GET', `/api/v1/contracts?${query}`)).data.map(
        (contract: { id: string }) => contract.id,
      );
    expect(await list('limit=100')).not.toContain(id);
    expect(await list('limit=100&archived=true')).toContain(id);
    expect(await prices()).toEqual([]);
    const plans = await session.expect('GET', `/api/v1/onboarding-plans?customer_id=${customer_id}`);
    expect(plans.data).toEqual([]);
    const people = await session.expect('GET', `/api/v1/stakeholders?customer_id=${customer_id}`);
    expect(people.data.length).toBeGreaterThan(0);
    expect((await session.call('POST', `/api/v1/contracts/${id}/parse`)).status).toBe(404);
    expect((await session.call('DELETE', `/api/v1/contracts/${id}`)).status).toBe(404);
  });

  it('stops a contract that is being processed', async () => {
    const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const { id } = await session.upload(file, { name: `Customer ${Math.random()}` });
    while ((await session.expect('GET', `/api/v1/contracts/${id}`)).status === 'awaiting_upload');
    expect((await session.call('DELETE', `/api/v1/contracts/${id}`)).status).toBe(204);
    expect((await session.expect('GET', `/api/v1/contracts/${id}`)).archived_at).not.toBeNull();
  });
});

describe('lists', () => {
  it('page by a cursor that nobody can forge, borrow or reuse for another list', async () => {
    const own = await newAdmin(system.current.appUrl);
    for (let index = 0; index < 5; index++)
      await own.expect('POST', '/api/v1/contracts', {
        customer: { name: `Customer ${index}` },
        file_name: `${index}.txt`,
        content_type: 'text/plain',
        size: 10,
      });
    const first = await own.expect('GET', '/api/v1/contracts?limit=2');
    const second = await own.expect('GET', `/api/v1/contracts?limit=2&cursor=${first.next_cursor}`);
    const third = await own.expect('GET', `/api/v1/contracts?limit=2&cursor=${second.next_cursor}`);
    const names = [first, second, third].flatMap(({ data }) =>
      data.map((contract: { file_name: string }) => contract.file_name),
    );
    expect(names).toEqual(['4.txt', '3.txt', '2.txt', '1.txt', '0.txt']);
    expect(third.next_cursor).toBeNull();
    const refused = async (caller: Session, query: string) =>
      (await caller.call('GET', `/api/v1/contracts?${query}`)).body.code;
    expect(await refused(session, `limit=2&cursor=${first.next_cursor}`)).toBe('invalid_cursor');
    expect(await refused(own, `limit=2&status=failed&cursor=${first.next_cursor}`)).toBe('invalid_cursor');
    const [payload, signature] = String(first.next_cursor).split('.');
    expect(await refused(own, `limit=2&cursor=${payload}x.${signature}`)).toBe('invalid_cursor');
    expect(await refused(own, 'limit=101')).toBe('validation_failed');
  });
});
