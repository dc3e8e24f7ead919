/** A settled contract with everything that the API says about it. */
import type { Answers, FactAnswer } from '../../../bin/onboard/answers.ts';

const fact = (key: string, field: string, value: unknown, more: Partial<FactAnswer> = {}): FactAnswer => ({
  key,
  field,
  value,
  evidence: [{ page: 1, quote: 'as printed' }],
  confidence: 0.9,
  needs_review: false,
  note: null,
  decision: 'none',
  ...more,
});

const source = { fact_key: null, template_key: 'handover', reason: 'Every onboarding starts so.' };
const owner = { side: 'provider', role: 'success_manager', stakeholder_id: null, name: null } as const;

export const ANSWERS: Answers = {
  contract: {
    id: 'c1',
    customer_id: 'k1',
    customer_name: 'Meridian Freight',
    file_name: 'agreement.pdf',
    status: 'review',
    failure: null,
    reader: 'text-layer',
    pages: 2,
    document_name: 'Master Agreement',
    extractor: 'rules',
    extractor_reason: 'Read by rules: the organization has not turned AI on.',
    facts: 5,
    needs_review: 1,
    plan_id: 'c1',
    progress: {
      stages: [
        { stage: 'inspect', entered_at: '2026-11-21T10:00:00.000Z', left_at: '2026-11-21T10:00:00.250Z' },
      ],
    },
  },
  facts: [
    fact('parties/0', 'parties', { name: 'Harborlight', role: 'provider', aliases: ['Provider'] }),
    fact('effectiveDate/0', 'effective_date', '2027-03-03'),
    fact('expirationDate/0', 'expiration_date', '2030-03-02', {
      evidence: [],
      needs_review: true,
      note: 'Not found in the document.',
    }),
    fact('governingLaw/0', 'governing_law', 'Oregon', { decision: 'rejected' }),
    fact('totals/0', 'totals', { annual: { minor: 5_400_000, currency: 'USD' }, total: null }),
    fact('serviceLevels/0', 'service_levels', { metric: 'Uptime', target: '99.9%' }),
  ],
  stakeholders: [
    {
      mentions: [{ contract_id: 'c1' }],
      name: 'Renata Okafor',
      title: 'Chief Operating Officer',
      email: 'renata.okafor@meridianfreight.example',
      phone: null,
      organization: 'Meridian Freight LLC',
      roles: ['executive_sponsor', 'signatory'],
      side: 'customer',
      influence: 'decision_maker',
      needs_review: false,
    },
  ],
  entitlements: [
    { contract_id: 'c1', product: 'Dispatch', quantity: 120, unit: 'named users', start: null, end: null },
  ],
  pricing: [
    {
      contract_id: 'c1',
      item: 'Dispatch',
      quantity: 120,
      unit_price: { minor: 45_000, currency: 'USD' },
      amount: { minor: 5_400_000, currency: 'USD' },
      percent: null,
      period: 'year',
    },
    {
      contract_id: 'c1',
      item: 'Commission',
      quantity: null,
      unit_price: null,
      amount: null,
      percent: 12.5,
      period: 'other',
    },
    {
      contract_id: 'c1',
      item: 'Consulting, Tokyo',
      quantity: null,
      unit_price: null,
      amount: { minor: 150_000, currency: 'JPY' },
      percent: null,
      period: 'one_time',
    },
  ],
  plan: {
    name: 'Onboarding of Meridian Freight',
    go_live_date: '2027-04-01',
    agreed_go_live_date: '2027-03-25',
    anchor: { date: '2027-03-03', basis: 'effective_date', note: 'Counted from the effective date.', source },
    phases: [
      { key: 'kickoff', name: 'Kickoff', goal: 'Begin', start_date: '2027-03-03', end_date: '2027-03-05' },
    ],
    tasks: [
      {
        key: 'handover',
        order: 1,
        phase: 'kickoff',
        title: 'Hand over',
        description: 'In writing.',
        owner,
        duration_days: 1,
        start_date: '2027-03-03',
        due_date: '2027-03-03',
        depends_on: [],
        source,
      },
      {
        key: 'meet',
        order: 2,
        phase: 'kickoff',
        title: 'Meet',
        description: 'Everybody.',
        owner: { ...owner, side: 'customer', stakeholder_id: 'k1-p1', name: 'Renata Okafor' },
        duration_days: 2,
        start_date: '2027-03-04',
        due_date: '2027-03-05',
        depends_on: ['handover'],
        source: { ...source, fact_key: 'stakeholders/0', page: 2, quote: 'Renata Okafor' },
      },
    ],
    risks: [
      {
        key: 'late',
        severity: 'high',
        sentence: 'The agreed date cannot be kept.',
        mitigation: 'Agree on another.',
        source,
      },
    ],
    success_criteria: [{ key: 'live', sentence: 'Live and accepted.', target_date: '2027-04-01', source }],
  },
};
