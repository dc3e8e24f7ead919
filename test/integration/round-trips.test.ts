/** What a request costs: round trips to DynamoDB, counted, and units that do not grow with the tenant. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Session, signUp } from '../../bin/client/session.ts';
import type { CallRecord } from '../../local/gateway/call-log.ts';
import { newAdmin, newPerson } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';
import { announce, send, textFile } from '../support/uploads.ts';

const system = useSystem();
const file = textFile();
let session: Session;
/** A contract that was processed, and one that waits for its file. */
let done: { id: string; customer_id: string };
let waiting: { id: string; customer_id: string };

beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
  const { contract, upload } = await announce(session, file);
  await send(upload, file);
  const { id, version } = await session.settled(contract.id);
  // An entitlement of its own, whatever the extractor finds.
  const added = { action: 'add', field: 'entitlements', value: { product: 'Harborlight Dispatch' } };
  await session.expect('PATCH', `/api/v1/contracts/${id}/extraction`, { changes: [added] });
  const { contract: current } = await session.expect('GET', `/api/v1/contracts/${id}/extraction`);
  expect(current.version).toBeGreaterThan(version);
  await session.expect('POST', `/api/v1/contracts/${id}/confirm`, { version: current.version });
  done = current;
  waiting = (await announce(session, file)).contract;
});

/** The calls to DynamoDB that a function makes while something is done. */
async function callsOf(name: string, work: () => Promise<unknown>): Promise<CallRecord[]> {
  const read = async () => {
    const response = await fetch(`${system.current.appUrl}/_local/calls?function=gangway-dev-${name}`);
    return ((await response.json()) as { calls: CallRecord[] }).calls;
  };
  const before = (await read()).length;
  await work();
  return (await read()).slice(before).filter(({ service }) => service === 'dynamodb');
}

const operations = (calls: readonly CallRecord[]) => calls.map(({ operation }) => operation);

describe('a route that reads makes one round trip', () => {
  const routes: readonly [string, string, () => string][] = [
    ['the organization', 'organizations-get-current-organization', () => '/api/v1/organizations/current'],
    ['a contract', 'contracts-get-contract', () => `/api/v1/contracts/${done.id}`],
    ['what was read', 'contracts-get-extraction', () => `/api/v1/contracts/${done.id}/extraction`],
    ['a file', 'contracts-get-contract-file', () => `/api/v1/contracts/${done.id}/file`],
    ['a document', 'contracts-get-contract-document', () => `/api/v1/contracts/${done.id}/document`],
    ['a customer', 'customers-get-customer', () => `/api/v1/customers/${done.customer_id}`],
    [
      'customers by their beginning and status',
      'customers-list-customers',
      () => '/api/v1/customers?q=mer&status=active',
    ],
    ['people', 'customers-list-stakeholders', () => `/api/v1/stakeholders?customer_id=${done.customer_id}`],
    ['prices', 'customers-list-pricing', () => `/api/v1/customers/${done.customer_id}/pricing`],
    [
      'entitlements',
      'customers-list-entitlements',
      () => `/api/v1/customers/${done.customer_id}/entitlements`,
    ],
    ['a plan', 'onboarding-get-plan', () => `/api/v1/onboarding-plans/${done.id}`],
    ['the set-up', 'organizations-get-setup', () => '/api/v1/organizations/current/setup'],
    ['the wizard', 'organizations-get-onboarding', () => '/api/v1/onboarding'],
    ['provisioning', 'provisioning-get-status', () => '/api/v1/provision/status/current'],
  ];
  it.each(routes)('%s', async (_, name, path) => {
    const calls = await callsOf(name, () => session.expect('GET', path()));
    expect(operations(calls)).toHaveLength(1);
    expect(['GetItem', 'Query']).toContain(operations(calls)[0]);
  });
});

it('the account reads the organization, its ways and the person’s own settings side by side', async () => {
  const calls = await callsOf('identity-get-me', () => session.expect('GET', '/api/v1/auth/me'));
  expect(operations(calls)).toEqual(['GetItem', 'GetItem', 'GetItem', 'GetItem']);
});

it.each([
  ['contracts', 'contracts-list-contracts', () => '/api/v1/contracts'],
  ['contracts of a status', 'contracts-list-contracts', () => '/api/v1/contracts?status=awaiting_upload'],
  [
    'contracts of a customer',
    'contracts-list-contracts',
    () => `/api/v1/contracts?customer_id=${done.customer_id}`,
  ],
  ['customers', 'customers-list-customers', () => '/api/v1/customers'],
  ['the newest customers', 'customers-list-customers', () => '/api/v1/customers?sort=-created_at'],
  ['plans', 'onboarding-list-plans', () => '/api/v1/onboarding-plans'],
] as readonly [string, string, () => string][])(
  'a list of %s asks for its page and, at the same time, for its total',
  async (_, name, path) => {
    const calls = await callsOf(name, () => session.expect('GET', path()));
    expect(operations(calls).toSorted()).toEqual(['GetItem', 'Query']);
  },
);

