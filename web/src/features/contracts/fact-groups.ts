/** The facts as a person reads a contract. */
import type { Fact, Field } from '../../api/types.ts';

export const GROUPS: readonly { readonly name: string; readonly fields: readonly Field[] }[] = [
  { name: 'Parties', fields: ['document_name', 'parties', 'governing_law'] },
  {
    name: 'Dates and renewal',
    fields: [
      'agreement_date',
      'effective_date',
      'go_live_date',
      'term',
      'expiration_date',
      'renewal_term',
      'notice_period',
    ],
  },
  { name: 'Entitlements', fields: ['entitlements'] },
  { name: 'Pricing', fields: ['pricing', 'totals', 'payment_terms'] },
  { name: 'Technical', fields: ['service_levels', 'technical_requirements'] },
  { name: 'People', fields: ['stakeholders'] },
];

/** @returns groups that have a fact, each in its fields' order */
export const grouped = (facts: readonly Fact[]) =>
  GROUPS.map(({ name, fields }) => ({
    name,
    facts: fields.flatMap((field) => facts.filter((fact) => fact.field === field)),
  })).filter((group) => group.facts.length > 0);
