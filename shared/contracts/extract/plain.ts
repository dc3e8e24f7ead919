/** An extraction as plain values: what the command line prints and the evaluation reads. */
import {
  type Evidence,
  type Extraction,
  type Fact,
  LIST_FIELDS,
  type Money,
  type PriceLine,
  SCALAR_FIELDS,
} from '../extraction.ts';
import { majorUnits } from './money.ts';

const decimal = (money: Money | null): number | null => (money === null ? null : majorUnits(money));

/** Amounts in major units; a rate has its percent as amount and the currency `%`. */
function plainPrice(line: PriceLine): Record<string, unknown> {
  return {
    item: line.item,
    quantity: line.quantity,
    unitPrice: decimal(line.unitPrice),
    amount: line.percent ?? decimal(line.amount),
    currency: line.percent !== null ? '%' : (line.amount?.currency ?? line.unitPrice?.currency ?? null),
    period: line.period,
  };
}

type PerField<T> = Partial<Record<keyof Extraction, T | readonly T[]>>;

/** Confidence of each field: one number, or one for each entry of a list. */
export function confidences(extraction: Extraction): PerField<number> {
  return perField(extraction, (fact) => fact.confidence);
}

/** Evidence of each field, in the same shape as its values. */
export function evidences(extraction: Extraction): PerField<readonly Evidence[]> {
  return perField(extraction, (fact) => fact.evidence);
}

function perField<T>(extraction: Extraction, read: (fact: Fact<unknown>) => T): PerField<T> {
  const result: PerField<T> = {};
  for (const field of SCALAR_FIELDS) {
    const fact = extraction[field];
    if (fact !== null) result[field] = read(fact);
  }
  for (const field of LIST_FIELDS)
    if (extraction[field].length > 0) result[field] = extraction[field].map((fact) => read(fact));
  return result;
}

/** The values alone, dates and durations as printed in {@link Extraction}. */
export function plainValues(extraction: Extraction): Record<string, unknown> {
  const totals = extraction.totals?.value ?? null;
  return {
    documentName: extraction.documentName?.value ?? null,
    parties: extraction.parties.map(({ value }) => ({ name: value.name, role: value.role })),
    agreementDate: extraction.agreementDate?.value ?? null,
    effectiveDate: extraction.effectiveDate?.value ?? null,
    expirationDate: extraction.expirationDate?.value ?? null,
    term: extraction.term?.value ?? null,
    renewalTerm: extraction.renewalTerm?.value ?? null,
    noticePeriod: extraction.noticePeriod?.value ?? null,
    governingLaw: extraction.governingLaw?.value ?? null,
    stakeholders: extraction.stakeholders.map(({ value }) => ({
      name: value.name,
      title: value.title,
      email: value.email,
      phone: value.phone,
      organization: value.organization,
      role: value.roles[0] ?? 'other',
      roles: value.roles,
    })),
    entitlements: extraction.entitlements.map(({ value }) => value),
    pricing: extraction.pricing.map(({ value }) => plainPrice(value)),
    totals: {
      annual: decimal(totals?.annual ?? null),
      total: decimal(totals?.total ?? null),
      currency: totals?.annual?.currency ?? totals?.total?.currency ?? null,
    },
    paymentTerms: extraction.paymentTerms?.value ?? null,
    serviceLevels: extraction.serviceLevels.map(({ value }) => value),
    technicalRequirements: extraction.technicalRequirements.map(({ value }) => value),
  };
}
