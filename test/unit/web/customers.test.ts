import '../../../web/src/i18n/texts/dashboard.ts';
import { describe, expect, it } from 'vitest';
import { STAKEHOLDER_ROLES } from '../../../shared/contracts/extraction.ts';
import { NewView } from '../../../shared/workspace/views.ts';
import type { Activity, Person, Price } from '../../../web/src/api/types.ts';
import { influenceMap, initials, inOrder, ROLES } from '../../../web/src/features/customers/people.ts';
import { lineAmount, priceTotals } from '../../../web/src/features/customers/price-totals.ts';
import { searchOf, viewOf } from '../../../web/src/features/customers/saved-views.ts';
import { columnsOf, customerSearch, customersSearch } from '../../../web/src/features/customers/search.ts';
import { daysUntil, moneyText, termText } from '../../../web/src/features/customers/text.ts';
import { byDay, ofKind } from '../../../web/src/features/customers/timeline.ts';
import { countText, needs } from '../../../web/src/features/dashboard/summary.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const price = (more: Partial<Price>): Price => ({
  contract_id: 'c',
  fact_key: 'pricing/0',
  item: 'x',
  quantity: null,
  unit_price: null,
  amount: null,
  percent: null,
  period: null,
  source: 'contract',
  confidence: 1,
  needs_review: false,
  ...more,
});

describe('price lines', () => {
  it('come to what is printed, or to the quantity times the unit price; else nothing is guessed', () => {
    expect(lineAmount(price({ amount: usd(1), quantity: 3, unit_price: usd(5) }))).toEqual(usd(1));
    expect(lineAmount(price({ quantity: 1.5, unit_price: usd(333) }))).toEqual(usd(500));
    expect(lineAmount(price({ unit_price: usd(5) }))).toBeUndefined();
    expect(lineAmount(price({ percent: 7.5 }))).toBeUndefined();
  });

  it('are summed by period and currency, discounts taken off', () => {
    const found = priceTotals([
      price({ amount: usd(1000), period: 'one_time' }),
      price({ amount: usd(500), period: 'year' }),
      price({ amount: usd(-100), period: 'year' }),
      price({ amount: { minor: 70, currency: 'EUR' }, period: 'year' }),
      price({ amount: usd(9), period: 'fortnight' }),
      price({ percent: 5 }),
    ]);
    expect(found.totals.map(({ period, currency, minor }) => `${period} ${currency} ${minor}`)).toEqual([
      'year EUR 70',
      'year USD 400',
      'one_time USD 1000',
      'other USD 9',
    ]);
    expect(found.unknown).toBe(1);
  });
});

it('roles that a person may have are those of the API, in its order', () => {
  expect(ROLES).toEqual(STAKEHOLDER_ROLES);
});

describe('the influence map', () => {
  const person = (name: string, side: Person['side'], influence: Person['influence']) =>
    ({ id: name, name, side, influence }) as Person;
  const people = [
    person('Zoe', 'provider', 'decision_maker'),
    person('Bo', null, 'user'),
    person('Cy', 'customer', 'informed'),
    person('Al', 'customer', 'informed'),
    person('Di', 'customer', 'decision_maker'),
  ];

  it('has every person once, sides without anybody left out', () => {
    const map = influenceMap(people.slice(0, 2));
    expect(map.map(({ side }) => side)).toEqual(['provider', 'unknown']);
    const all = influenceMap(people).flatMap(({ levels }) => levels.flatMap((level) => level.people));
    expect(all.map(({ name }) => name)).toEqual(inOrder(people).map(({ name }) => name));
    expect(all.map(({ name }) => name)).toEqual(['Di', 'Al', 'Cy', 'Zoe', 'Bo']);
  });

  it.each([
    ['Renata Okafor', 'RO'],
    ['Renata de la Okafor', 'RO'],
    ['Cher', 'C'],
    ['élan vital', 'ÉV'],
    ['𝒜da "The" Lovelace', '𝒜L'],
    ['(unknown)', ''],
  ])('%s is %s', (name, short) => {
    expect(initials(name)).toBe(short);
  });
});

