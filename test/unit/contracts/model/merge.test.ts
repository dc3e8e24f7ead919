import { describe, expect, test } from 'vitest';
import {
  EMPTY_EXTRACTION,
  type Extraction,
  type Fact,
  type Money,
} from '../../../../shared/contracts/extraction.ts';
import { mergeAnswers } from '../../../../shared/contracts/model/merge.ts';
import { SECTION_NAMES, type SectionName } from '../../../../shared/contracts/model/names.ts';
import { type Circumstances, reasonOf } from '../../../../shared/contracts/model/reason.ts';
import type { SectionAnswer } from '../../../../shared/contracts/model/section.ts';
import { documentOf } from './documents.ts';

const DOCUMENT = documentOf([
  'MASTER SERVICES AGREEMENT dated April 1, 2025',
  'between Initech GmbH ("Provider") and Globex Corporation ("Customer").',
  'The initial term is three (3) years. The renewal term is 12 months. Payment terms: net 30.',
  'This Agreement is governed by the laws of the State of New York.',
  'Platform subscription 50 users USD 1,000.00',
  'Premium support USD 300.00',
  'Training USD 400.00',
  'Monthly uptime of 99.9% is promised. Response time: 4 business hours.',
  'All data must be encrypted at rest with AES-256.',
  'Jane Miller, Head of IT, jane.miller@globex.example',
]);

const fact = <T>(value: T, quote: string, more: Partial<Fact<T>> = {}): Fact<T> => ({
  value,
  evidence: quote ? [{ page: 1, quote, box: null }] : [],
  confidence: 0.7,
  method: 'model',
  needsReview: false,
  ...more,
});
const rule = <T>(value: T, quote: string, confidence = 0.7): Fact<T> =>
  fact(value, quote, { method: 'rule', confidence });

const answer = (section: SectionName, extraction: Partial<Extraction>): SectionAnswer => ({
  section,
  prompt_version: 1,
  extraction,
  usage: { input_tokens: 1, output_tokens: 1 },
  failure: null,
});
const failed = (section: SectionName, code: 'refused' | 'unavailable', message: string): SectionAnswer => ({
  ...answer(section, {}),
  failure: { code, message },
});
const ASKED = { asked: true, sections: 1, spared: [], error: undefined };

const merge = (rules: Partial<Extraction>, ...answers: SectionAnswer[]) =>
  mergeAnswers(DOCUMENT, { ...EMPTY_EXTRACTION, ...rules }, answers, { ...ASKED, sections: answers.length });

const usd = (minor: number): Money => ({ minor, currency: 'USD' });
const price = (item: string, minor: number | null) => ({
  item,
  quantity: null,
  unitPrice: null,
  amount: minor === null ? null : usd(minor),
  percent: null,
  period: null,
});

