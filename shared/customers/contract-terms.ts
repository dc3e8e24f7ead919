/**
 * What a contract says about time and money, kept on its customer's record: the customer's page and the list of customers
 * show it without reading contracts. One attribute for each contract, so that two contracts that are published at once do
 * not overwrite each other.
 */
import type { Money } from '../contracts/extraction.ts';
import type { KeyedExtraction } from '../contracts/fact.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Item, TransactItem } from '../kernel/records.ts';
import { termDates } from '../onboarding/term-dates.ts';
import { customerKey } from './customer.ts';

/** Dates and durations as the facts have them: `2027-03`, `perpetual`, `36 months`. */
interface StoredTerms {
  readonly document_name?: string;
  readonly agreement_date?: string;
  readonly effective_date?: string;
  readonly expiration_date?: string;
  readonly term?: string;
  readonly renewal_term?: string;
  readonly notice_period?: string;
  readonly go_live_date?: string;
  readonly payment_terms?: string;
  readonly annual?: Money;
  readonly total?: Money;
}

export type TermsOfContract = StoredTerms & { readonly contract_id: string };

const PREFIX = 'terms_';

const attribute = (contractId: string) => ({ '#terms': `${PREFIX}${contractId}` });

/** The write that brings the customer's record up to date with one of its contracts. */
export function termsWrite(actor: Actor, contract: Item, extraction: KeyedExtraction): TransactItem {
  const { totals } = extraction;
  const terms: Item = {
    document_name: extraction.documentName?.value,
    agreement_date: extraction.agreementDate?.value,
    effective_date: extraction.effectiveDate?.value,
    expiration_date: extraction.expirationDate?.value,
    term: extraction.term?.value,
    renewal_term: extraction.renewalTerm?.value,
    notice_period: extraction.noticePeriod?.value,
    go_live_date: extraction.goLiveDate?.value,
    payment_terms: extraction.paymentTerms?.value,
    annual: totals?.value.annual ?? onlyRecurring(extraction),
    total: totals?.value.total ?? undefined,
  };
  return {
    Update: {
      ...keyOf(actor, contract),
      UpdateExpression: 'SET #terms = :terms',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: attribute(String(contract.id)),
      ExpressionAttributeValues: { ':terms': terms },
    },
  };
}

const A_YEAR: Readonly<Record<string, number>> = { month: 12, quarter: 4, year: 1 };

/** Where no total is printed and one price alone recurs, that for a year. Several may be steps of one price: no guess. */
function onlyRecurring({ pricing }: KeyedExtraction): Money | undefined {
  const recurring = pricing.filter(({ value }) => Object.hasOwn(A_YEAR, value.period ?? ''));
  const [only] = recurring;
  const amount = only?.value.amount;
  if (!only || !amount || recurring.length > 1) return undefined;
  return { minor: amount.minor * (A_YEAR[only.value.period ?? ''] ?? 1), currency: amount.currency };
}

/** A contract that is archived says nothing any more. */
export const termsRemoval = (actor: Actor, contract: Item): TransactItem => ({
  Update: {
    ...keyOf(actor, contract),
    UpdateExpression: 'REMOVE #terms',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: attribute(String(contract.id)),
  },
});

const keyOf = (actor: Actor, contract: Item) =>
  customerKey(actor, String(contract.customer_id)) as { TableName: string; Key: Item };

/** By contract, the newest first. */
export const contractTerms = (customer: Item): TermsOfContract[] =>
  Object.entries(customer)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, terms]) => ({ ...(terms as StoredTerms), contract_id: name.slice(PREFIX.length) }))
    .sort((a, b) => (a.contract_id < b.contract_id ? 1 : -1));

/** One contract's terms as the API shows them, with the dates of the term that runs on `today`. */
export function termsView(terms: TermsOfContract, today: string) {
  const dates = termDates(
    {
      expirationDate: fact(terms.expiration_date),
      effectiveDate: fact(terms.effective_date),
      agreementDate: fact(terms.agreement_date),
      term: fact(terms.term),
      renewalTerm: fact(terms.renewal_term),
      noticePeriod: fact(terms.notice_period),
    },
    today,
  );
  return {
    contract_id: terms.contract_id,
    document_name: terms.document_name ?? null,
    effective_date: terms.effective_date ?? null,
    go_live_date: terms.go_live_date ?? null,
    term: terms.term ?? null,
    renewal_term: terms.renewal_term ?? null,
    notice_period: terms.notice_period ?? null,
    payment_terms: terms.payment_terms ?? null,
    perpetual: terms.expiration_date === 'perpetual',
    ends_on: dates?.end ?? null,
    renews: dates?.renews ?? terms.renewal_term !== undefined,
    notice_by: dates?.noticeBy ?? null,
    annual: terms.annual ?? null,
    total: terms.total ?? null,
  };
}

const fact = (value: string | undefined) => (value === undefined ? null : { value });
