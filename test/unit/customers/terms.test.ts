import { describe, expect, it } from 'vitest';
import { contractTerms, termsView } from '../../../shared/customers/contract-terms.ts';
import { customerView, sums } from '../../../shared/customers/customer-view.ts';

const TODAY = '2027-03-10';
const customer = (terms: Record<string, object>) => ({
  id: 'k',
  name: 'Meridian Freight LLC',
  status: 'active',
  version: 1,
  created_at: '2027-01-01T00:00:00.000Z',
  updated_at: '2027-01-01T00:00:00.000Z',
  ...Object.fromEntries(Object.entries(terms).map(([id, value]) => [`terms_${id}`, value])),
});
const summary = (terms: Record<string, object>) => customerView(customer(terms), TODAY).summary;
const usd = (minor: number) => ({ minor, currency: 'USD' });

describe('terms of a contract', () => {
  it('that renewed by itself are those that run today', () => {
    const terms = {
      contract_id: 'c',
      expiration_date: '2025-06-30',
      renewal_term: '12 months',
      notice_period: '60 days',
    };
    expect(termsView(terms, TODAY)).toMatchObject({
      ends_on: '2027-06-30',
      renews: true,
      notice_by: '2027-05-01',
    });
  });

  it('that never end have no end, and none that is unknown is made up', () => {
    expect(termsView({ contract_id: 'c', expiration_date: 'perpetual' }, TODAY)).toMatchObject({
      perpetual: true,
      ends_on: null,
      notice_by: null,
    });
    expect(termsView({ contract_id: 'c' }, TODAY)).toMatchObject({
      perpetual: false,
      ends_on: null,
      renews: false,
    });
  });

  it('stand by contract, the newest first', () => {
    const found = contractTerms(customer({ '01A': { term: '1 year' }, '01B': {} }));
    expect(found).toEqual([{ contract_id: '01B' }, { contract_id: '01A', term: '1 year' }]);
  });
});

describe('a customer’s summary', () => {
  it('names the first renewal, the first end for good, and the first notice that is still to come', () => {
    const found = summary({
      a: { expiration_date: '2028-01-31', renewal_term: '12 months', notice_period: '30 days' },
      b: { expiration_date: '2027-08-31', renewal_term: '12 months', notice_period: '12 months' },
      c: { expiration_date: '2027-12-31' },
      past: { expiration_date: '2026-12-31' },
    });
    expect(found).toMatchObject({
      contracts: 4,
      renewal_date: '2027-08-31',
      end_date: '2027-12-31',
      // That of b has passed.
      notice_date: '2028-01-01',
    });
  });

  it('adds what has one currency, and never two', () => {
    const eur = { minor: 900_000, currency: 'EUR' };
    expect(
      summary({ a: { annual: usd(100) }, b: { annual: eur }, c: { annual: usd(50) }, d: {} }).annual,
    ).toEqual([eur, usd(150)]);
    expect(sums([null])).toEqual([]);
  });
});