describe('an address', () => {
  it('of the list keeps what the API has a list of', () => {
    expect(customersSearch({ q: ' mer', status: 'active', sort: '-name' })).toEqual({
      q: ' mer',
      status: 'active',
      sort: '-name',
    });
    expect(customersSearch({ q: 42, sort: 'created_at' })).toEqual({ q: '42' });
    expect(customersSearch({ q: '  ', status: 'gone', sort: '-created_at', x: 1 })).toEqual({
      sort: '-created_at',
    });
    expect(customersSearch({ q: { a: 1 }, status: ['active'] })).toEqual({});
  });

  it('of the list keeps whose they are and which columns are shown; as a view the API takes it, and gives it back', () => {
    const search = {
      q: 'mer',
      owner: 'me',
      sort: '-name',
      hide: 'status,term',
      show: 'seats,region_2',
    } as const;
    expect(
      customersSearch({ ...search, hide: 'term,name,status', show: 'seats,Seats,region_2,seats' }),
    ).toEqual(search);
    expect(customersSearch({ owner: 7, hide: '', show: ',' })).toEqual({ hide: '', show: '' });
    expect(columnsOf('term,added')).toEqual(['status', 'owner', 'annual', 'followUp']);
    const view = viewOf(search);
    expect(view).toEqual({
      list: 'customers',
      query: { q: 'mer', owner_id: 'me', sort: '-name' },
      display: { hide: ['status', 'term'], show: ['seats', 'region_2'] },
    });
    expect(NewView.parse({ ...view, name: 'Mine' })).toMatchObject(view);
    expect(searchOf(view)).toEqual(search);
    expect(searchOf({ query: {}, display: {} })).toEqual({});
  });

  it('of a customer keeps a tab that there is, and a filter only for the timeline', () => {
    expect(customerSearch({ tab: 'timeline', kind: 'people' })).toEqual({ tab: 'timeline', kind: 'people' });
    expect(customerSearch({ tab: 'plan', kind: 'people' })).toEqual({ tab: 'plan' });
    expect(customerSearch({ tab: 'people' })).toEqual({});
    expect(customerSearch({ tab: '__proto__', kind: 7 })).toEqual({});
  });
});

describe('the timeline', () => {
  const happened = (type: Activity['type'], at: string) => ({ id: `${type} ${at}`, type, at }) as Activity;

  it('is parted where the reader’s day changes', () => {
    const days = byDay([
      happened('task_done', '2027-03-02T12:00:00.000Z'),
      happened('plan_made', '2027-03-02T11:00:00.000Z'),
      happened('contract_read', '2027-02-27T12:00:00.000Z'),
    ]);
    expect(days.map(({ activities }) => activities.length)).toEqual([2, 1]);
  });

  it('of one kind has nothing of another, and everything has all', () => {
    const all = [
      happened('customer_created', '1'),
      happened('task_done', '2'),
      happened('contract_read', '3'),
    ];
    expect(ofKind(all, 'plan').map(({ type }) => type)).toEqual(['task_done']);
    expect(ofKind(all, undefined)).toHaveLength(3);
  });
});

describe('in words', () => {
  it('currencies stand beside each other, and nothing is known of nothing', () => {
    expect(moneyText([usd(5_400_000), { minor: 12_000, currency: 'JPY' }])).toBe('$54,000.00 + ¥12,000');
    expect(moneyText([])).toBeUndefined();
  });

  it('a term renews or ends, whichever comes first', () => {
    expect(termText({ renewal_date: '2027-01-01', end_date: '2027-02-01' })).toBe('Renews Jan 1, 2027');
    expect(termText({ renewal_date: '2027-03-01', end_date: '2027-02-01' })).toBe('Ends Feb 1, 2027');
    expect(termText({ renewal_date: null, end_date: null })).toBeUndefined();
  });

  it('days are counted across a change of the clock', () => {
    expect(daysUntil('2027-03-29', '2027-03-27')).toBe(2);
    expect(daysUntil('2027-03-26', '2027-03-27')).toBe(-1);
  });

  it('what was not counted to the end is said so', () => {
    expect(countText({ count: 50, more: true })).toBe('50+');
    expect(countText({ count: 1200, more: false })).toBe('1,200');
    const none = { count: 0, more: false };
    const parts = { failed: none, review: none, overdue: none };
    expect(
      needs({
        ...parts,
        failed: { ...none, contracts: [] },
        review: { ...none, contracts: [] },
        overdue: { ...none, tasks: [] },
      }),
    ).toBeUndefined();
  });
});
