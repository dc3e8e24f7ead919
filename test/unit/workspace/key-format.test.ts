import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/kernel/ids.ts';
import { hashOf, hintOf, makeKey, readKey } from '../../../shared/workspace/key-format.ts';
import { KEY_PERMISSIONS, keyGrants } from '../../../shared/workspace/key-grants.ts';

const stages = fc.constantFrom('dev', 'staging', 'prod');

describe('an API key', () => {
  it('is read back as what it was made for, by its own kind of stage only', () => {
    fc.assert(
      fc.property(stages, stages, (made, read) => {
        const id = newId();
        const key = makeKey(made, id);
        expect(readKey(read, key)).toBe((made === 'prod') === (read === 'prod') ? id : undefined);
      }),
    );
  });

  it('with any one character changed, left out or doubled is refused without a lookup', () => {
    const character = fc.constantFrom(...'0123456789ABCXYZabcxyz_- ');
    fc.assert(
      fc.property(fc.nat(200), character, fc.constantFrom('change', 'drop', 'double'), (at, sign, how) => {
        const key = makeKey('dev', newId());
        const place = at % key.length;
        const middle = { change: sign, drop: '', double: `${key[place]}${key[place]}` }[how];
        const wrong = key.slice(0, place) + middle + key.slice(place + 1);
        fc.pre(wrong !== key);
        expect(readKey('dev', wrong)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('never repeats, and its hint gives away four characters of the secret', () => {
    const keys = Array.from({ length: 200 }, () => makeKey('dev', '01JQ3V9N0W8ZC7KXH5T2R4M6PA'));
    expect(new Set(keys.map(hashOf)).size).toBe(200);
    for (const key of keys) expect(hintOf(key)).toHaveLength(17);
  });

  it('is found by secret scanners: the documented pattern matches every one', () => {
    const pattern = /\bgw_(live|test)_[0-7][0-9A-HJKMNP-TV-Z]{25}_[0-9A-Za-z]{49}\b/;
    for (const stage of ['dev', 'prod']) expect(makeKey(stage, newId())).toMatch(pattern);
  });
});

describe('the grants of a key', () => {
  it('are never more than what keys may have, whatever was stored', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (noise) => {
        const grants = keyGrants({
          ...noise,
          'apikey:manage': 'org',
          'team:manage': 'org',
          'platform:manage': 'platform',
          'customer:read': 'org',
        });
        for (const permission of grants.keys()) expect(KEY_PERMISSIONS).toContain(permission);
        expect(grants.get('customer:read')).toBe('org');
      }),
    );
  });
});
