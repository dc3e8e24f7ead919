import { describe, expect, it } from 'vitest';
import { currencyOf, numberOf, sameMoney } from '../../../bin/eval/filled/amounts.ts';
import { FilledLabels } from '../../../bin/eval/filled/labels.ts';
import { levelScore, requirementScore } from '../../../bin/eval/filled/levels.ts';
import { organizationScore, personScore } from '../../../bin/eval/filled/names.ts';
import { scoreFilled } from '../../../bin/eval/filled/score.ts';
import { isoDate, paymentDays, sameDuration } from '../../../bin/eval/filled/time.ts';

describe('people', () => {
  it.each([
    ['Zoë Hængst', 'Zoe Haengst', true],
    ['Dr. Ivo B. Tamm', 'Ivo Tamm', true],
    ['I. Tamm', 'Ivo Tamm', true],
    ['Tamm Ivo', 'Ivo Tamm', true],
    ['Tamm', 'Ivo Tamm', false],
    ['Eva Tamm', 'Ivo Tamm', false],
  ])('%s and %s: %s', (read, labelled, same) => expect(personScore(read, labelled) > 0).toBe(same));
});

it.each([
  ['Tarn Works', 'Tarn Works GmbH', true],
  ['Tarn Works GmbH, a German company', 'Tarn Works', true],
  ['Tarn Logistics', 'Fell Logistics', false],
])('organizations %s and %s: %s', (read, labelled, same) =>
  expect(organizationScore(read, labelled) > 0).toBe(same),
);

it.each([
  ['$2,345.60', 2345.6],
  ['2.345,60 €', 2345.6],
  ["CHF 12'500.00", 12500],
  ['(1,000.00)', -1000],
  ['18.000', 18000],
  ['1,5', 1.5],
  ['free', null],
])('the number %s', (text, number) => expect(numberOf(text)).toBe(number));

it.each([
  ['US$', 'USD'],
  ['S$', 'SGD'],
  ['€', 'EUR'],
  ['percent', '%'],
  ['', null],
])('the currency %s', (text, currency) => expect(currencyOf(text)).toBe(currency));

describe('money', () => {
  it('is a unit price times its quantity where no sum is printed', () =>
    expect(sameMoney({ unitPrice: 12.5, quantity: 4 }, { amount: 50 })).toBe(true));
  it('is a discount in either sign', () => expect(sameMoney({ amount: 80 }, { amount: -80 })).toBe(true));
  it('is no other amount', () => expect(sameMoney({ amount: 80 }, { amount: 81 })).toBe(false));
});

it.each([
  ['Net 45', 45],
  ['within twenty-one (21) days', 21],
  ['upon receipt', 0],
  ['in instalments', null],
])('payment terms %s', (text, days) => expect(paymentDays(text)).toBe(days));

it('reads dates and durations in words', () => {
  expect(isoDate('May 4, 2031')).toBe('2031-05-04');
  expect(isoDate('4 May 2031')).toBe('2031-05-04');
  expect(sameDuration('thirty-six (36) months', '3 years')).toBe(true);
});

describe('service levels', () => {
  const score = (metric: string, target: string, labelled: string, promised: string) =>
    levelScore({ metric, target }, { metric: labelled, target: promised }) > 0;
  it.each([
    ['Uptime', '99.5 %', 'Monthly availability', '99.5%', true],
    ['RTO', '240 minutes', 'Recovery time objective', '4 hours', true],
    ['P2 response', '1 hour', 'P1 response', '1 hour', false],
    ['Uptime', '99.5%', 'Uptime', '99.9%', false],
    ['RPO', '4 hours', 'RTO', '4 hours', false],
  ])('%s %s and %s %s: %s', (metric, target, labelled, promised, same) =>
    expect(score(metric, target, labelled, promised)).toBe(same),
  );
});

it('requirements share half of their words', () => {
  const requirement = 'Backups are encrypted and kept in Norway';
  expect(requirementScore('Encrypted backups kept in Norway', { requirement })).toBeGreaterThan(0);
  expect(requirementScore('The portal runs in every browser', { requirement })).toBe(0);
});

describe('a document', () => {
  const labels = FilledLabels.parse({
    id: 'one',
    file: 'one.pdf',
    parties: [{ name: 'Tarn Works GmbH', role: 'provider' }],
    stakeholders: [
      { name: 'Ivo Tamm', email: 'ivo@tarn.example', phone: null, role: 'billing', roles: ['billing'] },
    ],
    pricing: [{ item: 'Support plan', amount: 500, currency: 'EUR', period: 'year' }],
    totals: { annual: 500, total: null, currency: 'EUR' },
    serviceLevels: [{ metric: 'Uptime', target: '99.5%' }],
    technicalRequirements: [],
  });

  it('counts lists, attributes of people who were found, and both totals', () => {
    const outcomes = scoreFilled(labels, {
      parties: [{ name: 'Tarn Works', role: 'customer' }],
      stakeholders: [
        { name: 'Ivo Tamm', email: 'other@tarn.example', phone: '12345678', role: 'billing' },
        { name: 'Eva Lund' },
      ],
      pricing: [{ item: 'Support plan', amount: 500, currency: '€', period: 'annual' }],
      totals: { annual: 501, total: 900, currency: 'EUR' },
    });
    expect(outcomes.parties).toMatchObject({ tp: 1, fp: 0, fn: 0 });
    expect(outcomes['party.role']).toMatchObject({ tp: 0, fp: 1, fn: 1 });
    expect(outcomes.stakeholders).toMatchObject({ tp: 1, fp: 1, fn: 0, verdicts: [true, false] });
    expect(outcomes.stakeholderAttributes).toMatchObject({ tp: 0, fp: 2, fn: 1 });
    expect(outcomes.pricing).toMatchObject({ tp: 1, fp: 0, fn: 0 });
    expect(outcomes.totals).toMatchObject({ tp: 1, fp: 1, fn: 0, verdicts: [true, false] });
    expect(outcomes.serviceLevels).toMatchObject({ tp: 0, fp: 0, fn: 1 });
  });

  it('takes a service level among the requirements for neither right nor wrong', () => {
    const outcomes = scoreFilled(labels, {
      technicalRequirements: [{ requirement: 'Uptime of 99.5%' }, { requirement: 'Single sign-on' }],
    });
    expect(outcomes.technicalRequirements).toMatchObject({ tp: 0, fp: 1, verdicts: [null, false] });
  });
});
