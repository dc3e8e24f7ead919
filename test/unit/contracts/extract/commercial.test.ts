import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extract } from '../../../../shared/contracts/extract/index.ts';
import { plainValues } from '../../../../shared/contracts/extract/plain.ts';
import { document, table } from './document.ts';

interface Values {
  readonly pricing: readonly {
    readonly item: string;
    readonly quantity: number | null;
    readonly unitPrice: number | null;
    readonly amount: number | null;
    readonly period: string | null;
  }[];
  readonly entitlements: readonly unknown[];
  readonly totals: { readonly annual: number | null; readonly total: number | null };
}

const read = (lines: readonly string[], tables: Parameters<typeof document>[1] = []) =>
  plainValues(extract(document(lines, tables))) as unknown as Values;

describe('prices in sentences', () => {
  test('have their item and how often they are due; a sum insured is none', () => {
    const { pricing } = read([
      'ORDER',
      'Fees',
      'The onboarding package costs €4,500.00, once. The analytics module is charged at €250.00 per month. Weekend visits are priced at €240.00 for each visit. The supplier maintains liability insurance of €2,000,000.00.',
    ]);
    expect(pricing).toMatchObject([
      { item: 'onboarding package', amount: 4500, currency: 'EUR', period: 'one_time' },
      { item: 'analytics module', amount: 250, period: 'month' },
      { item: 'Weekend visits', unitPrice: 240, amount: null, period: 'other' },
    ]);
  });

  test.each([
    'Der Anbieter unterhält eine Haftpflichtversicherung von 5.000.000,00 €.',
    'La responsabilidad total de cada parte no supera 300.000,00 €.',
    "L'école est assurée en responsabilité civile pour 1.250.000,00 €.",
    'Under the former order the service cost $1,390.00 a month.',
    'Fees paid before the amendment came to $84,300.00.',
  ])('that limit, insure or are past are none: %s', (sentence) => {
    expect(read(['ORDER', 'Fees and charges', sentence]).pricing).toEqual([]);
  });

  test('that rise by the year are one line a year', () => {
    const { pricing, totals } = read([
      'ORDER',
      'Fees',
      'The subscription fee is $20,000.00 in the first year, $22,000.00 in the second year and $24,200.00 in the third year.',
    ]);
    expect(pricing.map(({ item, amount, period }) => [item, amount, period])).toEqual([
      ['subscription fee, year 1', 20000, 'year'],
      ['subscription fee, year 2', 22000, 'year'],
      ['subscription fee, year 3', 24200, 'year'],
    ]);
    expect(totals.total).toBeNull();
  });

  test('with a count and its sum are one line, and what is counted is an entitlement', () => {
    const { pricing, entitlements } = read([
      'ORDER',
      'Fees',
      'Helpdesk cover for 140 workstations at $58.00 each, which makes $8,120.00 a year.',
    ]);
    expect(pricing).toMatchObject([
      { item: 'Helpdesk cover', quantity: 140, unitPrice: 58, amount: 8120, period: 'year' },
    ]);
    expect(entitlements).toMatchObject([{ product: 'Helpdesk cover', quantity: 140, unit: 'workstations' }]);
  });
});

