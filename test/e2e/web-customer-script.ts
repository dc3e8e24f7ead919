/** The API of customers, scripted: it keeps what it is sent. */
import type { Customer, CustomerDetail } from '../../web/src/api/types.ts';
import { activity, person } from './web-customer-fixtures.ts';
import { account, contract, customer, inDays, listOf, organization, plan } from './web-fixtures.ts';
import { refuse, type Script } from './web-server.ts';
import { member } from './web-team-script.ts';

/** The customer as it is by now. */
export interface Shown {
  customer: CustomerDetail;
}

const few = (detail: CustomerDetail): Customer[] => {
  const { people: _, terms: _t, entitlements: _e, prices: _p, ...meridian } = detail;
  return [
    meridian,
    {
      ...customer('Oduya & Partners'),
      status: 'prospect',
      owner_id: 'user-2',
      next_follow_up_at: inDays(3),
    },
    { ...customer('Quayside Foods GmbH'), status: 'churned', owner_id: 'user-9' },
    {
      ...customer('A company with a very long name that goes on for more than a line, Incorporated'),
      status: 'lead',
    },
  ];
};

const company = organization();
export const customerScript = (at: Shown): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/customers': ({ query }) => {
    const q = query.get('q')?.toLowerCase() ?? '';
    const status = query.get('status');
    const owner = query.get('owner_id')?.replace(/^me$/, 'user-1');
    const found = few(at.customer).filter(
      (one) =>
        one.name.toLowerCase().startsWith(q) &&
        (!status || one.status === status) &&
        (!owner || one.owner_id === owner),
    );
    return listOf(query.get('sort')?.startsWith('-') ? found.reverse() : found);
  },
  'GET /api/v1/teams/members': () =>
    listOf([member('user-1', 'Ada Lovelace'), member('user-2', 'Grace Hopper')]),
  'GET /api/v1/workspace/custom-fields': () => ({ customer: [], version: 0, updated_at: null }),
  'GET /api/v1/customers/{id}': () => at.customer,
  'PATCH /api/v1/customers/{id}': ({ body: { version, ...changes } }) => {
    if (version !== at.customer.version)
      return refuse(409, 'version_conflict', 'Somebody else changed this customer.', {
        current_version: at.customer.version,
      });
    if (changes.name === 'Quayside Foods')
      return refuse(409, 'customer_exists', 'There is already a customer "Quayside Foods GmbH".');
    const custom = { ...at.customer.custom, ...changes.custom };
    at.customer = { ...at.customer, ...changes, custom, version: version + 1 };
    const { people: _, terms: _t, entitlements: _e, prices: _p, ...answer } = at.customer;
    return answer;
  },
  'GET /api/v1/customers/{id}/timeline': () => ({
    more: true,
    data: [
      activity('person_changed', 5, { by: 'user-1', subject: 'Renata Okafor', contract_id: null }),
      activity('task_done', 60, {
        by: 'user-2',
        by_name: 'Grace Hopper',
        subject: 'Hand over from sales',
        plan_id: '01KPLAN',
      }),
      activity('contract_read', 1500, { count: 17 }),
      activity('contract_uploaded', 1501, { by: 'user-1' }),
      activity('customer_created', 1502, { subject: null, contract_id: null }),
    ],
  }),
  'GET /api/v1/contracts': () =>
    listOf([
      contract('confirmed', { id: '01KCONTRACT' }),
      contract('processing', { file_name: 'order.pdf' }, 3),
    ]),
  'GET /api/v1/onboarding-plans': () => listOf([plan('01KPLAN')]),
  'GET /api/v1/onboarding-plans/{id}': () => plan('01KPLAN'),
  'POST /api/v1/stakeholders': ({ body }) => {
    const added = person(body.name, {
      ...body,
      influence: body.influence ?? 'user',
      source: 'person',
      mentions: [],
    });
    at.customer = { ...at.customer, people: [...at.customer.people, added] };
    return { data: [added] };
  },
  'PATCH /api/v1/stakeholders/{id}': ({ params, body: { version, ...changes } }) => {
    const before = at.customer.people.find(({ id }) => id === params.id);
    if (!before || before.version !== version)
      return refuse(409, 'version_conflict', 'Somebody else changed this stakeholder.');
    const after = { ...before, ...changes, version: version + 1 };
    at.customer = {
      ...at.customer,
      people: at.customer.people.map((one) => (one.id === after.id ? after : one)),
    };
    return after;
  },
  'DELETE /api/v1/stakeholders/{id}': ({ params }) => {
    at.customer = { ...at.customer, people: at.customer.people.filter(({ id }) => id !== params.id) };
    return undefined;
  },
});
