/** Records as the API gives them, for browser tests. All people, firms and prices are invented. */
import type {
  Account,
  Contract,
  Customer,
  Fact,
  Organization,
  Plan,
  PlanTask,
} from '../../web/src/api/types.ts';

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
let count = 0;
export const newId = () => `01K${String(++count).padStart(23, '0')}`;

/** An admin's. */
const PERMISSIONS = [
  'contract:read',
  'contract:write',
  'contract:delete',
  'contract:restore',
  'customer:read',
  'customer:write',
  'customer:assign',
  'stakeholder:read',
  'stakeholder:write',
  'portal:manage',
  'plan:read',
  'plan:write',
  'organization:read',
  'organization:manage',
  'organization:delete',
  'settings:manage',
  'billing:manage',
  'team:read',
  'team:manage',
  'role:manage',
  'apikey:manage',
  'integration:manage',
  'report:read',
  'audit:read',
  'audit:export',
];

export const account = (organization: Organization | undefined): Account => ({
  id: 'user-1',
  email: 'ada.lovelace@harborlight.example',
  name: 'Ada Lovelace',
  locale: null,
  theme: null,
  accent: null,
  org_id: organization?.id ?? null,
  role: organization ? 'admin' : null,
  permissions: organization ? PERMISSIONS : [],
  scopes: Object.fromEntries(organization ? PERMISSIONS.map((permission) => [permission, 'org']) : []),
  standing: null,
  ai_enabled: organization?.ai_enabled ?? false,
  organization: organization
    ? {
        id: organization.id,
        name: organization.name,
        slug: organization.slug,
        demo_ends_at: null,
        deletes_at: null,
        settings: null,
        colors: null,
        logo_id: null,
      }
    : null,
});

export const organization = (name = 'Harborlight Software', slug = 'harborlight-software'): Organization => ({
  id: newId(),
  name,
  slug,
  blueprint: 'customer-success',
  ai_enabled: false,
  size: null,
  location: null,
  industry_lines: [],
  markets: null,
  lead_sources: [],
  integrations: null,
  subscription: { plan: 'team', billing_email: null },
  deletion: null,
  version: 1,
  created_at: minutesAgo(600),
  updated_at: minutesAgo(600),
});

export const customer = (name: string): Customer => ({
  id: newId(),
  name,
  status: 'active',
  owner_id: 'user-1',
  next_follow_up_at: null,
  custom: {},
  summary: {
    contracts: 0,
    annual: [],
    total: [],
    go_live_date: null,
    renewal_date: null,
    end_date: null,
    notice_date: null,
  },
  version: 1,
  created_at: minutesAgo(300),
  updated_at: minutesAgo(300),
  archived_at: null,
});

const STAGES = ['inspect', 'read', 'parse', 'ground', 'stakeholders', 'plan', 'publish'] as const;

/** @param reached how many stages were entered; the last of them is left only when the contract is finished */
export function contract(status: Contract['status'], more: Partial<Contract> = {}, reached = 7): Contract {
  const finished = ['review', 'ready', 'confirmed'].includes(status);
  const start = Date.now() - (finished ? 60_000 : 1_500);
  const at = (index: number) => new Date(start + index * 340).toISOString();
  const entered = status === 'awaiting_upload' ? [] : STAGES.slice(0, reached);
  return {
    id: newId(),
    customer_id: newId(),
    customer_name: 'Meridian Freight LLC',
    owner_id: 'user-1',
    file_name: 'meridian-master-subscription-agreement.pdf',
    content_type: 'application/pdf',
    size: 482_113,
    status,
    run: 1,
    progress: {
      stage: entered.at(-1) ?? null,
      stages: entered.map((stage, index) => ({
        stage,
        entered_at: at(index),
        left_at: finished || index < entered.length - 1 ? at(index + 1) : null,
      })),
    },
    failure: null,
    reader: finished ? 'pdf' : null,
    pages: finished ? 12 : null,
    document_name: finished ? 'Master Subscription Agreement' : null,
    extractor: finished ? 'rules' : null,
    extractor_reason: finished ? 'The language model is switched off for this organization.' : null,
    usage: null,
    facts: null,
    needs_review: finished ? 0 : null,
    plan_id: null,
    confirmed_at: null,
    confirmed_by: null,
    version: 3,
    created_at: minutesAgo(4),
    updated_at: minutesAgo(3),
    archived_at: null,
    ...more,
  };
}