it.each([
  ['prices', 'pricing'],
  ['entitlements', 'entitlements'],
])('a customer without %s costs a second one: is there such a customer at all', async (_, name) => {
  const path = `/api/v1/customers/${waiting.customer_id}/${name}`;
  const calls = await callsOf(`customers-list-${name}`, () => session.expect('GET', path));
  expect(operations(calls)).toEqual(['Query', 'GetItem']);
});

describe('a route that writes makes no more round trips than it must', () => {
  it('one for a new organization', async () => {
    const founder = await signUp(system.current.appUrl, newPerson());
    const calls = await callsOf('organizations-create-organization', () => founder.found('Round Trips'));
    expect(operations(calls)).toEqual(['TransactWriteItems']);
  });

  it('two for a change of the organization: what it was, and the write with the version before', async () => {
    const { id, name, version } = await session.expect('GET', '/api/v1/organizations/current');
    const calls = await callsOf('organizations-update-organization', () =>
      session.expect('PUT', `/api/v1/organizations/${id}`, { name, ai_enabled: false, version }),
    );
    expect(operations(calls)).toEqual(['GetItem', 'TransactWriteItems']);
  });

  it('two for a contract of a new customer: is the name there, and the write', async () => {
    const calls = await callsOf('contracts-create-contract', () => announce(session, file));
    expect(operations(calls)).toEqual(['Query', 'TransactWriteItems']);
  });

  it('two for a contract of a known customer: its name, and the write', async () => {
    const body = {
      customer: { id: done.customer_id },
      file_name: 'a.txt',
      content_type: 'text/plain',
      size: 10,
    };
    const calls = await callsOf('contracts-create-contract', () =>
      session.expect('POST', '/api/v1/contracts', body),
    );
    expect(operations(calls)).toEqual(['GetItem', 'TransactWriteItems']);
  });

  it('two for a correction: the contract with its facts, and the write', async () => {
    const { facts } = await session.expect('GET', `/api/v1/contracts/${done.id}/extraction`);
    const [{ key, version }] = facts;
    const changes = [{ action: 'confirm', key, version }];
    const calls = await callsOf('contracts-correct-extraction', () =>
      session.expect('PATCH', `/api/v1/contracts/${done.id}/extraction`, { changes }),
    );
    expect(operations(calls)).toEqual(['Query', 'TransactWriteItems']);
  });

  it('two for processing again: the contract, and the write', async () => {
    const calls = await callsOf('contracts-retry-contract', () =>
      session.expect('POST', `/api/v1/contracts/${done.id}/parse`),
    );
    expect(operations(calls)).toEqual(['GetItem', 'UpdateItem']);
    await session.settled(done.id);
  });

  it('two for archiving: the contract, and the write', async () => {
    const calls = await callsOf('contracts-archive-contract', () =>
      session.expect('DELETE', `/api/v1/contracts/${waiting.id}`),
    );
    expect(operations(calls)).toEqual(['GetItem', 'TransactWriteItems']);
  });

  it('two for taking it out of the archive: the contract with its facts, and the write', async () => {
    const calls = await callsOf('contracts-restore-contract', () =>
      session.expect('POST', `/api/v1/contracts/${waiting.id}/restore`),
    );
    expect(operations(calls)).toEqual(['Query', 'TransactWriteItems']);
  });

  it('one for a new form', async () => {
    const calls = await callsOf('contracts-renew-upload', () =>
      session.expect('POST', `/api/v1/contracts/${waiting.id}/upload`),
    );
    expect(operations(calls)).toEqual(['GetItem']);
  });
});

describe('a list', () => {
  it('costs the same with 200 contracts as with 10', { timeout: 120_000 }, async () => {
    const own = await newAdmin(system.current.appUrl);
    const add = async (count: number) => {
      for (let left = count; left > 0; left -= 5)
        await Promise.all(Array.from({ length: Math.min(5, left) }, () => announce(own, file)));
    };
    const units = async (path: string) => {
      const calls = await callsOf('contracts-list-contracts', () => own.expect('GET', path));
      // The page and its total are asked for at once: either may answer first.
      return calls.map(({ consumedCapacity }) => Number(consumedCapacity)).sort((a, b) => a - b);
    };
    const paths = ['/api/v1/contracts?limit=10', '/api/v1/contracts?limit=10&status=awaiting_upload'];
    await add(10);
    const few = await Promise.all([await units(paths[0]!), await units(paths[1]!)]);
    await add(190);
    const many = await Promise.all([await units(paths[0]!), await units(paths[1]!)]);
    expect(few.flat().every((value) => value > 0)).toBe(true);
    expect(many).toEqual(few);
  });
});
