import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, type Field } from '../../../../shared/contracts/fact.ts';
import { valueSchema } from '../../../../shared/contracts/fact-values.ts';

const takes = (field: Field, value: unknown) => valueSchema(field).safeParse(value).success;

describe('a value that a person enters', () => {
  it('is taken or refused, whatever it is: nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELDS),
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        (field, value) => {
          expect(() => valueSchema(field).safeParse(value)).not.toThrow();
        },
      ),
    );
  });

  it('when it is a number, is one that the table keeps as it is', () => {
    const numbers = fc.oneof(
      fc.double(),
      fc.constantFrom(1e308, 5e-324, 1e-130, 1e126, Number.MAX_SAFE_INTEGER + 1, -0, Infinity, NaN),
    );
    fc.assert(
      fc.property(numbers, (number) => {
        const values: [Field, object][] = [
          ['entitlements', { product: 'Seats', quantity: number }],
          ['pricing', { item: 'Seats', quantity: number }],
          ['pricing', { item: 'Seats', percent: number }],
          ['pricing', { item: 'Seats', amount: { minor: number, currency: 'USD' } }],
          ['totals', { annual: { minor: number, currency: 'USD' } }],
        ];
        for (const [field, value] of values) {
          if (!takes(field, value)) continue;
          const { n } = marshall({ n: number });
          expect(Number(n?.N)).toBe(number === 0 ? 0 : number);
          expect(number === 0 || (Math.abs(number) >= 1e-6 && Math.abs(number) < 1e16)).toBe(true);
        }
      }),
    );
    expect(takes('entitlements', { product: 'Seats', quantity: 0.5 })).toBe(true);
    expect(takes('entitlements', { product: 'Seats', quantity: -1 })).toBe(false);
    expect(takes('pricing', { item: 'Discount', percent: -12.5 })).toBe(true);
  });

  it('when it is a whole day, is a day of the calendar', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9999 }), fc.nat({ max: 20 }), fc.nat({ max: 40 }), (year, month, day) => {
        const text = [
          String(year).padStart(4, '0'),
          ...[month, day].map((part) => String(part).padStart(2, '0')),
        ].join('-');
        const exists =
          month >= 1 &&
          month <= 12 &&
          day >= 1 &&
          day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
        expect(takes('effectiveDate', text), text).toBe(exists && year >= 1900 && year < 2200);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['2027', '2027-05', '2028-02-29']) expect(takes('effectiveDate', text)).toBe(true);
    for (const text of [
      '2027-00',
      '2027-13',
      '2027-2-3',
      '2027-02-29',
      ' 2027',
      '2027\n',
      'perpetual',
      '1899',
      '2200',
    ])
      expect(takes('effectiveDate', text), text).toBe(false);
    expect(takes('expirationDate', 'perpetual')).toBe(true);
  });

  it.each([
    ['term', '36 months', true],
    ['term', '1 year', true],
    ['term', '99 years', true],
    ['term', '100 years', false],
    ['term', 'perpetual', true],
    ['term', '0 months', false],
    ['term', '1.5 years', false],
    ['term', '12345 days', false],
    ['paymentTerms', 'net 30', true],
    ['paymentTerms', 'net 3000', false],
    ['totals', { annual: { minor: 1.5, currency: 'USD' } }, false],
    ['totals', { annual: { minor: 100, currency: 'usd' } }, false],
    ['parties', { name: 'Acme', role: 'customer', isAdmin: true }, false],
    ['stakeholders', { name: 'Jane', email: `${'a'.repeat(400)}@example.com` }, false],
    ['stakeholders', { name: 'Jane', roles: Array.from({ length: 8 }, () => 'billing') }, false],
    ['stakeholders', { name: 'Jane' }, true],
  ] as const)('for %s: is %j taken? %s', (field, value, expected) => {
    expect(takes(field, value)).toBe(expected);
  });
});
