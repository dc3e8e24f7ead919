import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../shared/customers/customer.ts';

const names = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('a', 'É', '#', '＃', ' ', ',', '.', 'ﷺ', '😀', 'İ', 'ẞ', 'ﬁ', '\u0301'),
    maxLength: 300,
  }),
  fc
    .array(fc.constantFrom('Acme', 'Co', 'Inc.', 'GmbH', ', Ltd', 'AG', 'Holding', '#', '\t'), {
      maxLength: 60,
    })
    .map((words) => words.join(' ')),
);

describe('the key of a name', () => {
  it('is its own key', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 2000 },
    );
  });

  it('has no "#", no blank at its ends and no half character, and fits a sort key with an id', () => {
    fc.assert(
      fc.property(names, (name) => {
        const key = nameKey(name);
        expect(key).not.toContain('#');
        expect(key).toBe(key.trim());
        expect(key.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(`${key}#01JQ3V9N0W8ZC7KXH5T2R4M6PA`)).toBeLessThan(1024);
      }),
      { numRuns: 2000 },
    );
  });

  it('says nothing of case', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcxyz äöé') }), (name) => {
        expect(nameKey(name.toUpperCase())).toBe(nameKey(name));
      }),
    );
  });

  it.each([
    ['Acme', 'ACME, Inc.'],
    ['Acme', 'acme incorporated'],
    ['Café Zürich', 'CAFE ZURICH GmbH'],
    ['Acme Holding', 'Acme   Holding Co., Ltd.'],
    ['Müller', 'Mu\u0308ller AG'],
  ])('is the same for %s and %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ['Acme', 'Acme Labs'],
    ['Inc', 'Ltd'],
    ['Costco', 'Cost'],
    ['Saga', 'Sag'],
  ])('tells %s from %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});
