/** The dashboard and customers as the API gives them, for browser tests. All people, firms and prices are invented. */
import type { Activity, CustomerDetail, Dashboard, DashboardTask, Person } from '../../web/src/api/types.ts';
import { contract, customer, inDays, minutesAgo, newId, plan } from './web-fixtures.ts';

export const activity = (
  type: Activity['type'],
  minutes: number,
  more: Partial<Activity> = {},
): Activity => ({
  id: `${newId()}/${type}`,
  type,
  at: minutesAgo(minutes),
  by: null,
  by_name: null,
  customer_id: '01KCUSTOMER',
  customer_name: 'Meridian Freight LLC',
  contract_id: '01KCONTRACT',
  plan_id: null,
  subject: 'Master Subscription Agreement',
  count: null,
  ...more,
});

const dashboardTask = (
  key: string,
  title: string,
  due: number,
  more: Partial<DashboardTask> = {},
): DashboardTask => ({
  plan_id: '01KPLAN',
  customer_id: '01KCUSTOMER',
  customer_name: 'Meridian Freight LLC',
  key,
  title,
  status: 'todo',
  due_date: inDays(due),
  owner: { side: 'provider', role: 'success_manager', stakeholder_id: null, name: null },
  mine: false,
  waits: false,
  version: 1,
  ...more,
});

const none = { count: 0, more: false };

export const emptyDashboard = (more: Partial<Dashboard> = {}): Dashboard => ({
  day: inDays(0),
  empty: false,
  review: { ...none, contracts: [] },
  failed: { ...none, contracts: [] },
  processing: { ...none, contracts: [] },
  overdue: { ...none, tasks: [] },
  upcoming: { ...none, tasks: [] },
  plans: { more: false, plans: [] },
  activity: [],
  ...more,
});

/** A day with something of everything. */
export function dashboard(): Dashboard {
  const review = [
    contract('review', { needs_review: 3, facts: 17, plan_id: '01KPLAN' }),
    contract('review', {
      customer_name: 'Quayside Foods GmbH',
      document_name: 'Rahmenvertrag',
      needs_review: 1,
    }),
  ];
  const shownPlan = (name: string, done: number, step: string | null) => {
    const { id, customer_id, contract_id, start_date, go_live_date, version, created_at, updated_at } = plan(
      newId(),
    );
    return {
      id,
      customer_id,
      customer_name: name,
      owner_id: 'user-1',
      contract_id,
      name: `Onboarding of ${name}`,
      start_date,
      go_live_date,
      agreed_go_live_date: null,
      progress: { total: 34, done, percent: Math.round((done * 100) / 34) },
      version,
      created_at,
      updated_at,
      archived_at: null,
      next_step: step === null ? null : { key: 'step', title: step, due_date: inDays(3) },
    };
  };
  return emptyDashboard({
    review: { count: 50, more: true, contracts: review },
    failed: {
      ...none,
      count: 1,
      contracts: [
        contract(
          'failed',
          {
            customer_name: 'Tallis Robotics',
            failure: {
              code: 'processing_failed',
              message:
                'Something went wrong on our side while this contract was processed. Your file is safe: try again.',
              redrivable: true,
            },
          },
          3,
        ),
      ],
    },
    processing: {
      ...none,
      count: 1,
      contracts: [
        contract('processing', { customer_name: 'Lumen Pediatrics', file_name: 'lumen-2027.pdf' }, 4),
      ],
    },
    overdue: {
      count: 2,
      more: false,
      tasks: [
        dashboardTask('kickoff', 'Hold the kick-off meeting', -2, {
          mine: true,
          owner: { side: 'provider', role: 'success_manager', stakeholder_id: null, name: 'Ada Lovelace' },
        }),
        dashboardTask('invite', 'Invite the customer’s project team', -1, {
          owner: { side: 'customer', role: 'project', stakeholder_id: 'p-1', name: 'Renata Okafor' },
          waits: true,
        }),
      ],
    },
    upcoming: {
      count: 3,
      more: false,
      tasks: [
        dashboardTask('sso', 'Agree on the identity provider for single sign-on', 2),
        dashboardTask('data', 'Receive a sample of the data to migrate', 4, {
          plan_id: '01KOTHER',
          customer_name: 'Oduya & Partners',
          owner: { side: 'customer', role: 'technical', stakeholder_id: null, name: null },
        }),
        dashboardTask('billing', 'Send the first invoice', 9),
      ],
    },
    plans: {
      more: true,
      plans: [
        shownPlan('Meridian Freight LLC', 12, 'Hold the kick-off meeting'),
        shownPlan('Oduya & Partners', 3, 'Receive a sample of the data to migrate'),
        shownPlan('Quayside Foods GmbH', 0, null),
      ],
    },
    activity: [
      activity('task_done', 2, {
        by: 'user-1',
        by_name: 'Ada Lovelace',
        subject: 'Hand over from sales',
        plan_id: '01KPLAN',
      }),
      activity('contract_confirmed', 40, { by: 'user-2', by_name: 'Grace Hopper' }),
      activity('contract_read', 55, { count: 17 }),
      activity('plan_made', 56, { plan_id: '01KPLAN', subject: 'Onboarding of Meridian Freight LLC' }),
      activity('contract_failed', 130, {
        customer_name: 'Tallis Robotics',
        subject: 'Something went wrong on our side while this contract was processed.',
      }),
      activity('contract_uploaded', 1600, { by: 'user-1', by_name: 'Ada Lovelace' }),
    ],
  });
}

