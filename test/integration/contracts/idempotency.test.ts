/** `Idempotency-Key` on POST (ROUTES.md, Conventions): sent again is answered again, not done again. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer, Session } from '../../../bin/client/session.ts';
import { AGREEMENT, TYPES } from '../../support/documents.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
let session: Session;
let customerId: string;
let count = 0;

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const { contract } = await session.expect('POST', '/api/v1/contracts', announcement());
  customerId = contract.customer_id;
});

const announcement = (name = `Customer ${++count}`) => ({
  customer: { name },
  file_name: 'a.txt',
  content_type: 'text/plain',
  size: 10,
});

const announce = (key: string, body: object, caller = session): Promise<ApiAnswer> =>
  caller.call('POST', '/api/v1/contracts', body, { 'idempotency-key': key });

const customers = async (caller = session) => (await caller.list('/api/v1/customers')).length;

describe('a POST that is sent again with its key', () => {
  it('is answered as the first time, says so, and is not done again', async () => {
    const [key, body] = [randomUUID(), announcement()];
    const before = await customers();
    const first = await announce(key, body);
    const again = await announce(key, body);
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    expect(again.body).toEqual(first.body);
    expect(await customers()).toBe(before + 1);
  });

  it('is done once, however many arrive at once: the others wait or get its answer', async () => {
    const [key, body] = [randomUUID(), announcement()];
    const before = await customers();
    const answers = await Promise.all(Array.from({ length: 8 }, () => announce(key, body)));
    expect(await customers()).toBe(before + 1);
    const done = answers.filter(({ status }) => status === 201);
    expect(done.filter(({ headers }) => !headers.has('idempotency-replayed'))).toHaveLength(1);
    expect(new Set(done.map(({ body: answer }) => answer.contract.id)).size).toBe(1);
    for (const { status, body: refusal, headers } of answers.filter((answer) => answer.status !== 201)) {
      expect(status).toBe(409);
      expect(refusal.code).toBe('idempotency_in_progress');
      expect(headers.get('retry-after')).toBe('1');
    }
    expect((await announce(key, body)).body).toEqual(done[0]?.body);
  });

  it('is the same request under each of the route’s paths', async () => {
    const [key, body] = [randomUUID(), announcement()];
    const first = await announce(key, body);
    const alias = await session.call('POST', '/api/contracts', body, { 'idempotency-key': key });
    expect(alias.headers.get('idempotency-replayed')).toBe('true');
    expect(alias.body).toEqual(first.body);
  });

  it('is refused with 422 when it is another request, and nothing is done', async () => {
    const [key, body] = [randomUUID(), announcement()];
    await announce(key, body);
    const before = await customers();
    const other = await announce(key, { ...body, size: 11 });
    expect(other.status).toBe(422);
    expect(other.body).toMatchObject({
      code: 'idempotency_key_reused',
      data: { request_id: expect.any(String) },
    });
    expect(await customers()).toBe(before);
  });

  it('is refused with 422 when it names another record', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
    const { id } = await session.upload(file, { name: `Customer ${++count}` });
    await session.settled(id);
    const other = await session.expect('POST', '/api/v1/contracts', announcement());
    const parse = (contract: string) =>
      session.call('POST', `/api/v1/contracts/${contract}/parse`, undefined, headers);
    expect((await parse(id)).status).toBe(202);
    expect((await parse(other.contract.id)).body.code).toBe('idempotency_key_reused');
    expect((await parse(id)).headers.get('idempotency-replayed')).toBe('true');
    expect((await session.settled(id)).run).toBe(2);
  });
});

describe('a key', () => {
  it('belongs to one route: the same key elsewhere is another', async () => {
    const key = randomUUID();
    expect((await announce(key, announcement())).status).toBe(201);
    const person = await session.call(
      'POST',
      '/api/v1/stakeholders',
      { customer_id: customerId, name: 'Grace' },
      { 'idempotency-key': key },
    );
    expect(person.status).toBe(201);
    expect(person.headers.has('idempotency-replayed')).toBe(false);
  });

  it('belongs to one organization: nobody is answered what somebody else was', async () => {
    const other = await newAdmin(system.current.appUrl);
    const [key, body] = [randomUUID(), announcement()];
    const mine = await announce(key, body);
    const theirs = await announce(key, body, other);
    expect(theirs.status).toBe(201);
    expect(theirs.headers.has('idempotency-replayed')).toBe(false);
    expect(theirs.body.contract.id).not.toBe(mine.body.contract.id);
  });

  it('is free again after a refusal: the request can be mended and sent again', async () => {
    const key = randomUUID();
    const taken = announcement();
    await session.expect('POST', '/api/v1/contracts', taken);
    for (let attempt = 0; attempt < 2; attempt++)
      expect((await announce(key, taken)).body.code).toBe('customer_exists');
    expect((await announce(key, { ...taken, size: 0 })).body.code).toBe('validation_failed');
    const mended = await announce(key, { ...taken, customer: { ...taken.customer, allow_duplicate: true } });
    expect(mended.status).toBe(201);
    expect(mended.headers.has('idempotency-replayed')).toBe(false);
  });

  it.each(['', 'two words', 'a'.repeat(256), 'é'])('is refused with 400 as %j', async (key) => {
    const before = await customers();
    const refused = await announce(key, announcement());
    expect(refused.status).toBe(400);
    expect(refused.body.code).toBe('invalid_idempotency_key');
    expect(await customers()).toBe(before);
  });

  it('changes nothing where nothing is created: reads and public routes do not know it', async () => {
    const headers = { 'idempotency-key': 'two words' };
    expect((await session.call('GET', '/api/v1/contracts', undefined, headers)).status).toBe(200);
    expect((await session.call('GET', '/api/v1/auth/config', undefined, headers)).status).toBe(200);
  });
});
