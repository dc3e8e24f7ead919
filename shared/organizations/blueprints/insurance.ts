import type { BlueprintDefinition } from './definition.ts';

/** Agencies and brokers: leads become applications, applications become policies. */
export const INSURANCE: BlueprintDefinition = {
  version: 1,
  name: 'Insurance',
  description: 'Leads, applications and policies of an agency or a broker, by line of business.',
  industry_lines: [
    { key: 'health', name: 'Health' },
    { key: 'life', name: 'Life' },
    { key: 'property', name: 'Property' },
    { key: 'casualty', name: 'Casualty' },
    { key: 'auto', name: 'Auto' },
    { key: 'commercial', name: 'Commercial' },
  ],
  pipelines: [
    {
      key: 'leads',
      name: 'Leads',
      subject: 'case',
      statuses: [
        { key: 'new', name: 'New', category: 'open' },
        { key: 'contacted', name: 'Contacted', category: 'open' },
        { key: 'qualified', name: 'Qualified', category: 'open' },
        { key: 'quoted', name: 'Quoted', category: 'open' },
        { key: 'application', name: 'Application', category: 'open' },
        { key: 'underwriting', name: 'Underwriting', category: 'open' },
        { key: 'bound', name: 'Bound', category: 'won' },
        { key: 'declined', name: 'Declined', category: 'lost' },
        { key: 'lost', name: 'Lost', category: 'lost' },
      ],
    },
    {
      key: 'policies',
      name: 'Policies',
      subject: 'contract',
      statuses: [
        { key: 'in_force', name: 'In force', category: 'won' },
        { key: 'renewal_due', name: 'Renewal due', category: 'open' },
        { key: 'lapsed', name: 'Lapsed', category: 'lost' },
        { key: 'cancelled', name: 'Cancelled', category: 'lost' },
      ],
    },
  ],
  fields: [
    {
      key: 'line',
      label: 'Line of business',
      entity: 'contract',
      type: 'select',
      options: ['Health', 'Life', 'Property', 'Casualty', 'Auto', 'Commercial'],
    },
    { key: 'policy_number', label: 'Policy number', entity: 'contract', type: 'text' },
    { key: 'premium', label: 'Annual premium', entity: 'contract', type: 'number' },
    { key: 'sum_insured', label: 'Sum insured', entity: 'contract', type: 'number' },
    { key: 'deductible', label: 'Deductible', entity: 'contract', type: 'number' },
    { key: 'date_of_birth', label: 'Date of birth', entity: 'customer', type: 'date' },
    { key: 'smoker', label: 'Smoker', entity: 'customer', type: 'boolean' },
  ],
  picklists: [
    {
      key: 'lead_sources',
      name: 'Lead sources',
      values: [
        'Website',
        'Referral',
        'Comparison portal',
        'Bought list',
        'Walk-in',
        'Renewal of another insurer',
      ],
    },
    {
      key: 'loss_reasons',
      name: 'Reasons for losing',
      values: ['Price', 'Declined by insurer', 'Stayed with present insurer', 'No need', 'Not reached'],
    },
    {
      key: 'claim_causes',
      name: 'Causes of claims',
      values: ['Fire', 'Water', 'Storm', 'Theft', 'Liability', 'Accident', 'Illness'],
    },
  ],
  templates: [
    {
      key: 'quote',
      name: 'Quote',
      subject: 'Your quote for {{line}} insurance',
      body: 'Dear {{name}},\n\nfor {{sum_insured}} with a deductible of {{deductible}} the yearly premium is {{premium}}. The quote is good until {{valid_until}}.\n\n{{sender}}',
    },
    {
      key: 'policy-issued',
      name: 'Policy issued',
      subject: 'Your policy {{policy_number}} is in force',
      body: 'Dear {{name}},\n\nyour cover began on {{start_date}}. After a loss call {{claims_phone}} first.\n\n{{sender}}',
    },
    {
      key: 'renewal',
      name: 'Renewal',
      subject: 'Policy {{policy_number}} renews on {{renewal_date}}',
      body: 'Dear {{name}},\n\nhas anything changed: address, values, drivers, activities? Tell us before {{renewal_date}}.\n\n{{sender}}',
    },
  ],
};