describe('a single value', () => {
  test.each([
    ['agreementDate', '2025-04-01', '2025-04-01', 'April 1, 2025'],
    ['term', '36 months', '3 years', 'three (3) years'],
    ['governingLaw', 'New York', 'State of New York', 'State of New York'],
    ['documentName', 'Master Services Agreement', 'MASTER SERVICES AGREEMENT', 'MASTER SERVICES AGREEMENT'],
  ] as const)('%s that both read alike is surer than either', (field, model, rules, quote) => {
    const section = field === 'documentName' ? 'parties' : 'terms';
    const { extraction, alternatives } = merge(
      { [field]: rule(rules, quote, 0.6) },
      answer(section, { [field]: fact(model, quote) }),
    );
    const merged = extraction[field];
    expect(merged?.value).toBe(model);
    expect(merged?.confidence).toBeGreaterThan(0.7);
    expect(merged?.needsReview).toBe(false);
    expect(merged?.evidence).toEqual([{ page: 1, quote, box: null }]);
    expect(alternatives.size).toBe(0);
  });

  test('that both read alike is never taken for certain', () => {
    const { extraction } = merge(
      { term: rule('3 years', 'three (3) years', 0.98) },
      answer('terms', { term: fact('3 years', 'three (3) years') }),
    );
    expect(extraction.term?.confidence).toBe(0.99);
  });

  test('that they read differently is less sure, asks for a person, and keeps the other beside it', () => {
    const { extraction, alternatives } = merge(
      { term: rule('12 months', '12 months', 0.9) },
      answer('terms', { term: fact('36 months', 'three (3) years') }),
    );
    expect(extraction.term).toMatchObject({
      value: '36 months',
      method: 'model',
      needsReview: true,
      note: 'The model and the rules read different values.',
    });
    expect(extraction.term?.confidence).toBeLessThan(0.5);
    expect(alternatives).toEqual(new Map([['term/0', '12 months']]));
  });

  test('that the model claims and the document does not hold never takes the place of what the rules found', () => {
    const { extraction, alternatives } = merge(
      { agreementDate: rule('2025-04-01', 'April 1, 2025', 0.8) },
      answer('terms', { agreementDate: fact('1999-12-31', 'dated December 31, 1999') }),
    );
    expect(extraction.agreementDate).toMatchObject({ value: '2025-04-01', method: 'rule', confidence: 0.68 });
    expect(alternatives.size).toBe(0);
  });

  test('that only the model claims and the document does not hold has no evidence and asks for a person', () => {
    const { extraction } = merge(
      {},
      answer('terms', { goLiveDate: fact('2031-01-01', 'go-live on January 1, 2031') }),
    );
    expect(extraction.goLiveDate).toMatchObject({ evidence: [], needsReview: true });
    expect(extraction.goLiveDate?.confidence).toBeLessThanOrEqual(0.2);
  });

  test('that only the model found stands with the document’s own words', () => {
    const { extraction } = merge(
      {},
      answer('terms', { governingLaw: fact('New York', 'the laws of the State of New York') }),
    );
    expect(extraction.governingLaw).toMatchObject({ value: 'New York', needsReview: false });
    expect(extraction.governingLaw?.evidence[0]?.quote).toContain('New York');
  });

  test('that only the rules found is less sure where the model was asked and says nothing', () => {
    const { extraction } = merge({ term: rule('3 years', 'three (3) years', 0.9) }, answer('terms', {}));
    expect(extraction.term).toMatchObject({ value: '3 years', confidence: 0.765, needsReview: false });
  });

  test('totals agree while neither contradicts the other, and complete each other', () => {
    const { extraction } = merge(
      { totals: rule({ total: usd(30_000), annual: null }, 'USD 300.00') },
      answer('commercial', { totals: fact({ annual: usd(100_000), total: null }, 'USD 1,000.00') }),
    );
    expect(extraction.totals?.value).toEqual({ annual: usd(100_000), total: usd(30_000) });
    expect(extraction.totals?.needsReview).toBe(false);
  });
});

