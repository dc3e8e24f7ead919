import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../shared/kernel/http.ts';
import { once, type Purpose, recordId } from '../../../shared/kernel/idempotency.ts';
import { log } from '../../../shared/kernel/log.ts';
import { type Harness, start } from '../local/dynamodb/harness.ts';
import { actorFor, OTHER_TENANT, TENANT } from './actors.ts';

vi.mock('../../../shared/kernel/tenant-credentials.ts', () => ({
  tenantCredentials: async () => CREDENTIALS,
}));
const CREDENTIALS = vi.hoisted(() => ({
  accessKeyId: 'key',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  expiration: new Date('2100-01-01'),
}));

let table: Harness;
beforeAll(async () => {
  table = await start();
  await table.createTable();
  const endpoint = await table.client.config.endpoint?.();
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://${endpoint?.hostname}:${endpoint?.port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('TABLE_NAME', 'records');
});
afterAll(() => {
  vi.unstubAllEnvs();
  return table.end();
});

const START = new Date('2026-11-21T10:00:00Z');
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const later = (seconds: number) => vi.setSystemTime(START.getTime() + seconds * 1000);

let count = 0;
const purpose = (): Purpose => ({
  key: `key-${++count}`,
  route: 'POST /things',
  request: ['a'],
  remainingMs: 15_000,
});
const first = actorFor(TENANT);
/** Another request of the same account. */
const second = { ...first, requestId: 'request-2' };

/** Work that ends when it is told to, and says when it has begun. */
function held() {
  const answer = Promise.withResolvers<unknown>();
  const begun = Promise.withResolvers<void>();
  const work = () => {
    begun.resolve();
    return answer.promise.then(ok);
  };
  return { work, begun: begun.promise, end: answer.resolve };
}
const never = () => Promise.reject(new Error('This must not be done.'));
const inProgress = { status: 409, code: 'idempotency_in_progress', headers: { 'retry-after': '1' } };

describe('work with a key', () => {
  it('is done once; its answer is given again for 24 hours, and then the key is free', async () => {
    const thing = purpose();
    expect(await once(first, thing, async () => ok({ id: 1 }))).toEqual(ok({ id: 1 }));
    later(24 * 3600);
    expect(await once(second, thing, never)).toEqual({
      ...ok({ id: 1 }),
      headers: { 'idempotency-replayed': 'true' },
    });
    later(24 * 3600 + 1);
    expect(await once(second, thing, async () => ok({ id: 2 }))).toEqual(ok({ id: 2 }));
  });

  it('is not done beside itself', async () => {
    const thing = purpose();
    const { work, begun, end } = held();
    const running = once(first, thing, work);
    await begun;
    await expect(once(second, thing, never)).rejects.toMatchObject(inProgress);
    end({ id: 1 });
    await running;
    expect((await once(second, thing, never)).body).toEqual({ id: 1 });
  });

  it('that failed frees its key, and its error is the answer', async () => {
    const thing = purpose();
    const failure = new Error('x');
    await expect(once(first, thing, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await once(second, { ...thing, request: ['other'] }, async () => ok({ id: 2 }))).toEqual(
      ok({ id: 2 }),
    );
  });

  it('whose worker died can be done again when that worker’s time is over, not before', async () => {
    const thing = purpose();
    const dead = held();
    const running = once(first, thing, dead.work);
    await dead.begun;
    await expect(once(second, thing, never)).rejects.toMatchObject(inProgress);
    later(15);
    await expect(once(second, thing, never)).rejects.toMatchObject(inProgress);
    later(16);
    expect(await once(second, thing, async () => ok({ id: 2 }))).toEqual(ok({ id: 2 }));
    // Should it wake up after all, it neither replaces the answer nor frees the key.
    vi.spyOn(log, 'warn').mockImplementation(() => {});
    dead.end({ id: 1 });
    await running;
    expect((await once(second, thing, never)).body).toEqual({ id: 2 });
  });

  it('is an answer even when that answer is too large to be kept', async () => {
    const warned = vi.spyOn(log, 'warn').mockImplementation(() => {});
    const answer = ok({ text: 'a'.repeat(500_000) });
    expect(await once(first, purpose(), async () => answer)).toEqual(answer);
    expect(warned).toHaveBeenCalledOnce();
  });

  it('of another kind is refused, while the first is at work and afterwards', async () => {
    const thing = purpose();
    const { work, begun, end } = held();
    const running = once(first, thing, work);
    const other = { ...thing, request: ['b'] };
    const reused = { status: 422, code: 'idempotency_key_reused' };
    await begun;
    await expect(once(second, other, never)).rejects.toMatchObject(reused);
    end({});
    await running;
    await expect(once(second, other, never)).rejects.toMatchObject(reused);
  });
});

describe('a key', () => {
  it('is one account’s for one route in one organization', async () => {
    const { key, route } = purpose();
    const colleague = { ...first, id: 'account-2' };
    const ids = [
      recordId(first, { key, route }),
      recordId(colleague, { key, route }),
      recordId(first, { key, route: 'POST /others' }),
      recordId(first, { key: `${key}x`, route }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    const thing = { ...purpose(), key };
    for (const actor of [first, colleague, actorFor(OTHER_TENANT)])
      expect(await once(actor, thing, async () => ok(actor.id))).toEqual(ok(actor.id));
  });

  it('cannot borrow from its neighbour: no part runs into the next', () => {
    expect(recordId({ ...first, id: 'a' }, { route: 'b', key: 'c' })).not.toBe(
      recordId({ ...first, id: 'ab' }, { route: '', key: 'c' }),
    );
  });

  it.each(['', ' ', 'two words', 'é', 'a\n', 'a'.repeat(256)])(
    'is refused as %j before anything is done',
    async (key) => {
      await expect(once(first, { ...purpose(), key }, never)).rejects.toMatchObject({
        status: 400,
        code: 'invalid_idempotency_key',
      });
    },
  );
});
