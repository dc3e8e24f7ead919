import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_EXTRACTION, type Extraction, type Fact } from '../../../../shared/contracts/extraction.ts';
import { assess, ground, groundExtraction } from '../../../../shared/contracts/grounding/index.ts';
import { document, table } from '../extract/document.ts';

const CONTRACT = document(
  [
    'Service Agreement of 1 April 2025 between Quill & Tarn Software, Inc. ("Quill") and Mossbank Clinics, LLC ("Customer").',
    'The initial term is thirty-six (36) months. Invoices are payable within 30 days of receipt.',
    'Contact: Inés Vargá, Head of Operations, ines@quill.example, (503) 555-0101.',
    'This agreement is governed by the laws of the State of Oregon.',
    'Tarn Charting, 40 clinicians, costs $12,000.00 a year. Availability is 99.9% each month.',
    'Users sign ln through SAML 2.0 slngle sign-on of the Custorner.',
  ],
  [],
);

const claim = <T>(value: T, quote?: string): Fact<T> => ({
  value,
  evidence: quote === undefined ? [] : [{ page: 9, quote, box: null }],
  confidence: 0.9,
  method: 'model',
  needsReview: false,
});

const grounded = (facts: Partial<Extraction>) =>
  groundExtraction({ ...EMPTY_EXTRACTION, ...facts }, CONTRACT);

describe('a value', () => {
  test('is found with page, the words as printed, and a box inside its line', () => {
    const [evidence] = ground('Mossbank Clinics, LLC', { kind: 'text' }, CONTRACT);
    expect(evidence).toMatchObject({ page: 1, quote: 'Mossbank Clinics, LLC' });
    expect(evidence?.box?.width).toBeLessThan(0.8);
    expect(evidence?.box?.left).toBeGreaterThan(0.1);
  });

  test.each([
    ['INES VARGA', 'text', 'Inés Vargá'],
    [
      'Users sign in through SAML 2.0 single sign-on of the Customer',
      'text',
      'Users sign ln through SAML 2.0 slngle sign-on of the Custorner',
    ],
    ['2025-04-01', 'date', '1 April 2025'],
    ['2025-04', 'date', '1 April 2025'],
    ['3 years', 'duration', 'thirty-six (36) months'],
    ['Oregon', 'law', 'Oregon'],
    ['net 30', 'payment-terms', '30 days'],
  ] as const)('is found by its meaning: %s as %s', (value, kind, quote) => {
    expect(ground(value, { kind }, CONTRACT)[0]?.quote).toBe(quote);
  });

  test('of money or number is found in its figures', () => {
    expect(ground({ minor: 1_200_000, currency: 'USD' }, { kind: 'money' }, CONTRACT)[0]?.quote).toBe(
      '$12,000.00',
    );
    expect(ground(40, { kind: 'number' }, CONTRACT)[0]?.quote).toBe('40');
    expect(ground(99.9, { kind: 'percent' }, CONTRACT)[0]?.quote).toBe('99.9');
  });

  test('that the document does not hold has no evidence', () => {
    expect(ground('Marsh & Vale Ltd.', { kind: 'text' }, CONTRACT)).toEqual([]);
    expect(ground('Theo Lund', { kind: 'text' }, CONTRACT)).toEqual([]);
    expect(ground('2025-04-02', { kind: 'date' }, CONTRACT)).toEqual([]);
    expect(ground('24 months', { kind: 'duration' }, CONTRACT)).toEqual([]);
    expect(ground('Texas', { kind: 'law' }, CONTRACT)).toEqual([]);
    expect(ground({ minor: 1_200_001, currency: 'USD' }, { kind: 'money' }, CONTRACT)).toEqual([]);
    expect(
      ground({ minor: 1_200_000, currency: 'EUR' }, { kind: 'date' }, document(['$12,000.00'])),
    ).toHaveLength(1);
  });

  test('is not found inside another word', () => {
    expect(ground('arn', { kind: 'text' }, CONTRACT)).toEqual([]);
  });

  test('that stands in several places is taken from the quoted words', () => {
    const twice = document(['Fee one is $500.00.', 'Fee two is $500.00 too.']);
    expect(
      ground({ minor: 50_000, currency: 'USD' }, { kind: 'money', quote: 'Fee two is $500.00' }, twice)[0]
        ?.box?.top,
    ).toBeCloseTo(0.01);
  });

  test('cut out of the document is always found in it', () => {
    const words = CONTRACT.pages[0]?.lines.flatMap((line) => line.text.split(' ')) ?? [];
    const first = CONTRACT.pages[0]?.lines[0]?.text.split(' ') ?? [];
    fc.assert(
      fc.property(fc.nat(first.length - 1), fc.nat(5), (start, length) => {
        const text = first.slice(start, start + length + 1).join(' ');
        fc.pre(/[\p{L}\p{N}]/u.test(text));
        expect(ground(text, { kind: 'text' }, CONTRACT).length).toBeGreaterThan(0);
      }),
    );
    expect(words.length).toBeGreaterThan(20);
  });
});

