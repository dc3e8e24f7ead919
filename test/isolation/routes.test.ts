/**
 * No way across, by the API: generated from the declarations, so that a route that is added is covered or the suite
 * fails. What belongs to another organization answers exactly like what does not exist.
 */
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { newPortalUser, type PortalSession } from '../../bin/client/portal.ts';
import { type ApiAnswer, type Session, signUp } from '../../bin/client/session.ts';
import { type FunctionFile, loadFunctions, ofKind } from '../../lib/definitions.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';
import { forged, isList, otherFilters } from '../support/cursors.ts';
import { AGREEMENT, TYPES } from '../support/documents.ts';
import { newAdmin, newMember, newPerson } from '../support/people.ts';
import { until } from '../support/record-events.ts';
import { useSystem } from '../support/runtime.ts';
import { claims, TENANT_NAMES, twice } from '../support/spoofs.ts';

const PLATFORM = '/api/v1/platform/';
const MISSING = '01JQ3V9N0W8ZC7KXH5T2R4M6PA';

/** A body that each writing route accepts, so that what it answers is about the record and not about the input. */
const BODIES: Readonly<Record<string, (ids: { contract: string; customer: string }) => unknown>> = {
  // Names no record: one that begins after it ends is refused to everybody.
  'audit-export-log': () => ({ from: '2027-01-02', to: '2027-01-01' }),
  'contracts-confirm-contract': () => ({ version: 1 }),
  'contracts-correct-extraction': () => ({
    changes: [{ action: 'confirm', key: 'governingLaw/0', version: 1 }],
  }),
  'contracts-create-contract': ({ customer }) => ({
    customer: { id: customer },
    file_name: 'a.txt',
    content_type: 'text/plain',
    size: 10,
  }),
  'customers-create-stakeholders': ({ customer }) => ({ customer_id: customer, name: 'Eve Foreign' }),
  'customers-update-customer': () => ({ version: 1, name: 'Taken over' }),
  'customers-update-stakeholder': () => ({ version: 1, title: 'Intruder' }),
  'identity-change-password': () => ({ current_password: 'not-Mine-1', new_password: 'not-Mine-2' }),
  'identity-update-me': () => ({ locale: 'tlh' }),
  'onboarding-add-task': () => ({ title: 'Intrude', phase: 'kickoff', due_date: '2027-01-04' }),
  'onboarding-update-task': () => ({ version: 1, status: 'done' }),
  'onboarding-update-plan': () => ({ version: 1, name: 'Taken over' }),
  'organizations-create-organization': () => ({ name: 'Another' }),
  'platform-update-organization': () => ({ version: 1, plan: 'business' }),
  'portal-change-password': () => ({ current_password: 'not-Mine-1', new_password: 'not-Mine-2' }),
  'portal-invite-portal-user': () => ({ email: 'renata.okafor@meridianfreight.example' }),
  'portal-update-own-profile': () => ({ version: 1, name: 'Intruder' }),
  'portal-update-own-task': ({ contract }) => ({ plan_id: contract, version: 1, status: 'done' }),
  'team-accept-invitation': () => ({ code: '00000-00000' }),
  'team-create-invitation': () => ({ email: 'a@example.com', role: 'emperor' }),
  'team-assign-customers': ({ customer }) => ({ member_id: 'somebody', customer_ids: [customer] }),
  'team-import-team': () => ({ csv: 'name\nnobody' }),
  'team-create-role': () => ({ name: 'Intruder', grants: { 'platform:manage': 'platform' } }),
  'team-update-member': () => ({ version: 1, role: 'viewer' }),
  'team-update-role': () => ({ version: 1, name: 'Taken over', grants: {} }),
  'team-update-invitation': () => ({ version: 1, role: 'viewer' }),
  // Not the victim's short name: the path's id is what must be refused.
  'organizations-delete-organization': () => ({ confirm: 'victim' }),
  'organizations-rollback-settings': () => ({ version: 1 }),
  // The first step is done in order: this one is refused for everybody.
  'organizations-save-onboarding-step': () => ({ step: 'billing', data: {}, version: 0 }),
  'organizations-update-subscription': () => ({ plan: 'business', version: 1 }),
  'workspace-create-api-key': () => ({ name: 'Key', permissions: { 'billing:manage': 'org' } }),
  'workspace-update-workspace': () => ({
    time_zone: 'UTC',
    language: 'en',
    date_format: 'iso',
    currency: 'EUR',
    fiscal_year_start: 1,
    version: 9,
  }),
  'workspace-update-branding': () => ({ accent: '#0f766e', logo_id: null, version: 9 }),
  'workspace-upload-logo': () => ({ content_type: 'image/svg+xml', size: 10 }),
  'workspace-update-custom-fields': () => ({ customer: [], version: 9 }),
  'workspace-update-notification-defaults': () => ({ events: {}, version: 9 }),
  'workspace-update-own-notifications': () => ({ events: {}, version: 9 }),
  'workspace-create-view': () => ({ list: 'contracts', name: 'Taken', query: { status: 'none' } }),
  'workspace-update-view': () => ({ list: 'contracts', name: 'Taken over', query: {}, version: 1 }),
  'workspace-rotate-api-key': () => ({ overlap_hours: 24 }),
  'organizations-update-organization': () => ({ name: 'Taken over', ai_enabled: true, version: 1 }),
};

