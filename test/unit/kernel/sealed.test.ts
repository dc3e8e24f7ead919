import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWith, type Place, sealWith } from '../../../shared/kernel/sealed.ts';

const key = randomBytes(32);
const WRAPPED = 'd3JhcHBlZA';
const place: Place = {
  tenantId: '01JQ3V9N0W8ZC7KXH5T2R4M6PA',
  record: ['T#01JQ3V9N0W8ZC7KXH5T2R4M6PA#CUSTOMER#x', 'STAKEHOLDER#y'],
  field: 'phone',
};
const payload = (sealed: string) => sealed.slice(`sealed:1:${WRAPPED}:`.length);
const seal = (text: string) => payload(sealWith({ key, wrapped: WRAPPED }, place, text));

describe('a sealed value', () => {
  it('is opened as what it was, and is another one each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = seal(text);
        expect(openWith(key, place, sealed)).toBe(text);
        expect(seal(text)).not.toBe(sealed);
      }),
    );
  });

  it('with any one bit changed, or cut anywhere, is refused', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(), fc.nat(7), (text, at, bit) => {
        const bytes = Buffer.from(seal(text), 'base64url');
        const place_ = at % bytes.length;
        const changed = Buffer.from(bytes);
        changed[place_] = (bytes[place_] ?? 0) ^ (1 << bit);
        expect(() => openWith(key, place, changed.toString('base64url'))).toThrow();
        expect(() => openWith(key, place, bytes.subarray(0, place_).toString('base64url'))).toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('is opened nowhere but where it was sealed: not by another tenant, record, field or key', () => {
    const sealed = seal('+49 30 1234');
    const [pk, sk] = place.record;
    for (const elsewhere of [
      { ...place, tenantId: '01JQ3V9N0W8ZC7KXH5T2R4M6PB' },
      { ...place, record: [pk, `${sk}2`] as const },
      { ...place, record: [`${pk}2`, sk] as const },
      { ...place, field: 'email' },
    ])
      expect(() => openWith(key, elsewhere, sealed)).toThrow();
    expect(() => openWith(randomBytes(32), place, sealed)).toThrow();
  });
});
