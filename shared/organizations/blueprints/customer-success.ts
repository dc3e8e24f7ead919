import type { BlueprintDefinition } from './definition.ts';

/** Software and services that a customer's people are to use. */
export const CUSTOMER_SUCCESS: BlueprintDefinition = {
  version: 1,
  name: 'Customer success',
  description: 'Contracts become onboarding plans; customers are followed to adoption and renewal.',
  industry_lines: [],
  pipelines: [
    {
      key: 'lifecycle',
      name: 'Customer lifecycle',
      subject: 'customer',
      statuses: [
        { key: 'onboarding', name: 'Onboarding', category: 'open' },
        { key: 'adopting', name: 'Adopting', category: 'open' },
        { key: 'live', name: 'Live', category: 'won' },
        { key: 'at_risk', name: 'At risk', category: 'open' },
        { key: 'renewing', name: 'Renewing', category: 'open' },
        { key: 'churned', name: 'Churned', category: 'lost' },
      ],
    },
  ],
  fields: [
    { key: 'health_score', label: 'Health score', entity: 'customer', type: 'number' },
    { key: 'renewal_owner', label: 'Renewal owner', entity: 'customer', type: 'text' },
    {
      key: 'segment',
      label: 'Segment',
      entity: 'customer',
      type: 'select',
      options: ['Enterprise', 'Mid-market', 'Small business'],
    },
  ],
  picklists: [
    {
      key: 'churn_reasons',
      name: 'Reasons to leave',
      values: ['Price', 'Missing feature', 'Low adoption', 'Support', 'Out of business', 'Competitor'],
    },
    {
      key: 'lead_sources',
      name: 'Lead sources',
      values: ['Website', 'Referral', 'Partner', 'Event', 'Outbound'],
    },
  ],
  templates: [
    {
      key: 'welcome',
      name: 'Welcome',
      subject: 'Welcome to {{organization}}',
      body: 'Dear {{name}},\n\nwe are glad to have you. Our kickoff is on {{kickoff_date}}; your plan: {{plan_link}}\n\n{{sender}}',
    },
    {
      key: 'renewal-notice',
      name: 'Renewal ahead',
      subject: 'Your agreement with {{organization}} ends on {{term_end}}',
      body: 'Dear {{name}},\n\nthe last day for notice is {{notice_by}}. Shall we talk about what comes next?\n\n{{sender}}',
    },
  ],
};