const system = useSystem();
const routes: FunctionFile<RouteDefinition>[] = ofKind(await loadFunctions(), 'route').filter(
  ({ definition }) => definition.access !== 'public',
);
let victim: Session;
let intruder: Session;
/** Somebody at the victim's customer. */
let portal: PortalSession;
/** At the victim: sees what is assigned to them, which is nothing. */
let colleague: Session;
/** The victim's ids, by the name of the thing they name. */
const ids: Record<string, string> = {};
/** A customer of the intruder's own, called as the victim's. */
let ownCustomer: string;
const CUSTOMER = 'Victim’s customer';
const INVITED = { email: `invited.${Date.now().toString(36)}@example.com`, role: 'csm' };
const PERSON = { name: 'Nora Namesake', email: 'nora@namesake.example' };
/** What a customer may use: the contract above says nothing of it. */
async function grantTwo(tenant: string, customer: string): Promise<void> {
  const role = 'arn:aws:iam::000000000000:role/gangway-dev-tenant-write';
  const credentials = system.current.principals.sessionFor(role, 'test', { tenant_id: tenant });
  const dynamo = new DynamoDBClient({ endpoint: system.current.awsUrl, region: 'eu-west-1', credentials });
  for (const line of ['1', '2'])
    await dynamo.send(
      new PutItemCommand({
        TableName: 'gangway-dev',
        Item: marshall({
          pk: `T#${tenant}#CUSTOMER#${customer}`,
          sk: `ENTITLEMENT#${line}`,
          product: `Victim’s product ${line}`,
        }),
      }),
    );
}

const announcing = (customer: object) => ({
  customer,
  file_name: 'a.txt',
  content_type: 'text/plain',
  size: 10,
});

