import type { BlueprintDefinition } from './definition.ts';

/** Any trade: agreements, customers and what was promised to them. */
export const GENERIC: BlueprintDefinition = {
  version: 1,
  name: 'Generic',
  description: 'For everybody else: customers, agreements, and a plan from each.',
  industry_lines: [],
  pipelines: [
    {
      key: 'sales',
      name: 'Sales',
      subject: 'deal',
      statuses: [
        { key: 'new', name: 'New', category: 'open' },
        { key: 'in_progress', name: 'In progress', category: 'open' },
        { key: 'proposal', name: 'Proposal', category: 'open' },
        { key: 'won', name: 'Won', category: 'won' },
        { key: 'lost', name: 'Lost', category: 'lost' },
      ],
    },
  ],
  fields: [
    { key: 'customer_number', label: 'Customer number', entity: 'customer', type: 'text' },
    { key: 'reference', label: 'Our reference', entity: 'contract', type: 'text' },
  ],
  picklists: [
    {
      key: 'lead_sources',
      name: 'Lead sources',
      values: ['Website', 'Referral', 'Partner', 'Event', 'Other'],
    },
    {
      key: 'loss_reasons',
      name: 'Reasons for losing',
      values: ['Price', 'Timing', 'Competitor', 'No answer'],
    },
  ],
  templates: [
    {
      key: 'welcome',
      name: 'Welcome',
      subject: 'Welcome to {{organization}}',
      body: 'Dear {{name}},\n\nthank you for your order. Your contact is {{owner}}.\n\n{{sender}}',
    },
  ],
};
