/** A model's answer in the extraction's own terms. Evidence is the model's claim until grounding has checked it. */
import { minorDigits } from '../extract/currencies.ts';
import type { Extraction, Fact, Money } from '../extraction.ts';
import type { SectionName } from './names.ts';
import type { AnswerOf, TermField } from './schema.ts';

/** Before grounding every claim of the model is worth the same. */
const UNGROUNDED = 0.7;

interface Claim {
  readonly page: number;
  readonly quote: string;
}

const fact = <T>(value: T, { page, quote }: Claim): Fact<T> => ({
  value,
  evidence: [{ page, quote, box: null }],
  confidence: UNGROUNDED,
  method: 'model',
  needsReview: false,
});

const single = (answer: ({ readonly value: string } & Claim) | undefined): Fact<string> | null =>
  answer ? fact(answer.value, answer) : null;

/** null where there is no amount, no currency, or an amount below the smallest coin, which Money cannot hold. */
function money(amount: number | undefined, currency: string | undefined): Money | null {
  if (amount === undefined || currency === undefined) return null;
  const exact = amount * 10 ** minorDigits(currency);
  const minor = Math.round(exact);
  if (!Number.isSafeInteger(minor) || Math.abs(exact - minor) > 1e-4) return null;
  return { minor, currency };
}

const CONVERT: { readonly [N in SectionName]: (answer: AnswerOf<N>) => Partial<Extraction> } = {
  parties: ({ document_name, parties, stakeholders }) => ({
    documentName: single(document_name),
    parties: parties.map(({ name, role, aliases, ...claim }) => fact({ name, role, aliases }, claim)),
    stakeholders: stakeholders.map(
      ({ name, title = null, email = null, phone = null, organization = null, roles, ...claim }) =>
        fact({ name, title, email, phone, organization, roles }, claim),
    ),
  }),
  terms: ({ facts }) => {
    const of = (field: TermField) => single(facts.find((answer) => answer.field === field));
    return {
      agreementDate: of('agreement_date'),
      effectiveDate: of('effective_date'),
      expirationDate: of('expiration_date'),
      term: of('term'),
      renewalTerm: of('renewal_term'),
      noticePeriod: of('notice_period'),
      governingLaw: of('governing_law'),
      goLiveDate: of('go_live_date'),
    };
  },
  commercial: ({ entitlements, pricing, totals, payment_terms }) => ({
    entitlements: entitlements.map(
      ({ product, quantity = null, unit = null, start = null, end = null, ...claim }) =>
        fact({ product, quantity, unit, start, end }, claim),
    ),
    pricing: pricing.map(
      ({ item, quantity = null, unit_price, amount, percent = null, currency, period = null, ...claim }) => {
        const unitPrice = money(unit_price, currency);
        return fact({ item, quantity, unitPrice, amount: money(amount, currency), percent, period }, claim);
      },
    ),
    totals: totals
      ? fact(
          { annual: money(totals.annual, totals.currency), total: money(totals.total, totals.currency) },
          { page: totals.page, quote: totals.quote },
        )
      : null,
    paymentTerms: single(payment_terms),
  }),
  service: ({ service_levels, technical_requirements }) => ({
    serviceLevels: service_levels.map(({ metric, target, ...claim }) => fact({ metric, target }, claim)),
    technicalRequirements: technical_requirements.map(({ category, ...claim }) =>
      fact({ requirement: claim.quote, category }, claim),
    ),
  }),
};

export const toExtraction = <N extends SectionName>(section: N, answer: AnswerOf<N>): Partial<Extraction> =>
  CONVERT[section](answer);