const fact = (
  field: Fact['field'],
  ordinal: number,
  value: unknown,
  quote: string,
  page: number,
  more: Partial<Fact> = {},
): Fact => ({
  key: `${field}/${ordinal}`,
  field,
  value,
  original: null,
  evidence: quote ? [{ page, quote, box: { left: 0.1, top: 0.2, width: 0.4, height: 0.02 } }] : [],
  confidence: 0.95,
  method: 'rule',
  needs_review: false,
  note: null,
  alternative: null,
  decision: 'none',
  decided_by: null,
  decided_at: null,
  version: 1,
  ...more,
});

const usd = (minor: number) => ({ minor, currency: 'USD' });

export const facts = (): Fact[] => [
  fact('document_name', 0, 'Master Subscription Agreement', 'MASTER SUBSCRIPTION AGREEMENT', 1),
  fact('effective_date', 0, '2027-03-03', 'is entered into as of March 3, 2027 (the "Effective Date")', 1),
  fact('expiration_date', 0, '2030-03-02', '', 1, {
    method: 'computed',
    confidence: 0.7,
    needs_review: true,
    note: 'Worked out from the effective date and the term; the contract does not print it.',
  }),
  fact('term', 0, '36 months', 'The initial term of this Agreement is thirty-six (36) months', 1),
  fact(
    'renewal_term',
    0,
    '12 months',
    'It renews automatically for successive terms of twelve (12) months',
    1,
  ),
  fact(
    'notice_period',
    0,
    '60 days',
    'written notice at least sixty (60) days before the end of the then current term',
    1,
  ),
  fact('governing_law', 0, 'Oregon', 'This Agreement is governed by the laws of the State of Oregon.', 2),
  fact('totals', 0, { annual: usd(5_400_000), total: usd(17_050_000) }, '', 1, {
    method: 'computed',
    confidence: 0.86,
  }),
  fact('payment_terms', 0, 'net 30', 'Invoices are due net thirty (30) days from receipt.', 1),
  fact(
    'parties',
    0,
    { name: 'Harborlight Software, Inc.', role: 'provider', aliases: ['Provider'] },
    'Harborlight Software, Inc., a Delaware corporation ("Provider")',
    1,
  ),
  fact(
    'parties',
    1,
    { name: 'Meridian Freight LLC', role: 'customer', aliases: ['Customer'] },
    'Meridian Freight LLC, an Oregon limited liability company ("Customer")',
    1,
  ),
  fact(
    'stakeholders',
    0,
    {
      name: 'Renata Okafor',
      title: 'Chief Operating Officer',
      email: 'renata.okafor@meridianfreight.example',
      phone: null,
      organization: 'Meridian Freight LLC',
      roles: ['executive_sponsor', 'signatory', 'notices'],
    },
    'Renata Okafor, Chief Operating Officer, renata.okafor@meridianfreight.example',
    2,
  ),
  fact(
    'entitlements',
    0,
    { product: 'Harborlight Dispatch', quantity: 120, unit: 'named users', start: '2027-03-03', end: null },
    'access to Harborlight Dispatch for 120 named users during the term',
    1,
    {
      confidence: 0.62,
      method: 'model',
      needs_review: true,
      note: 'The rules and the language model read different quantities.',
      alternative: {
        product: 'Harborlight Dispatch',
        quantity: 12,
        unit: 'named users',
        start: null,
        end: null,
      },
    },
  ),
  fact(
    'pricing',
    0,
    {
      item: 'Harborlight Dispatch subscription',
      quantity: null,
      unit_price: null,
      amount: usd(5_400_000),
      percent: null,
      period: 'year',
    },
    'an annual subscription fee of $54,000.00 for Harborlight Dispatch',
    1,
  ),
  fact(
    'pricing',
    1,
    {
      item: 'Implementation',
      quantity: null,
      unit_price: null,
      amount: usd(850_000),
      percent: null,
      period: 'one_time',
    },
    'a one-time implementation fee of $8,500.00',
    1,
    { confidence: 0.8 },
  ),
  fact(
    'service_levels',
    0,
    { metric: 'Monthly uptime', target: '99.9%' },
    'shall maintain a monthly uptime percentage of 99.9%',
    1,
  ),
  fact(
    'technical_requirements',
    0,
    {
      requirement: 'Single sign-on through SAML 2.0 with the Customer’s identity provider.',
      category: 'identity',
    },
    'Single sign-on through SAML 2.0 with the Customer’s identity provider.',
    2,
  ),
];

