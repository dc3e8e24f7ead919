import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REQUIREMENT_CATEGORIES, STAKEHOLDER_ROLES } from '../../../shared/contracts/extraction.ts';
import { FIELDS } from '../../../shared/contracts/fact.ts';
import { valueSchema } from '../../../shared/contracts/fact-values.ts';
import { snakeKey } from '../../../shared/kernel/casing.ts';
import type { Field } from '../../../web/src/api/types.ts';
import { enteredValue, FORMS, textsOf } from '../../../web/src/features/contracts/fact-form.ts';
import { GROUPS } from '../../../web/src/features/contracts/fact-groups.ts';
import { factText } from '../../../web/src/features/contracts/fact-text.ts';
import { checkFile, MAXIMUM_BYTES } from '../../../web/src/features/contracts/file-check.ts';
import { contractsSearch } from '../../../web/src/features/contracts/search.ts';

const NAMES = FIELDS.map(snakeKey) as Field[];
const apiField = (name: Field) => FIELDS.find((field) => snakeKey(field) === name)!;

const word = fc.stringMatching(/^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ,.'& -]{0,20}[a-z]$/);
const money = fc.record({
  minor: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const day = fc
  .integer({ min: 0, max: 30_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const quantity = maybe(fc.integer({ min: 0, max: 1e9 }));

/** Values as the API gives them. */
const VALUES: Readonly<Record<Field, fc.Arbitrary<unknown>>> = {
  document_name: word,
  governing_law: word,
  agreement_date: day,
  effective_date: day,
  go_live_date: day,
  expiration_date: fc.oneof(day, fc.constant('perpetual')),
  term: fc.integer({ min: 1, max: 99 }).map((count) => `${count} months`),
  renewal_term: fc.constant('12 months'),
  notice_period: fc.constant('60 days'),
  payment_terms: fc.constantFrom('net 30', 'due on receipt'),
  totals: fc.record({ annual: maybe(money), total: maybe(money) }),
  parties: fc.record({
    name: word,
    role: fc.constantFrom('provider', 'customer', 'other'),
    aliases: fc.array(word, { maxLength: 3 }),
  }),
  stakeholders: fc.record({
    name: word,
    title: maybe(word),
    organization: maybe(word),
    email: maybe(fc.constant('a.b@example.com')),
    phone: maybe(fc.constant('+49 30 1234')),
    roles: fc.uniqueArray(fc.constantFrom('billing', 'technical', 'executive_sponsor'), { minLength: 1 }),
  }),
  entitlements: fc.record({ product: word, quantity, unit: maybe(word), start: maybe(day), end: maybe(day) }),
  pricing: fc.record({
    item: word,
    quantity,
    unit_price: maybe(money),
    amount: maybe(money),
    percent: maybe(fc.integer({ min: 0, max: 100 })),
    period: maybe(fc.constantFrom('month', 'quarter', 'year', 'one_time', 'other')),
  }),
  service_levels: fc.record({ metric: word, target: word }),
  technical_requirements: fc.record({ requirement: word, category: fc.constantFrom('security', 'other') }),
};

describe.each(NAMES)('%s', (field) => {
  test('opening the form and saving it unchanged changes nothing', () => {
    fc.assert(
      fc.property(VALUES[field], (value) => {
        expect(enteredValue(field, textsOf(field, value))).toEqual({ value });
      }),
    );
  });

  test('what the form gives is what the API takes', () => {
    fc.assert(
      fc.property(VALUES[field], (value) => {
        const entered = enteredValue(field, textsOf(field, value));
        expect('value' in entered && valueSchema(apiField(field)).safeParse(entered.value).success).toBe(
          true,
        );
      }),
    );
  });

  test('a value is shown in words, never as an object', () => {
    fc.assert(
      fc.property(VALUES[field], (value) => {
        const { title, details } = factText(field, value);
        expect([title, ...details].join(' ')).not.toMatch(/\[object|undefined|NaN/);
      }),
    );
  });

  test('has one place on the page', () => {
    expect(GROUPS.filter(({ fields }) => fields.includes(field))).toHaveLength(1);
    expect(FORMS[field].length).toBeGreaterThan(0);
  });
});

describe('an amount', () => {
  const amount = (text: string, currency = 'USD') =>
    enteredValue('totals', { annual: text, 'annual.currency': currency, total: '' });
  test.each([
    ['54000', 'USD', 5_400_000],
    ['54,000.00', 'USD', 5_400_000],
    ['-12.5', 'USD', -1250],
    ['0.29', 'USD', 29],
    ['1200', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
  ])('%s %s is %i minor units', (text, currency, minor) => {
    expect(amount(text, currency)).toEqual({ value: { annual: { minor, currency }, total: null } });
  });
  test.each(['12.345', '1.2.3', 'abc', '12,5'])('%s is not guessed at', (text) => {
    expect(amount(text)).toHaveProperty('errors.annual');
  });
  test('without a currency is not saved', () => {
    expect(amount('12', '')).toHaveProperty(['errors', 'annual.currency']);
  });
});

test('what can be chosen is what the API takes', () => {
  const options = (field: Field, name: string) => FORMS[field].find((input) => input.name === name)?.options;
  expect(options('stakeholders', 'roles')).toEqual(STAKEHOLDER_ROLES);
  expect(options('technical_requirements', 'category')).toEqual(REQUIREMENT_CATEGORIES);
});

test('a required part that is empty is asked for', () => {
  expect(enteredValue('service_levels', { metric: ' ', target: '99 %' })).toEqual({
    errors: { metric: 'Fill this in.' },
  });
});

describe('a file', () => {
  test.each([
    ['a.PDF', '', 'application/pdf'],
    ['a.docx', 'application/zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['scan.tif', 'image/tiff', 'image/tiff'],
    ['photo', 'image/jpeg', 'image/jpeg'],
  ])('%s of type "%s" is announced as %s', (name, type, expected) => {
    expect(checkFile({ name, type, size: 10 })).toEqual({ type: expected });
  });
  test.each([
    ['old.doc', 10, 'Save it as PDF or DOCX'],
    ['sheet.xlsx', 10, 'Upload a PDF'],
    ['a.pdf', 0, 'is empty'],
    ['a.pdf', MAXIMUM_BYTES + 1, 'at most 50 MB'],
  ])('%s of %i bytes is refused with what to do', (name, size, sentence) => {
    expect(checkFile({ name, type: '', size })).toEqual({ problem: expect.stringContaining(sentence) });
  });
});

test('a filter that does not exist is no filter', () => {
  expect(contractsSearch({ status: 'failed' })).toEqual({ status: 'failed' });
  expect(contractsSearch({ status: 'toString' })).toEqual({});
});
