import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/kernel/problem.ts';
import { type CustomField, changedValues, FIELD_TYPES } from '../../../shared/workspace/custom-fields.ts';

const field = (key: string, type: CustomField['type'], more: Partial<CustomField> = {}): CustomField => ({
  key,
  type,
  label: key,
  help: '',
  required: false,
  options: [],
  archived: false,
  ...more,
});

const options = [
  { value: 'gold', label: 'Gold', archived: false },
  { value: 'old', label: 'Old', archived: true },
];

/** One good and some bad values of each type. */
const VALUES: Readonly<Record<CustomField['type'], readonly [unknown, ...unknown[]]>> = {
  text: ['Blue', '', 'two\nlines', 5, 'x'.repeat(301)],
  long_text: ['Two\nlines', '', 5],
  number: [1.5, '1', Number.NaN, Number.POSITIVE_INFINITY],
  money: [
    { minor: 100, currency: 'EUR' },
    { minor: 1.5, currency: 'EUR' },
    { minor: 1, currency: 'euro' },
    5,
  ],
  date: ['2027-02-28', '2027-02-30', '28.02.2027', 20270228],
  boolean: [false, 'false', 0],
  choice: ['gold', 'old', 'silver', ['gold']],
  multi_choice: [['gold'], [], ['gold', 'gold'], ['silver'], 'gold'],
  url: ['https://example.com/a', 'javascript:alert(1)', 'example.com', 'ftp://example.com'],
  email: ['ada@example.com', 'ada', ''],
};

const refused = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return (error.data.errors as { field: string }[]).map(({ field }) => field);
    throw error;
  }
  return undefined;
};

describe('a value', () => {
  it.each(FIELD_TYPES)(
    'of type %s is taken when it is one, and refused with its field when it is none',
    (type) => {
      const fields = [field('f', type, type.includes('choice') ? { options } : {})];
      const [good, ...bad] = VALUES[type];
      expect(changedValues(fields, {}, { f: good })).toEqual({ f: good });
      for (const value of bad)
        expect(refused(() => changedValues(fields, {}, { f: value }))?.[0], JSON.stringify(value)).toMatch(
          /^custom\.f/,
        );
    },
  );

  it('of an archived field stays and is not changed; of no field is refused', () => {
    const fields = [field('a', 'text', { archived: true }), field('b', 'text')];
    const before = { a: 'kept' };
    expect(changedValues(fields, before, { b: 'new' })).toEqual({ a: 'kept', b: 'new' });
    expect(refused(() => changedValues(fields, before, { a: 'x', c: 'y', b: 5 }))).toEqual([
      'custom.a',
      'custom.c',
      'custom.b',
    ]);
  });

  it('is emptied by null, unless it is required', () => {
    expect(changedValues([field('a', 'text')], { a: 'x' }, { a: null })).toEqual({});
    expect(
      refused(() => changedValues([field('a', 'text', { required: true })], { a: 'x' }, { a: null })),
    ).toEqual(['custom.a']);
  });

  it('whatever is sent, nothing but a Problem is thrown, and what is not named stays', () => {
    const fields = FIELD_TYPES.map((type) => field(type, type, type.includes('choice') ? { options } : {}));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELD_TYPES, 'constructor'), fc.jsonValue()), (given) => {
        let after: Readonly<Record<string, unknown>> | undefined;
        if (refused(() => (after = changedValues(fields, { kept: 1 }, given)))) return;
        expect(after?.kept).toBe(1);
      }),
    );
  });
});