const source = (reason: string, page: number | null = null, quote: string | null = null) => ({
  fact_key: page === null ? null : 'term/0',
  template_key: 'customer-success',
  reason,
  page,
  quote,
});

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const task = (
  phase: string,
  order: number,
  title: string,
  due: number,
  more: Partial<PlanTask> = {},
): PlanTask => ({
  key: `task-${order}`,
  order,
  phase,
  title,
  description: 'Agree on what is needed, by whom and by when, and write it down where both sides see it.',
  status: 'todo',
  owner: { side: 'provider', role: 'success_manager', stakeholder_id: null, name: null },
  duration_days: 2,
  start_date: inDays(due - 2),
  due_date: inDays(due),
  depends_on: [],
  waits_for: [],
  origin: 'template',
  edited_fields: [],
  completed_at: null,
  completed_by: null,
  source: source('Every onboarding begins with it.'),
  version: 1,
  ...more,
});

const progressOf = (tasks: readonly PlanTask[]) => {
  const done = tasks.filter(({ status }) => status === 'done').length;
  return { total: tasks.length, done, percent: Math.round((done * 100) / Math.max(1, tasks.length)) };
};

/** The plan with what follows from its tasks, as the API works it out. */
export function plan(contractId: string, tasks: readonly PlanTask[] = planTasks()): Plan {
  const phase = (key: string, name: string, goal: string, start: number, end: number) => ({
    key,
    name,
    goal,
    start_date: inDays(start),
    end_date: inDays(end),
    progress: progressOf(tasks.filter((entry) => entry.phase === key)),
  });
  return {
    id: contractId,
    customer_id: newId(),
    customer_name: 'Meridian Freight LLC',
    owner_id: 'user-1',
    contract_id: contractId,
    name: 'Onboarding of Meridian Freight LLC',
    start_date: inDays(-6),
    go_live_date: inDays(40),
    agreed_go_live_date: inDays(30),
    progress: progressOf(tasks),
    version: 1,
    created_at: minutesAgo(3),
    updated_at: minutesAgo(3),
    archived_at: null,
    template: 'customer-success',
    template_version: 1,
    planned_on: inDays(0),
    anchor: {
      date: inDays(-6),
      basis: 'effective_date',
      note: 'Dates count from the effective date in the contract, in working days.',
      source: source('The contract names an effective date.', 1, 'is entered into as of March 3, 2027'),
    },
    phases: [
      phase('kickoff', 'Kick-off', 'Both sides know who does what by when.', -6, 6),
      phase('setup', 'Set-up', 'The customer’s people can sign in and see their own data.', 7, 28),
    ],
    tasks: [...tasks],
    risks: [
      {
        key: 'late-go-live',
        severity: 'high',
        sentence: 'The agreed go-live date leaves less time than the work needs.',
        mitigation: 'Agree on a later date, or leave data migration for after go-live.',
        source: source('The contract names a go-live date.', 2, 'shall be live no later than May 1, 2027'),
      },
      {
        key: 'no-technical-contact',
        severity: 'medium',
        sentence: 'The contract names nobody on the customer’s side for technical questions.',
        mitigation: 'Ask for a name at the kick-off.',
        source: source('No person with a technical role was found.'),
      },
    ],
    success_criteria: [
      {
        key: 'users',
        sentence: '120 named users have signed in to Harborlight Dispatch.',
        target_date: inDays(40),
        source: source(
          'The contract entitles the customer to 120 named users.',
          1,
          'for 120 named users during the term',
        ),
      },
    ],
    next_step: tasks.find(({ status }) => status !== 'done') ?? null,
  };
}

export const planTasks = (): PlanTask[] => [
  task('kickoff', 1, 'Hand over from sales', -4, {
    status: 'done',
    completed_at: minutesAgo(90),
    completed_by: 'user-1',
  }),
  task('kickoff', 2, 'Hold the kick-off meeting', -1, {
    owner: { side: 'customer', role: 'executive_sponsor', stakeholder_id: 'p-1', name: 'Renata Okafor' },
  }),
  task('setup', 3, 'Set up single sign-on through SAML 2.0', 12, {
    depends_on: ['task-2'],
    waits_for: ['task-2'],
    owner: { side: 'provider', role: 'technical', stakeholder_id: null, name: null },
    source: source(
      'The contract asks for single sign-on.',
      2,
      'Single sign-on through SAML 2.0 with the Customer’s identity provider.',
    ),
  }),
  task('setup', 4, 'Create 120 named users', 20, { status: 'blocked' }),
];

export const listOf = <T>(data: T[], next_cursor: string | null = null) => ({
  data,
  total: null,
  page: null,
  limit: 50,
  page_size: 50,
  pages: null,
  total_pages: null,
  next_cursor,
});

export const emptyList = () => listOf<never>([]);