beforeAll(async () => {
  const [owner, other] = await Promise.all([
    newAdmin(system.current.appUrl, 'Victim'),
    signUp(system.current.appUrl, newPerson()),
  ]);
  [victim, intruder] = [owner, other];
  const organization = await victim.expect('GET', '/api/v1/organizations/current');
  const sameName = { name: organization.name, slug: `${organization.slug}-2` };
  await intruder.expect('POST', '/api/v1/organizations', sameName);
  await intruder.refresh();
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const first = await victim.upload(file, { name: CUSTOMER });
  // Of every kind two, so that each list has a second page.
  const second = { ...file, bytes: Buffer.from(`${AGREEMENT}\n`) };
  const uploads = [first, await victim.upload(second, { id: first.customer_id })];
  await victim.expect('POST', '/api/v1/contracts', announcing({ name: 'Victim’s second' }));
  await grantTwo(organization.id, first.customer_id);
  colleague = await newMember(victim, 'csm');
  const [contract] = await Promise.all(uploads.map(({ id }) => victim.settled(id)));
  const own = await intruder.expect('POST', '/api/v1/contracts', announcing({ name: CUSTOMER }));
  ownCustomer = own.contract.customer_id;
  for (const [session, customer_id] of [
    [victim, contract.customer_id],
    [intruder, ownCustomer],
  ])
    await session.expect('POST', '/api/v1/stakeholders', { customer_id, ...PERSON });
  const portalUsers = `/api/v1/customers/${contract.customer_id}/portal-users`;
  await victim.expect('POST', portalUsers, { email: PERSON.email });
  const people = await victim.expect('GET', `/api/v1/stakeholders?customer_id=${contract.customer_id}`);
  const plan = await victim.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
  const sessions = await victim.expect('GET', '/api/v1/auth/sessions');
  const entries = await until(
    () => victim.expect('GET', '/api/v1/audit?resource_type=customer'),
    ({ data }) => data.length > 0,
  );
  await victim.expect('POST', '/api/v1/teams/invitations', { email: 'other@invited.example', role: 'csm' });
  const invitation = await victim.expect('POST', '/api/v1/teams/invitations', INVITED);
  const key = await victim.expect('POST', '/api/v1/workspace/api-keys', {
    name: 'Victim’s key',
    permissions: { 'customer:read': 'org' },
  });
  portal = await newPortalUser(victim, contract.customer_id, 'renata.okafor@meridianfreight.example');
  Object.assign(ids, {
    'portal-users': portal.id,
    sessions: sessions.data[0].id,
    audit: entries.data[0].id,
    invitations: invitation.id,
    members: (await victim.expect('GET', '/api/v1/teams/members')).data[0].id,
    roles: (await victim.expect('POST', '/api/v1/roles', { name: 'Victim’s role', grants: {} })).key,
    'api-keys': key.id,
    views: (
      await victim.expect('POST', '/api/v1/views', {
        list: 'contracts',
        name: 'Shared',
        shared: true,
        query: {},
      })
    ).id,
    metadata: 'of-another',
    contracts: contract.id,
    customers: contract.customer_id,
    stakeholders: people.data[0].id,
    'onboarding-plans': plan.id,
    tasks: plan.tasks[0].id ?? plan.tasks[0].key,
    organizations: organization.id,
    versions: '1',
    status: organization.id,
    health: organization.id,
    // Blueprints are everybody's: one that there is not.
    blueprints: 'victims-own',
  });
});

/** The path with the victim's ids, or with ids of nothing: each parameter is named by the segment before it. */
function pathOf(path: string, missing: boolean): string {
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      if (!segment.startsWith('{')) return segment;
      if (missing) return MISSING;
      const id = ids[segments[index - 1] ?? ''];
      if (!id) throw new Error(`The suite knows no id for ${path}: add one of the victim's.`);
      return encodeURIComponent(id);
    })
    .join('/');
}

/** Differ from request to request, whatever is asked. */
const VOLATILE = /^(date|age|via|x-cache|x-request-id|apigw-requestid|x-amz-cf-.*|keep-alive|connection)$/;

const comparable = ({ status, headers, body }: ApiAnswer) => ({
  status,
  headers: Object.fromEntries([...headers].filter(([name]) => !VOLATILE.test(name))),
  body: JSON.parse(
    JSON.stringify(body, (key, value) => (key === 'request_id' ? undefined : value)) ?? 'null',
  ),
});

