/**
 * No way to a colleague’s customers: a member whose role reaches only what is assigned to them gets for a colleague’s
 * record what they get for none (TEAM-08). Generated from the declarations: a route that is added is covered or fails.
 */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer, Session } from '../../bin/client/session.ts';
import { signUp } from '../../bin/client/session.ts';
import { loadFunctions, ofKind } from '../../lib/definitions.ts';
import { grantsOfRole } from '../../shared/team/roles.ts';
import { AGREEMENT, TYPES } from '../support/documents.ts';
import { newAdmin, newPerson } from '../support/people.ts';
import { until } from '../support/record-events.ts';
import { useSystem } from '../support/runtime.ts';

const MISSING = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';

interface Ids {
  readonly contract: string;
  readonly customer: string;
  readonly person: string;
  readonly task: string;
}

/** What each route is sent: good input, so that the answer is about the record. */
const CALLS: Readonly<Record<string, (ids: Ids) => readonly [string, string, unknown?]>> = {
  'contracts-archive-contract': ({ contract }) => ['DELETE', `/api/v1/contracts/${contract}`],
  'contracts-confirm-contract': ({ contract }) => [
    'POST',
    `/api/v1/contracts/${contract}/confirm`,
    { version: 1 },
  ],
  'contracts-correct-extraction': ({ contract }) => [
    'PATCH',
    `/api/v1/contracts/${contract}/extraction`,
    { changes: [{ action: 'confirm', key: 'governingLaw/0', version: 1 }] },
  ],
  'contracts-create-contract': ({ customer }) => [
    'POST',
    '/api/v1/contracts',
    { customer: { id: customer }, file_name: 'a.txt', content_type: 'text/plain', size: 10 },
  ],
  'contracts-get-contract': ({ contract }) => ['GET', `/api/v1/contracts/${contract}`],
  'contracts-get-contract-document': ({ contract }) => ['GET', `/api/v1/contracts/${contract}/document`],
  'contracts-get-contract-file': ({ contract }) => ['GET', `/api/v1/contracts/${contract}/file`],
  'contracts-get-extraction': ({ contract }) => ['GET', `/api/v1/contracts/${contract}/extraction`],
  'contracts-list-contracts': ({ customer }) => ['GET', `/api/v1/contracts?customer_id=${customer}`],
  'contracts-preview-plan-changes': ({ contract }) => ['GET', `/api/v1/contracts/${contract}/plan-changes`],
  'contracts-renew-upload': ({ contract }) => ['POST', `/api/v1/contracts/${contract}/upload`],
  'contracts-restore-contract': ({ contract }) => ['POST', `/api/v1/contracts/${contract}/restore`],
  'contracts-retry-contract': ({ contract }) => ['POST', `/api/v1/contracts/${contract}/parse`],
  'customers-archive-stakeholder': ({ person }) => ['DELETE', `/api/v1/stakeholders/${person}`],
  'customers-create-stakeholders': ({ customer }) => [
    'POST',
    '/api/v1/stakeholders',
    { customer_id: customer, name: 'Eve Colleague' },
  ],
  'customers-get-customer': ({ customer }) => ['GET', `/api/v1/customers/${customer}`],
  'customers-get-timeline': ({ customer }) => ['GET', `/api/v1/customers/${customer}/timeline`],
  'customers-list-entitlements': ({ customer }) => ['GET', `/api/v1/customers/${customer}/entitlements`],
  'customers-list-pricing': ({ customer }) => ['GET', `/api/v1/customers/${customer}/pricing`],
  'customers-list-stakeholders': ({ customer }) => ['GET', `/api/v1/stakeholders?customer_id=${customer}`],
  'customers-update-customer': ({ customer }) => [
    'PATCH',
    `/api/v1/customers/${customer}`,
    { version: 1, name: 'Taken over' },
  ],
  'customers-update-stakeholder': ({ person }) => [
    'PATCH',
    `/api/v1/stakeholders/${person}`,
    { version: 1, title: 'Taken over' },
  ],
  'onboarding-add-task': ({ contract }) => [
    'POST',
    `/api/v1/onboarding-plans/${contract}/tasks`,
    { title: 'Intrude', phase: 'kickoff', due_date: '2027-01-04' },
  ],
  'onboarding-archive-plan': ({ contract }) => ['DELETE', `/api/v1/onboarding-plans/${contract}`],
  'onboarding-archive-task': ({ contract, task }) => [
    'DELETE',
    `/api/v1/onboarding-plans/${contract}/tasks/${task}`,
  ],
  'onboarding-get-calendar': ({ contract }) => ['GET', `/api/v1/onboarding-plans/${contract}/calendar`],
  'onboarding-get-plan': ({ contract }) => ['GET', `/api/v1/onboarding-plans/${contract}`],
  'onboarding-list-plans': ({ customer }) => ['GET', `/api/v1/onboarding-plans?customer_id=${customer}`],
  'onboarding-restore-plan': ({ contract }) => ['POST', `/api/v1/onboarding-plans/${contract}/restore`],
  'onboarding-restore-task': ({ contract, task }) => [
    'POST',
    `/api/v1/onboarding-plans/${contract}/tasks/${task}/restore`,
  ],
  'onboarding-update-plan': ({ contract }) => [
    'PATCH',
    `/api/v1/onboarding-plans/${contract}`,
    { version: 1, name: 'Taken over' },
  ],
  'portal-invite-portal-user': ({ customer }) => [
    'POST',
    `/api/v1/customers/${customer}/portal-users`,
    { email: 'renata.okafor@meridianfreight.example' },
  ],
  'portal-list-portal-users': ({ customer }) => ['GET', `/api/v1/customers/${customer}/portal-users`],
  'portal-remove-portal-user': ({ customer }) => [
    'DELETE',
    `/api/v1/customers/${customer}/portal-users/${'0'.repeat(40)}`,
  ],
  'onboarding-update-task': ({ contract, task }) => [
    'PATCH',
    `/api/v1/onboarding-plans/${contract}/tasks/${task}`,
    { version: 1, status: 'done' },
  ],
};

