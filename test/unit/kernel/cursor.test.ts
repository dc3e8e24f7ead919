import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCursor, seal, sealCursor, unseal } from '../../../shared/kernel/cursor.ts';
import { Problem } from '../../../shared/kernel/problem.ts';
import { actorFor, hostile, OTHER_TENANT, TENANT } from './actors.ts';

const text = fc.string({ unit: 'grapheme' });
const item = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(text, fc.integer(), fc.boolean()));
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('a sealed cursor', () => {
  it('opens to what was sealed, for its own key and scope', () => {
    fc.assert(
      fc.property(text, text, item, (key, scope, last) => {
        expect(unseal(key, scope, seal(key, scope, last))).toEqual(plain(last));
      }),
    );
  });

  it('stays shut for any other key or scope', () => {
    fc.assert(
      fc.property(text, text, text, text, item, (key, scope, otherKey, otherScope, last) => {
        fc.pre(key !== otherKey || scope !== otherScope);
        const cursor = seal(key, scope, last);
        // HMAC pads short keys with zeros: keys that differ only in these are one key.
        fc.pre(key.replace(/\0+$/, '') !== otherKey.replace(/\0+$/, '') || scope !== otherScope);
        expect(unseal(otherKey, otherScope, cursor)).toBeUndefined();
      }),
    );
  });

  it('stays shut after any change to any of its characters', () => {
    fc.assert(
      fc.property(item, fc.nat(), fc.string({ unit: 'binary', maxLength: 2 }), (last, at, replacement) => {
        const cursor = seal('key', 'scope', last);
        const place = at % cursor.length;
        const changed = cursor.slice(0, place) + replacement + cursor.slice(place + 1);
        fc.pre(changed !== cursor);
        expect(unseal('key', 'scope', changed)).toBeUndefined();
      }),
    );
  });

  it('cannot be made from text that was not sealed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          fc.base64String(),
          fc.tuple(hostile, hostile).map((parts) => parts.join('.')),
        ),
        (forged) => {
          expect(unseal('key', 'scope', forged)).toBeUndefined();
        },
      ),
    );
  });

  it('does not move the border between scope and payload: what one says the other cannot', () => {
    const [payload = '', signature] = seal('key', 'scope', { a: 1 }).split('.');
    expect(unseal('key', `scope${payload[0]}`, `${payload.slice(1)}.${signature}`)).toBeUndefined();
  });
});

describe('a list’s cursor', () => {
  beforeEach(() => {
    vi.stubEnv('CURSOR_KEY_SECRET', 'cursor-key');
    vi.spyOn(SecretsManagerClient.prototype, 'send').mockImplementation((async () => ({
      SecretString: 'the signing key',
    })) as never);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('goes on for its tenant and query, and is refused with 400 for every other', async () => {
    const [own, other] = [actorFor(TENANT), actorFor(OTHER_TENANT)];
    const query = { limit: 20, status: 'ready' };
    const cursor = (await sealCursor(own, query, { pk: 'p', sk: 's' })) ?? '';
    expect(await openCursor(own, query, cursor)).toEqual({ pk: 'p', sk: 's' });
    for (const [actor, asked] of [
      [other, query],
      [own, { ...query, status: 'failed' }],
      [own, { limit: 20 }],
      [own, {}],
    ] as const)
      await expect(openCursor(actor, asked, cursor)).rejects.toMatchObject({
        status: 400,
        code: 'invalid_cursor',
      });
  });

  it('is null on the last page, and none means the first', async () => {
    const actor = actorFor(TENANT);
    expect(await sealCursor(actor, {}, undefined)).toBeNull();
    expect(await openCursor(actor, {}, undefined)).toBeUndefined();
    await expect(openCursor(actor, {}, 'x.y')).rejects.toBeInstanceOf(Problem);
  });
});