describe('price tables', () => {
  test('of an amendment give what holds from now on', () => {
    const { pricing, entitlements, totals } = read(
      ['AMENDMENT No. 1', 'Charges'],
      [
        table(
          [
            ['Service', 'Until 30 June 2026', '', '', 'From 1 July 2026', '', ''],
            ['', 'Qty', 'Each', 'Year', 'Qty', 'Each', 'Year'],
            ['Sensor line', '54', '$10.00', '$540.00', '62 lines', '$9.00', '$558.00'],
            ['Gateway', '1', '$700.00', '$700.00', '2 gateways', '$650.00', '$1,300.00'],
            ['Yearly total', '', '', '$1,240.00', '', '', '$1,858.00'],
          ],
          0,
        ),
      ],
    );
    expect(pricing).toMatchObject([
      { item: 'Sensor line', quantity: 62, unitPrice: 9, amount: 558, period: 'year' },
      { item: 'Gateway', quantity: 2, unitPrice: 650, amount: 1300, period: 'year' },
    ]);
    expect(entitlements).toMatchObject([
      { product: 'Sensor line', quantity: 62, unit: 'lines' },
      { product: 'Gateway', quantity: 2, unit: 'gateways' },
    ]);
    expect(totals.annual).toBe(1858);
  });

  test('of instalments take a due date for no count', () => {
    const { pricing, entitlements, totals } = read(
      ['CONTRACT', 'Payment'],
      [
        table([
          ['Milestone', 'Due', 'Amount'],
          ['Design accepted', '19 June 2026', '$10,000.00'],
          ['Pilot live', '31 July 2026', '$15,000.00'],
          ['Handover', '27 November 2026', '$5,000.00'],
          ['Contract price', '', '$30,000.00'],
        ]),
      ],
    );
    expect(pricing.map(({ quantity, amount, period }) => [quantity, amount, period])).toEqual([
      [null, 10000, 'one_time'],
      [null, 15000, 'one_time'],
      [null, 5000, 'one_time'],
    ]);
    expect(entitlements).toEqual([]);
    expect(totals.total).toBe(30000);
  });

  test('of commissions are rates', () => {
    const { pricing } = read(
      ['CONTRACT', 'Commission'],
      [
        table([
          ['Line of business', 'Commission'],
          ['Property', '12.5%'],
          ['Motor fleet', '9%'],
        ]),
      ],
    );
    expect(pricing).toMatchObject([
      { item: 'Property', amount: 12.5, currency: '%' },
      { item: 'Motor fleet', amount: 9, currency: '%' },
    ]);
  });

  test('with one product and continental figures keep their count', () => {
    const { pricing, entitlements, totals } = read(
      ['VERTRAG'],
      [
        table([
          ['Position', 'Menge', 'Einzelpreis', 'Betrag'],
          ['Lizenz Arbeitsplatz', '25 Lizenzen', '1.840,00 €', '46.000,00 €'],
          ['Rabatt', '', '', '-2.000,00 €'],
          ['Summe', '', '', '44.000,00 €'],
        ]),
      ],
    );
    expect(pricing).toMatchObject([
      { item: 'Lizenz Arbeitsplatz', unitPrice: 1840, amount: 46000, currency: 'EUR' },
      { item: 'Rabatt', amount: -2000 },
    ]);
    expect(entitlements).toMatchObject([{ product: 'Lizenz Arbeitsplatz', quantity: 25 }]);
    expect(totals.total).toBe(44000);
  });

  test('are read to the cent, whatever the prices', () => {
    const line = fc.record({
      count: fc.integer({ min: 1, max: 999 }),
      price: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 2, maxLength: 6 }),
        fc.constantFrom('en', 'de'),
        (lines, language) => {
          const money = (minor: number) =>
            new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(minor / 100);
          const total = lines.reduce((sum, { count, price }) => sum + count * price, 0);
          const { pricing, totals } = read(
            ['ORDER FORM'],
            [
              table([
                ['Product', 'Quantity', 'Unit price', 'Annual fee'],
                ...lines.map(({ count, price }, index) => [
                  `Module ${'ABCDEF'.charAt(index)}`,
                  `${count} users`,
                  money(price),
                  money(count * price),
                ]),
                ['Annual total', '', '', money(total)],
              ]),
            ],
          );
          expect(pricing.map(({ quantity, unitPrice, amount }) => [quantity, unitPrice, amount])).toEqual(
            lines.map(({ count, price }) => [count, price / 100, (count * price) / 100]),
          );
          expect(totals.annual).toBe(total / 100);
        },
      ),
    );
  });
});

describe('entitlements in sentences', () => {
  test('are the licences granted, with their product', () => {
    const { entitlements } = read([
      'SUBSCRIPTION AGREEMENT',
      'Provider grants Customer 250 named user licences of Tarn Charting and twelve (12) administrator seats for Tarn Insight.',
    ]);
    expect(entitlements).toMatchObject([
      { product: 'Tarn Charting', quantity: 250, unit: 'named user licences' },
      { product: 'Tarn Insight', quantity: 12, unit: 'administrator seats' },
    ]);
  });
});