/** Lists that show what is one's own, whatever is asked. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'analytics-get-dashboard': ['/api/v1/dashboard'],
  'contracts-list-contracts': [
    '/api/v1/contracts',
    '/api/v1/contracts?status=review',
    '/api/v1/contracts?owner_id=COLLEAGUE',
    '/api/v1/contracts?owner_id=COLLEAGUE&status=ready',
  ],
  'customers-list-customers': [
    '/api/v1/customers',
    '/api/v1/customers?q=Colleague',
    '/api/v1/customers?status=active',
    '/api/v1/customers?sort=-created_at',
    '/api/v1/customers?owner_id=COLLEAGUE',
  ],
  'onboarding-list-plans': ['/api/v1/onboarding-plans', '/api/v1/onboarding-plans?owner_id=COLLEAGUE'],
};

const system = useSystem();
const ROLE = 'csm';
const grants = grantsOfRole({ blueprint: 'customer-success', roles: {} }, ROLE);
const guarded = ofKind(await loadFunctions(), 'route').filter(
  ({ definition: { access, reach } }) => reach && typeof access === 'object' && grants.has(access.permission),
);
const missing: Ids = {
  contract: MISSING,
  customer: MISSING,
  person: `${MISSING}-${MISSING}`,
  task: 'hold-the-kick-off',
};
let admin: Session;
let member: Session;
let theirs: Ids;
let adminId: string;

async function filled(session: Session, customer: string): Promise<Ids> {
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const contract = await session.settled((await session.upload(file, { name: customer })).id);
  const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.id}`);
  const detail = await session.expect('GET', `/api/v1/customers/${contract.customer_id}`);
  return {
    contract: contract.id,
    customer: contract.customer_id,
    person: detail.people[0].id,
    task: plan.tasks[0].key,
  };
}

/** A member with a role, put in the directory as accepting an invitation would. */
async function joined(session: Session, role: string): Promise<Session> {
  const colleague = await signUp(system.current.appUrl, newPerson('Grace Hopper'));
  const [{ id: tenant }, { id, email, name }] = [
    await session.expect('GET', '/api/v1/organizations/current'),
    await colleague.expect('GET', '/api/v1/auth/me'),
  ];
  const credentials = system.current.principals.sessionFor(
    'arn:aws:iam::000000000000:role/gangway-dev-tenant-govern',
    'test',
    { tenant_id: tenant },
  );
  const dynamo = new DynamoDBClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
  const put = (item: object) =>
    dynamo.send(new PutItemCommand({ TableName: 'gangway-dev', Item: marshall(item) }));
  await put({ pk: `DIR#USER#${id}`, sk: 'DIR', tenant_id: tenant, role, status: 'active' });
  await put({
    pk: `T#${tenant}#ORG`,
    sk: `MEMBER#${id}`,
    id,
    email,
    name,
    role,
    status: 'active',
    version: 1,
  });
  await colleague.refresh();
  return colleague;
}

