/**
 * No way across, by the API: generated from the declarations, so that a route that is added is covered or the suite
 * fails. What belongs to another organization answers exactly like what does not exist.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer, Session } from '../../bin/client/session.ts';
import { type FunctionFile, loadFunctions, ofKind } from '../../lib/definitions.ts';
import type { RouteDefinition } from '../../shared/kernel/define.ts';
import { AGREEMENT, TYPES } from '../support/documents.ts';
import { newAdmin } from '../support/people.ts';
import { until } from '../support/record-events.ts';
import { useSystem } from '../support/runtime.ts';

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
  'workspace-rotate-api-key': () => ({ overlap_hours: 24 }),
  'organizations-update-organization': () => ({ name: 'Taken over', ai_enabled: true, version: 1 }),
};

const system = useSystem();
const routes: FunctionFile<RouteDefinition>[] = ofKind(await loadFunctions(), 'route').filter(
  ({ definition }) => definition.access !== 'public',
);
let victim: Session;
let intruder: Session;
/** The victim's ids, by the name of the thing they name. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  [victim, intruder] = [
    await newAdmin(system.current.appUrl, 'Victim'),
    await newAdmin(system.current.appUrl, 'Victim'),
  ];
  const file = { name: 'a.txt', type: TYPES.txt, bytes: Buffer.from(AGREEMENT) };
  const announced = await victim.upload(file, { name: 'Victim’s customer' });
  const contract = await victim.settled(announced.id);
  const people = await victim.expect('GET', `/api/v1/stakeholders?customer_id=${contract.customer_id}`);
  const plan = await victim.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
  const organization = await victim.expect('GET', '/api/v1/organizations/current');
  const sessions = await victim.expect('GET', '/api/v1/auth/sessions');
  const entries = await until(
    () => victim.expect('GET', '/api/v1/audit?resource_type=customer'),
    ({ data }) => data.length > 0,
  );
  const email = `invited@${String(organization.slug)}.example`;
  const invitation = await victim.expect('POST', '/api/v1/teams/invitations', { email, role: 'csm' });
  const key = await victim.expect('POST', '/api/v1/workspace/api-keys', {
    name: 'Victim’s key',
    permissions: { 'customer:read': 'org' },
  });
  Object.assign(ids, {
    sessions: sessions.data[0].id,
    audit: entries.data[0].id,
    invitations: invitation.id,
    members: (await victim.expect('GET', '/api/v1/teams/members')).data[0].id,
    roles: (await victim.expect('POST', '/api/v1/roles', { name: 'Victim’s role', grants: {} })).key,
    'api-keys': key.id,
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

    it.runIf(definition.path.includes('{') || definition.body)(
      'answers a foreign id exactly as a missing one',
      async () => {
        const foreign = await intruder.call(definition.method, pathOf(definition.path, false), body(false));
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
        const answer = await intruder.call('GET', `${pathOf(definition.path, false)}${query}`);
        const text = JSON.stringify(answer.body);
        for (const secret of ['Meridian', 'Okafor', 'Victim’s customer']) expect(text).not.toContain(secret);
      },
    );
  },
);

it('a tenant in the body, the query or a header is never taken for the tenant (ID-32)', async () => {
  const tenant = ids.organizations ?? '';
  const spoofed = await intruder.call('GET', '/api/v1/organizations/current', undefined, {
    'x-tenant-id': tenant,
    'x-organization-id': tenant,
    'x-amzn-tenant-id': tenant,
  });
  expect(spoofed.body.id).not.toBe(tenant);
  const query = await intruder.call('GET', `/api/v1/contracts?tenant_id=${tenant}`);
  expect(query.status).toBe(400);
});

it('what the intruder tried has left no trace at the victim', async () => {
  const contract = await victim.expect('GET', `/api/v1/contracts/${ids.contracts}`);
  expect(contract.archived_at).toBeNull();
  expect(contract.confirmed_at).toBeNull();
  const organization = await victim.expect('GET', '/api/v1/organizations/current');
  expect(organization).toMatchObject({ ai_enabled: false, version: 1 });
});