export const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: `01KCUSTOMER-${newId()}`,
  customer_id: '01KCUSTOMER',
  name,
  title: null,
  email: null,
  phone: null,
  organization: null,
  roles: ['other'],
  side: 'customer',
  influence: 'user',
  influence_reason: 'No role is known.',
  source: 'contract',
  mentions: [{ contract_id: '01KCONTRACT', fact_key: 'stakeholders/0' }],
  confidence: 0.9,
  needs_review: false,
  edited_fields: [],
  edited_by: null,
  edited_at: null,
  version: 1,
  created_at: minutesAgo(300),
  updated_at: minutesAgo(300),
  archived_at: null,
  ...more,
});

const USD = (minor: number) => ({ minor, currency: 'USD' });
const line = { confidence: 0.9, needs_review: false, source: 'contract' as const };

/** A customer with two contracts and people on both sides. */
export const customerDetail = (more: Partial<CustomerDetail> = {}): CustomerDetail => ({
  ...customer('Meridian Freight LLC'),
  id: '01KCUSTOMER',
  summary: {
    contracts: 2,
    annual: [USD(5_400_000), { minor: 1_200_000, currency: 'EUR' }],
    total: [USD(17_050_000)],
    go_live_date: inDays(30),
    renewal_date: inDays(90),
    end_date: null,
    notice_date: inDays(30),
  },
  terms: [
    {
      contract_id: '01KCONTRACT',
      document_name: 'Master Subscription Agreement',
      effective_date: inDays(-275),
      go_live_date: inDays(30),
      term: '36 months',
      renewal_term: '12 months',
      notice_period: '60 days',
      payment_terms: 'net 30',
      perpetual: false,
      ends_on: inDays(90),
      renews: true,
      notice_by: inDays(30),
      annual: USD(5_400_000),
      total: USD(17_050_000),
    },
    {
      contract_id: '01KORDER',
      document_name: 'Order Form No. 7',
      effective_date: inDays(-20),
      go_live_date: null,
      term: '12 months',
      renewal_term: null,
      notice_period: null,
      payment_terms: null,
      perpetual: false,
      ends_on: inDays(345),
      renews: false,
      notice_by: null,
      annual: { minor: 1_200_000, currency: 'EUR' },
      total: null,
    },
  ],
  people: [
    person('Renata Okafor', {
      title: 'Chief Operating Officer',
      email: 'renata.okafor@meridianfreight.example',
      phone: '+1 503 555 0142',
      roles: ['signatory', 'executive_sponsor'],
      influence: 'decision_maker',
      influence_reason: 'Signs the contract.',
    }),
    person('Jonas Brandvik', {
      title: 'Head of IT',
      roles: ['technical'],
      influence: 'influencer',
      influence_reason: 'Decides how technical requirements are met.',
    }),
    person('Marisol Etxeberria', {
      roles: ['billing'],
      influence: 'informed',
      influence_reason: 'Handles invoices.',
    }),
    person('Tomas Lindqvist', {
      title: 'Vice President of Sales',
      organization: 'Harborlight Software, Inc.',
      roles: ['signatory'],
      side: 'provider',
      influence: 'decision_maker',
      influence_reason: 'Signs the contract.',
    }),
    person('P. Ashworth', {
      side: null,
      roles: ['notices'],
      influence: 'informed',
      influence_reason: 'Receives notices.',
    }),
  ],
  entitlements: [
    {
      contract_id: '01KCONTRACT',
      fact_key: 'entitlements/0',
      product: 'Harborlight Dispatch',
      quantity: 120,
      unit: 'named users',
      start: inDays(-275),
      end: null,
      ...line,
    },
    {
      contract_id: '01KORDER',
      fact_key: 'entitlements/0',
      product: 'Harborlight Analytics',
      quantity: null,
      unit: null,
      start: null,
      end: inDays(345),
      ...line,
    },
  ],
  prices: [
    {
      contract_id: '01KCONTRACT',
      fact_key: 'pricing/0',
      item: 'Harborlight Dispatch',
      quantity: 120,
      unit_price: USD(45_000),
      amount: USD(5_400_000),
      percent: null,
      period: 'year',
      ...line,
    },
    {
      contract_id: '01KCONTRACT',
      fact_key: 'pricing/1',
      item: 'Implementation',
      quantity: null,
      unit_price: null,
      amount: USD(850_000),
      percent: null,
      period: 'one_time',
      ...line,
    },
    {
      contract_id: '01KORDER',
      fact_key: 'pricing/0',
      item: 'Referral commission',
      quantity: null,
      unit_price: null,
      amount: null,
      percent: 7.5,
      period: null,
      ...line,
    },
  ],
  ...more,
});