beforeAll(async () => {
  admin = await newAdmin(system.current.appUrl, 'Colleagues');
  adminId = (await admin.expect('GET', '/api/v1/auth/me')).id;
  member = await joined(admin, ROLE);
  theirs = await filled(admin, 'Colleague’s customer');
});

const comparable = ({ status, body }: ApiAnswer) => ({
  status,
  body: JSON.parse(
    JSON.stringify(body, (key, value) => (key === 'request_id' ? undefined : value)) ?? 'null',
  ),
});

describe.each(guarded.map(({ id, definition }) => [id, definition] as const))('%s', (id, { reach }) => {
  it.runIf(Object.keys(reach ?? {}).some((kind) => kind !== 'list'))(
    'answers for a colleague’s record as for none',
    async () => {
      const make = CALLS[id];
      if (!make) throw new Error(`The suite has no call for ${id}: add one.`);
      const foreign = await member.call(...make(theirs));
      const none = await member.call(...make(missing));
      expect(comparable(foreign)).toEqual(comparable(none));
      expect(foreign.status, JSON.stringify(foreign.body)).toBe(404);
    },
  );

  it.runIf(reach?.list)('lists nothing of a colleague’s, whatever is asked for', async () => {
    const paths = LISTS[id];
    if (!paths) throw new Error(`The suite has no list for ${id}: add one.`);
    for (const path of paths) {
      const answer = await member.call('GET', path.replace('COLLEAGUE', adminId));
      expect(answer.status, path).toBe(200);
      for (const secret of ['Colleague’s', 'Meridian', 'Okafor', theirs.customer, theirs.contract])
        expect(JSON.stringify(answer.body), path).not.toContain(secret);
    }
  });
});

it('shows and lets one work on what is one’s own; whoever sees all sees it, too', async () => {
  const own = await filled(member, 'My own customer');
  for (const session of [member, admin]) {
    const found = await Promise.all([
      session.expect('GET', '/api/v1/customers?q=My own'),
      session.expect('GET', '/api/v1/customers?sort=-created_at'),
      session.expect('GET', '/api/v1/contracts'),
      session.expect('GET', '/api/v1/onboarding-plans'),
      session.expect('GET', `/api/v1/contracts?customer_id=${own.customer}`),
    ]);
    for (const { data } of found)
      expect(data.map((record: Record<string, unknown>) => record.customer_id ?? record.id)).toContain(
        own.customer,
      );
  }
  const mine = await admin.expect('GET', '/api/v1/customers?owner_id=me');
  expect(mine.data.map(({ id }: { id: string }) => id)).toEqual([theirs.customer]);
  const home = await member.expect('GET', '/api/v1/dashboard');
  expect(home.plans.plans.map(({ customer_id }: Record<string, unknown>) => customer_id)).toEqual([
    own.customer,
  ]);
  expect(home.upcoming.count + home.overdue.count).toBeGreaterThan(0);
  const { tasks } = await member.expect('GET', `/api/v1/onboarding-plans/${own.contract}`);
  const [task] = tasks;
  await member.expect('PATCH', `/api/v1/onboarding-plans/${own.contract}/tasks/${task.key}`, {
    version: task.version,
    status: 'done',
  });
});

it('what the member tried has left no trace', async () => {
  const contract = await admin.expect('GET', `/api/v1/contracts/${theirs.contract}`);
  expect(contract).toMatchObject({ archived_at: null, confirmed_at: null });
  const customer = await admin.expect('GET', `/api/v1/customers/${theirs.customer}`);
  expect(customer.name).toBe('Colleague’s customer');
  expect(JSON.stringify(customer.people)).not.toContain('Eve Colleague');
});

it('searching finds nothing of a colleague’s, and all of it for whoever may see all', async () => {
  for (const q of ['colleague', 'meridian', 'okafor']) {
    const found = async (session: Session): Promise<string> =>
      JSON.stringify(await session.expect('GET', `/api/v1/search?q=${q}`));
    await until(
      () => found(admin),
      (text) => text.includes(theirs.customer),
    );
    expect(await found(member), q).not.toContain(theirs.customer);
  }
});