describe('a list', () => {
  test('has each party once, whatever its legal form, with the names of both extractors', () => {
    const { extraction } = merge(
      {
        parties: [
          rule({ name: 'Globex Corp.', role: 'other', aliases: ['Client'] }, 'Globex Corporation'),
          rule({ name: 'INITECH GMBH', role: 'provider', aliases: [] }, 'Initech GmbH'),
        ],
      },
      answer('parties', {
        parties: [
          fact({ name: 'Initech GmbH', role: 'other', aliases: [] }, 'Initech GmbH'),
          fact({ name: 'Globex Corporation', role: 'customer', aliases: ['Customer'] }, 'Globex Corporation'),
        ],
      }),
    );
    expect(extraction.parties.map(({ value }) => value)).toEqual([
      { name: 'Initech GmbH', role: 'provider', aliases: [] },
      { name: 'Globex Corporation', role: 'customer', aliases: ['Customer', 'Client'] },
    ]);
    expect(extraction.parties.every(({ needsReview, confidence }) => !needsReview && confidence > 0.7)).toBe(
      true,
    );
  });

  test('asks a person about a party whose role is disputed', () => {
    const party = (role: 'provider' | 'customer') => ({ name: 'Globex Corporation', role, aliases: [] });
    const { extraction, alternatives } = merge(
      { parties: [rule(party('provider'), 'Globex Corporation')] },
      answer('parties', { parties: [fact(party('customer'), 'Globex Corporation')] }),
    );
    expect(extraction.parties).toHaveLength(1);
    expect(extraction.parties[0]).toMatchObject({ value: { role: 'customer' }, needsReview: true });
    expect(alternatives.get('parties/0')).toMatchObject({ role: 'provider' });
  });

  test('knows a person by name or address, and fills in what one extractor missed', () => {
    const blank = { title: null, email: null, phone: null, organization: null };
    const { extraction } = merge(
      {
        stakeholders: [
          rule(
            { ...blank, name: 'Jane M. Miller', email: 'jane.miller@globex.example', roles: ['technical'] },
            'Jane',
          ),
        ],
      },
      answer('parties', {
        stakeholders: [
          fact({ ...blank, name: 'Jane Miller', title: 'Head of IT', roles: ['project'] }, 'Jane Miller'),
        ],
      }),
    );
    expect(extraction.stakeholders.map(({ value }) => value)).toEqual([
      {
        name: 'Jane Miller',
        title: 'Head of IT',
        email: 'jane.miller@globex.example',
        phone: null,
        organization: null,
        roles: ['project', 'technical'],
      },
    ]);
  });

  test('pairs price lines of one name by their amounts, and disputes only the one that differs', () => {
    const { extraction, alternatives } = merge(
      {
        pricing: [
          rule(price('Support', 30_000), 'Premium support USD 300.00'),
          rule(price('Training', 40_000), 'Training USD 400.00', 0.9),
          rule(price('Platform subscription', 99_900), 'Platform subscription'),
        ],
      },
      answer('commercial', {
        pricing: [
          fact(price('Platform subscription', 100_000), 'Platform subscription 50 users USD 1,000.00'),
          fact(price('Premium support', 30_000), 'Premium support USD 300.00'),
        ],
      }),
    );
    expect(extraction.pricing.map(({ value }) => [value.item, value.amount?.minor])).toEqual([
      ['Platform subscription', 100_000],
      ['Premium support', 30_000],
      ['Training', 40_000],
    ]);
    expect(extraction.pricing.map(({ needsReview }) => needsReview)).toEqual([true, false, false]);
    expect([...alternatives]).toEqual([['pricing/0', price('Platform subscription', 99_900)]]);
  });

  test('keeps lines of one name and different amounts apart', () => {
    const lines = [100_000, 30_000, 40_000];
    const { extraction } = merge(
      { pricing: lines.map((minor) => rule(price('Platform', minor), 'USD')) },
      answer('commercial', {
        pricing: lines.toReversed().map((minor) => fact(price('Platform', minor), 'Platform')),
      }),
    );
    expect(extraction.pricing.map(({ value }) => value.amount?.minor)).toEqual(lines.toReversed());
    expect(extraction.pricing.some(({ needsReview }) => needsReview)).toBe(false);
  });

  test('knows a service level by its words where the two name it differently', () => {
    const { extraction } = merge(
      {
        serviceLevels: [
          rule({ metric: 'Availability', target: '99.9%' }, 'Monthly uptime of 99.9% is promised'),
        ],
      },
      answer('service', {
        serviceLevels: [fact({ metric: 'Monthly uptime', target: '99.9%' }, 'Monthly uptime of 99.9%')],
      }),
    );
    expect(extraction.serviceLevels.map(({ value }) => value)).toEqual([
      { metric: 'Monthly uptime', target: '99.9%' },
    ]);
  });

  test('does not take 4 hours for 24 hours', () => {
    const { extraction } = merge(
      { serviceLevels: [rule({ metric: 'Response time', target: '24 business hours' }, 'Response time')] },
      answer('service', {
        serviceLevels: [
          fact({ metric: 'Response time', target: '4 business hours' }, 'Response time: 4 business hours'),
        ],
      }),
    );
    expect(extraction.serviceLevels).toHaveLength(1);
    expect(extraction.serviceLevels[0]).toMatchObject({
      value: { target: '4 business hours' },
      needsReview: true,
    });
  });

  test('has a requirement once, be it read in part or whole', () => {
    const { extraction } = merge(
      {
        technicalRequirements: [
          rule(
            { requirement: 'data must be encrypted at rest with AES-256', category: 'security' },
            'data must be',
          ),
        ],
      },
      answer('service', {
        technicalRequirements: [
          fact(
            { requirement: 'All data must be encrypted at rest with AES-256.', category: 'security' },
            'All data must be encrypted at rest with AES-256.',
          ),
        ],
      }),
    );
    expect(extraction.technicalRequirements).toHaveLength(1);
  });

  test('shows an invented item to a person, and never as a fact', () => {
    const { extraction } = merge(
      {},
      answer('commercial', {
        pricing: [fact(price('Data centre relocation', 9_999_900), 'relocation USD 99,999.00')],
      }),
    );
    expect(extraction.pricing).toMatchObject([{ evidence: [], needsReview: true }]);
  });

  test('keeps the rules’ item where the model’s differing one is not in the document', () => {
    const { extraction, alternatives } = merge(
      { pricing: [rule(price('Training', 40_000), 'Training USD 400.00')] },
      answer('commercial', { pricing: [fact(price('Training', 77_700), 'Training USD 777.00')] }),
    );
    expect(extraction.pricing).toMatchObject([{ value: { amount: usd(40_000) }, method: 'rule' }]);
    expect(alternatives.size).toBe(0);
  });
});