describe.each(routes.map((route) => [`${route.definition.method} ${route.definition.path}`, route] as const))(
  '%s',
  (_, { id, definition }) => {
    const body = (own: boolean) => {
      if (!definition.body) return undefined;
      const make = BODIES[id];
      if (!make) throw new Error(`The suite has no body for ${id}: add one that the route accepts.`);
      return make(
        own
          ? { contract: MISSING, customer: MISSING }
          : { contract: ids.contracts ?? '', customer: ids.customers ?? '' },
      );
    };

    it('answers nobody without a credential', async () => {
      const response = await fetch(new URL(pathOf(definition.path, true), system.current.appUrl), {
        method: definition.method,
        headers: { 'content-type': 'application/json' },
        ...(definition.body && { body: JSON.stringify(body(true)) }),
      });
      expect(response.status).toBe(401);
    });

    it('is shut to users of the customer portal, or open to nobody else', async () => {
      const own = definition.access === 'portal';
      const path = pathOf(definition.path, false);
      const input = definition.body && body(false);
      const { status, body: answer } = await (own ? victim : portal).call(definition.method, path, input);
      // The console's paths have another authorizer, to which the portal's token is none.
      const expected = path.startsWith('/admin/')
        ? [401, 'unauthenticated']
        : [403, own ? 'portal_only' : 'not_for_portal'];
      expect([status, answer.code]).toEqual(expected);
    });

    it.runIf(definition.path.includes('{') || definition.body)(
      'answers a foreign id exactly as a missing one',
      async () => {
        // Also when the request says in its headers to be of that organization.
        const headers = claims(ids.organizations).headers;
        const foreign = await intruder.call(
          definition.method,
          pathOf(definition.path, false),
          body(false),
          headers,
        );
        const missing = await intruder.call(definition.method, pathOf(definition.path, true), body(true));
        expect(comparable(foreign)).toEqual(comparable(missing));
        expect(foreign.status, JSON.stringify(foreign.body)).toBeGreaterThanOrEqual(400);
        expect(foreign.status).toBeLessThan(500);
      },
    );

    it.runIf(definition.method === 'GET')(
      'shows nothing of another organization, whatever it is asked for',
      async () => {
        const query = definition.query ? `?customer_id=${ids.customers}` : '';
        const path = `${pathOf(definition.path, false)}${query}`;
        const answer = await intruder.call('GET', path, undefined, claims(ids.organizations).headers);
        const text = JSON.stringify(answer.body);
        const secrets = ['Meridian', 'Okafor', 'Victim’s', ids.contracts, ids.customers, ids.audit];
        // A sentence may repeat what was asked for.
        for (const secret of secrets.map(String))
          if (!path.includes(secret)) expect(text).not.toContain(secret);
      },
    );

    it.runIf(definition.query || definition.body)(
      'takes no organization from its query or body, under whatever name',
      async () => {
        const { query, members } = claims(ids.organizations);
        const path = `${pathOf(definition.path, false)}${definition.query ? `?${query}` : ''}`;
        const sent = definition.body ? { ...(body(false) as object), ...members } : undefined;
        const asking = definition.access === 'portal' ? portal : intruder;
        const { status, body: answer } = await asking.call(definition.method, path, sent);
        // Refused by name, or after the path named nothing; the platform's are shut to every organization.
        const expected = definition.path.startsWith(PLATFORM) ? [403] : [400, 404];
        expect(expected, JSON.stringify(answer)).toContain(status);
        if (status === 400)
          for (const name of TENANT_NAMES) expect(JSON.stringify(answer), name).toContain(name);
      },
    );
  },
);

it('who asks is who holds the credential, whatever else the request says of itself (ID-32)', async () => {
  const current = '/api/v1/organizations/current';
  const own = (await intruder.expect('GET', current)).id;
  const { secret } = await intruder.expect('POST', '/api/v1/workspace/api-keys', {
    name: 'Own key',
    permissions: { 'customer:read': 'org' },
  });
  const bearer = `Bearer ${intruder.accessToken}`;
  const ask = (...headers: string[]) => twice(new URL(current, system.current.appUrl), headers);
  // A token and a key at once are the token; two tokens are one of them or none, never a mixture.
  expect(await ask('authorization', bearer, 'x-api-key', secret)).toMatchObject({ status: 200, id: own });
  expect(await ask('x-api-key', secret)).toMatchObject({ status: 403 });
  for (const other of ['Bearer x', `Bearer ${'x.'.repeat(2)}x`, 'Basic eDp4', '']) {
    expect([own, undefined]).toContain((await ask('authorization', bearer, 'authorization', other)).id);
    expect([own, undefined]).toContain((await ask('authorization', other, 'authorization', bearer)).id);
  }
  for (const given of [`Bearer ${bearer}`, `${bearer}, ${bearer}`, bearer.replace(/.$/, ''), `${bearer}.x`])
    expect((await ask('authorization', given)).status, given.slice(0, 20)).toBe(401);
  expect((await ask('authorization', bearer, 'host', 'victim.example')).id).toBeOneOf([own, undefined]);
});

