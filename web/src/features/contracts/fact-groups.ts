/** The facts as a person reads a contract. */
import type { Fact, Field } from '../../api/types.ts';

type GroupName = 'parties' | 'dates' | 'entitlements' | 'pricing' | 'technical' | 'people';

export const GROUPS: readonly { readonly name: GroupName; readonly fields: readonly Field[] }[] = [
  { name: 'parties', fields: ['document_name', 'parties', 'governing_law'] },
  {
    name: 'dates',
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
  { name: 'entitlements', fields: ['entitlements'] },
  { name: 'pricing', fields: ['pricing', 'totals', 'payment_terms'] },
  { name: 'technical', fields: ['service_levels', 'technical_requirements'] },
  { name: 'people', fields: ['stakeholders'] },
];

/** @returns groups that have a fact, each in its fields' order */
export const grouped = (facts: readonly Fact[]) =>
  GROUPS.map(({ name, fields }) => ({
    name,
    facts: fields.flatMap((field) => facts.filter((fact) => fact.field === field)),
  })).filter((group) => group.facts.length > 0);