describe('sections without an answer', () => {
  const rules = { ...EMPTY_EXTRACTION, term: rule('3 years', 'three (3) years', 0.8) };
  const outcome = (answers: SectionAnswer[], circumstances: Partial<Circumstances>) =>
    mergeAnswers(DOCUMENT, rules, answers, { ...ASKED, sections: 4, ...circumstances });

  test.each([
    ['AI is off', [], { asked: false }, 'Read by rules: the organization has not turned AI on.'],
    [
      'there is nothing to ask',
      [],
      { sections: 0 },
      'Read by rules: the document has nothing to ask the model about.',
    ],
    [
      'all would cost too much',
      [],
      { sections: 0, spared: ['commercial' as const] },
      'Read by rules: asking the model about so much would cost more than one contract may.',
    ],
    [
      'the model refused',
      SECTION_NAMES.map((name) => failed(name, 'refused', 'The model declined to answer.')),
      {},
      'Read by rules: the model declined to answer.',
    ],
    [
      'the machine gave up on a busy model',
      [],
      { error: 'ModelBusyError' },
      'Read by rules: the model was too busy to answer.',
    ],
    [
      'the machine gave up for another reason',
      [],
      { error: 'States.Timeout' },
      'Read by rules: the model gave no answer.',
    ],
  ])('leave the rules untouched when %s, and the reason says so', (_, answers, circumstances, reason) => {
    const merged = outcome(answers, circumstances);
    expect(merged.extraction).toEqual(rules);
    expect(merged.extractor).toBe('rules');
    expect(merged.reason).toBe(reason);
  });

  test('are read by rules, unchanged, beside those that have one', () => {
    const merged = outcome(
      [
        answer('parties', { documentName: fact('Master Services Agreement', 'MASTER SERVICES AGREEMENT') }),
        failed('terms', 'refused', 'The model declined to answer.'),
        answer('commercial', {}),
      ],
      { error: 'ModelBusyError' },
    );
    expect(merged.extraction.term).toEqual(rules.term);
    expect(merged.extraction.documentName?.value).toBe('Master Services Agreement');
    expect(merged.extractor).toBe('model');
    expect(merged.reason).toBe(
      'Read by the model in 2 of 4 parts, by rules in the others: the model declined to answer.',
    );
  });

  test('are named busy only where the machine gave up on a busy model', () => {
    const { reason } = outcome([answer('parties', {})], { error: 'ModelBusyError' });
    expect(reason).toBe(
      'Read by the model in 1 of 4 parts, by rules in the others: the model was too busy to answer.',
    );
  });

  test('there are none when all answered', () => {
    const merged = outcome(
      SECTION_NAMES.map((name) => answer(name, {})),
      {},
    );
    expect(merged.reason).toBe('Read by the model, checked against the document and against the rules.');
  });
});

test('what the budget left out is said', () => {
  const answers = SECTION_NAMES.filter((name) => name !== 'commercial').map((name) => answer(name, {}));
  expect(reasonOf(answers, { asked: true, sections: 3, spared: ['commercial'], error: undefined })).toBe(
    'Read by the model, checked against the document and against the rules; prices and entitlements by rules alone: asking about so much would cost more than one contract may.',
  );
});