describe('a cursor', () => {
  // The platform's lists are shut to all of these, whatever they send: test/integration/platform.
  const lists = routes.filter(
    ({ definition }) => isList(definition) && !definition.path.startsWith(PLATFORM),
  );
  const cursors = new Map<string, string>();
  /** The first page's address. @param customer whose rows, where a list is one customer's */
  const addressOf = (definition: RouteDefinition, customer: string) => {
    const required = isList(definition, 'customer_id') && definition.path.endsWith('stakeholders');
    const path = definition.path.replace('{id}', customer);
    return `${path}?limit=1${required ? `&customer_id=${customer}` : ''}`;
  };
  const at = (definition: RouteDefinition, cursor: string, customer = ids.customers ?? '') =>
    `${addressOf(definition, customer)}&cursor=${encodeURIComponent(cursor)}`;
  const refused = { status: 400, body: { code: 'invalid_cursor' } };

  beforeAll(async () => {
    for (const { id, definition } of lists) {
      const page = await victim.expect('GET', addressOf(definition, ids.customers ?? ''));
      if (!page.next_cursor) throw new Error(`The suite has one record for ${id} only: add another.`);
      cursors.set(id, page.next_cursor);
    }
  });

  describe.each(lists.map((list) => [list.id, list.definition] as const))('of %s', (id, definition) => {
    it('goes on, and goes on there again when it is sent twice', async () => {
      const path = at(definition, cursors.get(id) ?? '');
      const [first, again] = [await victim.call('GET', path), await victim.call('GET', path)];
      expect(first.status).toBe(200);
      expect(again.body.data).toEqual(first.body.data);
    });

    it('is refused when another organization sends it', async () => {
      const path = at(definition, cursors.get(id) ?? '', ownCustomer);
      expect(await intruder.call('GET', path)).toMatchObject(refused);
    });

    it.runIf(definition.reach)('is refused when a colleague who sees less sends it', async () => {
      const { status } = await colleague.call('GET', at(definition, cursors.get(id) ?? ''));
      expect([400, 403, 404]).toContain(status);
    });

    it('is refused by every other list, and by the same one with other filters', async () => {
      for (const other of lists.filter((list) => list.id !== id))
        expect(await victim.call('GET', at(other.definition, cursors.get(id) ?? '')), other.id).toMatchObject(
          refused,
        );
      for (const filter of otherFilters(definition)) {
        const { status, body } = await victim.call(
          'GET',
          `${at(definition, cursors.get(id) ?? '')}&${filter}`,
        );
        expect([400, 404], `${filter} ${JSON.stringify(body)}`).toContain(status);
      }
    });

    it('is refused when it is changed, cut or made up', async () => {
      for (const [name, cursor] of Object.entries(forged(cursors.get(id) ?? '', ids.organizations ?? '')))
        expect(await victim.call('GET', at(definition, cursor)), name).toMatchObject(refused);
    });
  });
});

it('the same names and addresses in two organizations never meet', async () => {
  const [theirs, own] = [
    await victim.expect('GET', '/api/v1/organizations/current'),
    await intruder.expect('GET', '/api/v1/organizations/current'),
  ];
  expect(own.name).toBe(theirs.name);
  expect(own.slug).not.toBe(theirs.slug);
  const customers = await until(
    () => intruder.expect('GET', `/api/v1/customers?q=${encodeURIComponent(CUSTOMER)}`),
    ({ data }) => data.length > 0,
  );
  expect(customers.data.map(({ id }: { id: string }) => id)).toEqual([ownCustomer]);
  expect((await intruder.expect('GET', '/api/v1/customers?limit=1')).total).toBe(1);
  const found = await until(
    () => intruder.expect('GET', '/api/v1/search?q=namesake'),
    ({ data }) => data.length > 0,
  );
  expect(found.data).toHaveLength(1);
  const people = await intruder.expect('GET', `/api/v1/stakeholders?customer_id=${ownCustomer}`);
  expect(people.data).toHaveLength(1);
  // Invited by both; what one takes back stays open at the other.
  const second = await intruder.expect('POST', '/api/v1/teams/invitations', INVITED);
  await intruder.expect('DELETE', `/api/v1/teams/invitations/${second.id}`);
  const open = await victim.expect('GET', '/api/v1/teams/invitations?status=pending');
  expect(open.data.map(({ email }: { email: string }) => email)).toContain(INVITED.email);
});

it('what the intruder tried has left no trace at the victim', async () => {
  const contract = await victim.expect('GET', `/api/v1/contracts/${ids.contracts}`);
  expect(contract.archived_at).toBeNull();
  expect(contract.confirmed_at).toBeNull();
  const organization = await victim.expect('GET', '/api/v1/organizations/current');
  expect(organization).toMatchObject({ ai_enabled: false, version: 1 });
});