describe('what a model says', () => {
  test('is confirmed with the evidence of the document, not with its own', () => {
    const { agreementDate } = grounded({ agreementDate: claim('2025-04-01', 'invented words') });
    expect(agreementDate).toMatchObject({
      needsReview: false,
      evidence: [{ page: 1, quote: '1 April 2025' }],
    });
  });

  test('and the document does not hold is never presented as fact', () => {
    const result = grounded({
      documentName: claim('Master Lease'),
      governingLaw: claim('Texas', 'laws of Texas'),
      parties: [claim({ name: 'Marsh & Vale Ltd.', role: 'customer' as const, aliases: [] })],
      pricing: [
        claim({
          item: 'Tarn Charting',
          quantity: 40,
          unitPrice: null,
          amount: { minor: 999_900, currency: 'USD' },
          percent: null,
          period: 'year' as const,
        }),
      ],
      totals: claim({ annual: { minor: 1, currency: 'USD' }, total: null }),
      serviceLevels: [claim({ metric: 'Availability', target: '99.99%' })],
    });
    for (const fact of [
      result.documentName,
      result.governingLaw,
      result.totals,
      result.parties[0],
      result.pricing[0],
      result.serviceLevels[0],
    ]) {
      expect(fact?.evidence).toEqual([]);
      expect(fact?.needsReview).toBe(true);
      expect(fact?.confidence).toBeLessThanOrEqual(0.2);
    }
  });

  test('loses the parts that the document does not hold', () => {
    const { stakeholders } = grounded({
      stakeholders: [
        claim({
          name: 'Ines Varga',
          title: 'Head of Operations',
          email: 'wrong@quill.example',
          phone: '+1 503-555-0101',
          organization: null,
          roles: ['project' as const],
        }),
      ],
    });
    expect(stakeholders[0]).toMatchObject({
      value: { title: 'Head of Operations', email: null, phone: '+1 503-555-0101' },
      needsReview: true,
      note: 'Left out, not found in the document: email.',
    });
  });

  test('of an end that no page prints is kept where start and term give it', () => {
    const base = { effectiveDate: claim('2025-04-01'), term: claim('36 months') };
    expect(grounded({ ...base, expirationDate: claim('2028-03-31') }).expirationDate).toMatchObject({
      method: 'computed',
      value: '2028-03-31',
    });
    expect(grounded({ ...base, expirationDate: claim('2029-03-31') }).expirationDate?.evidence).toEqual([]);
  });

  test('but a person has settled stays as it is', () => {
    const settled: Fact<string> = { ...claim('Texas'), method: 'person' };
    expect(grounded({ governingLaw: settled }).governingLaw).toBe(settled);
  });
});

test('amounts without a printed currency are found in the cells of a table', () => {
  const priced = document(
    ['Item Fee (USD)', 'Platform 4,500.00'],
    [
      table([
        ['Item', 'Fee (USD)'],
        ['Platform', '4,500.00'],
      ]),
    ],
  );
  expect(ground({ minor: 450_000, currency: 'USD' }, { kind: 'money' }, priced)[0]?.quote).toBe('4,500.00');
});

describe('confidence', () => {
  const evidence = [{ page: 1, quote: 'x', box: null }];
  test('falls with a noisier match, a poorer reading and parts left out, and stays within 0 and 1', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, fc.nat(4), (prior, quality, reading, missing) => {
        const { confidence } = assess({ evidence, prior, quality, reading, missing });
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(
          assess({ evidence, prior, quality: quality / 2, reading, missing }).confidence,
        ).toBeLessThanOrEqual(confidence);
        expect(
          assess({ evidence, prior, quality, reading: reading / 2, missing }).confidence,
        ).toBeLessThanOrEqual(confidence);
        expect(
          assess({ evidence, prior, quality, reading, missing: missing + 1 }).confidence,
        ).toBeLessThanOrEqual(confidence);
      }),
    );
  });

  test('without evidence is at most 0.2 and asks for a person', () => {
    expect(assess({ evidence: [], prior: 1, quality: 1, reading: 1, missing: 0 })).toEqual({
      confidence: 0.2,
      needsReview: true,
    });
  });
});
