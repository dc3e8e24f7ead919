/** One good call of each route. Whatever a call needs is made before it, and not counted. */
import { openAccount, postAuth, providerCode, register } from '../../bin/client/accounts.ts';
import { captchaToken } from '../../bin/client/captcha.ts';
import { mailedCode, type Person, type Session } from '../../bin/client/session.ts';
import type { Copy } from './fill.ts';
import { ORGANIZATION_SCENARIOS } from './organizations.ts';
import { PLATFORM_SCENARIOS } from './platform.ts';
import { PORTAL_SCENARIOS } from './portal.ts';

export interface World {
  /** An admin of the organization. */
  readonly session: Session;
  readonly contractId: string;
  readonly customerId: string;
  readonly planId: string;
  /** A copy that may be used up. */
  readonly spare: () => Copy;
  /** A new account without an organization. */
  readonly stranger: () => Promise<Session>;
}

export interface PreparedCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Somebody else than the admin. */
  readonly session?: Session;
  /** Through the browser, with its cookies. */
  readonly cookies?: true;
  /** The status of a refusal, where that is what is measured. */
  readonly refusal?: number;
  /** What must be over before the next call. */
  readonly after?: () => Promise<unknown>;
}

export type Scenario = (world: World) => PreparedCall | Promise<PreparedCall>;

/** As many entries with few records as with thousands, also after some were used up. */
const LIMIT = 'limit=5';
const CSRF = { 'x-requested-with': 'XMLHttpRequest' };

const get =
  (path: (world: World) => string): Scenario =>
  (world) => ({ method: 'GET', path: path(world) });

/** The newest entry of the audit log. */
async function newestEntry({ session }: World) {
  const { data } = await session.expect('GET', '/api/v1/audit?limit=1');
  return (data as { id: string }[])[0]?.id;
}

let names = 0;
const newName = () => `Newcomer ${++names} ${Date.now().toString(36)}`;

/** At a customer of its own: the contract's stays as it is. */
async function newStakeholder({ session, spare }: World) {
  const { data } = await session.expect('POST', '/api/v1/stakeholders', {
    customer_id: spare().customerId,
    name: newName(),
  });
  return data[0] as { id: string; version: number };
}

const contract = (world: World) => `/api/v1/contracts/${world.contractId}`;

const plan = (world: World) => `/api/v1/onboarding-plans/${world.planId}`;

/** At the end of the plan's first phase. */
async function newTask(world: World) {
  const { phases } = await world.session.expect('GET', plan(world));
  const body = { title: newName(), phase: phases[0].key, due_date: '2030-01-15' };
  return (await world.session.expect('POST', `${plan(world)}/tasks`, body)) as { key: string };
}

const AUTH = '/api/v1/auth';

const newAccount = (): Person => ({
  name: 'Grace Hopper',
  email: `bench${++names}.${Date.now().toString(36)}@example.com`,
  password: 'correct-Horse-7-battery',
});

/** Credentials are limited for each account: each call has one of its own. */
async function openedAccount(appUrl: string): Promise<Person> {
  const person = newAccount();
  await openAccount(appUrl, person);
  return person;
}

/** An account with a session beside the admin's. */
async function signedInAccount(appUrl: string) {
  const person = await openedAccount(appUrl);
  const { email, password } = person;
  const response = await postAuth(appUrl, 'login', { email, password, deliver: 'body' });
  const { access_token } = (await response.json()) as { access_token: string };
  return { person, other: { authorization: `Bearer ${access_token}` } };
}

const INVITATIONS = '/api/v1/teams/invitations';
const invitation = () => ({ email: `n${++names}.${Date.now().toString(36)}@example.com`, role: 'csm' });
const newInvitation = async (session: Session) =>
  (await session.expect('POST', INVITATIONS, invitation())) as { id: string; code: string };

const MEMBERS = '/api/v1/teams/members';
async function newMember({ session, stranger }: World) {
  const [{ code }, member] = await Promise.all([newInvitation(session), stranger()]);
  await member.expect('POST', `${INVITATIONS}/accept`, { code });
  return (await member.expect('GET', '/api/v1/auth/me')) as { id: string };
}

const newRole = async (session: Session) =>
  (await session.expect('POST', '/api/v1/roles', { name: newName(), grants: {} })) as {
    key: string;
    name: string;
  };
/** An organization has room for few. */
async function dropRoles(session: Session) {
  const { data } = await session.expect('GET', '/api/v1/roles');
  for (const { key, preset } of data) if (!preset) await session.expect('DELETE', `/api/v1/roles/${key}`);
}

const KEYS = '/api/v1/workspace/api-keys';

/** One to use up. The organization has at most a hundred: what earlier calls made goes first. */
async function newKey({ session }: World) {
  const { data } = await session.expect('GET', KEYS);
  for (const { id } of data.slice(20)) await session.expect('DELETE', `${KEYS}/${id}`);
  const body = { name: newName(), permissions: { 'customer:read': 'org' } };
  return (await session.expect('POST', KEYS, body)) as { id: string };
}

const VIEWS = '/api/v1/views';
const viewBody = () => ({ list: 'contracts', name: newName(), query: { status: 'review' } });

/** One to use up. A person has at most a hundred: what earlier calls made goes first. */
async function newView({ session }: World) {
  const { data } = await session.expect('GET', VIEWS);
  for (const { id } of data.slice(20)) await session.expect('DELETE', `${VIEWS}/${id}`);
  return (await session.expect('POST', VIEWS, viewBody())) as { id: string };
}

/** Puts settings as they are on the version that they have. */
const putBack =
  (path: string): Scenario =>
  async ({ session }) => {
    const { updated_at: _, ...body } = await session.expect('GET', path);
    return { method: 'PUT', path, body };
  };

/** By the function's id. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'analytics-get-dashboard': get(() => '/api/v1/dashboard?day=2026-11-21'),
  'audit-export-log': () => ({ method: 'POST', path: '/api/v1/audit/export', body: { to: '2020-01-01' } }),
  'audit-get-entry': async (world) => ({ method: 'GET', path: `/api/v1/audit/${await newestEntry(world)}` }),
  'audit-list-entries': get(() => `/api/v1/audit?${LIMIT}`),
  'audit-verify-chain': get(() => '/api/v1/audit/verify?limit=5'),
  'contracts-archive-contract': ({ spare }) => ({
    method: 'DELETE',
    path: `/api/v1/contracts/${spare().contractId}`,
  }),
  'contracts-confirm-contract': async (world) => {
    const { version } = await world.session.expect('GET', contract(world));
    return { method: 'POST', path: `${contract(world)}/confirm`, body: { version } };
  },
  'contracts-correct-extraction': async (world) => {
    const { facts } = await world.session.expect('GET', `${contract(world)}/extraction`);
    const { key, version } = facts.find((fact: { field: string }) => fact.field === 'governing_law');
    const changes = [{ action: 'correct', key, version, value: 'Oregon' }];
    return { method: 'PATCH', path: `${contract(world)}/extraction`, body: { changes } };
  },
  'contracts-create-contract': () => ({
    method: 'POST',
    path: '/api/v1/contracts',
    body: { customer: { name: newName() }, file_name: 'a.pdf', content_type: 'application/pdf', size: 1000 },
  }),
  'contracts-get-contract-document': get((world) => `${contract(world)}/document`),
  'contracts-get-contract-file': get((world) => `${contract(world)}/file`),
  'contracts-get-contract': get(contract),
  'contracts-get-extraction': get((world) => `${contract(world)}/extraction`),
  'contracts-list-contracts': get(() => `/api/v1/contracts?${LIMIT}`),
  'contracts-preview-plan-changes': get((world) => `${contract(world)}/plan-changes`),
  'contracts-renew-upload': async ({ session, spare }) => {
    const body = {
      customer: { id: spare().customerId },
      file_name: 'a.pdf',
      content_type: 'application/pdf',
      size: 1000,
    };
    const announced = await session.expect('POST', '/api/v1/contracts', body);
    return { method: 'POST', path: `/api/v1/contracts/${announced.contract.id}/upload` };
  },
  'contracts-restore-contract': async ({ session, spare }) => {
    const path = `/api/v1/contracts/${spare().contractId}`;
    await session.expect('DELETE', path);
    return { method: 'POST', path: `${path}/restore` };
  },
  'contracts-retry-contract': (world) => ({
    method: 'POST',
    path: `${contract(world)}/parse`,
    after: () => world.session.settled(world.contractId),
  }),
  'customers-archive-stakeholder': async (world) => ({
    method: 'DELETE',
    path: `/api/v1/stakeholders/${(await newStakeholder(world)).id}`,
  }),
  'customers-create-stakeholders': ({ spare }) => ({
    method: 'POST',
    path: '/api/v1/stakeholders',
    body: { customer_id: spare().customerId, name: newName() },
  }),
  'customers-get-customer': get(({ customerId }) => `/api/v1/customers/${customerId}`),
  'customers-get-timeline': get(({ customerId }) => `/api/v1/customers/${customerId}/timeline`),
  'customers-list-customers': get(() => `/api/v1/customers?${LIMIT}`),
  'customers-list-entitlements': get(({ customerId }) => `/api/v1/customers/${customerId}/entitlements`),
  'customers-list-pricing': get(({ customerId }) => `/api/v1/customers/${customerId}/pricing`),
  'customers-list-stakeholders': get(
    ({ customerId }) => `/api/v1/stakeholders?customer_id=${customerId}&limit=1`,
  ),
  'customers-update-customer': async ({ session, customerId }) => {
    const { version } = await session.expect('GET', `/api/v1/customers/${customerId}`);
    return {
      method: 'PATCH',
      path: `/api/v1/customers/${customerId}`,
      body: { version, next_follow_up_at: '2030-01-15' },
    };
  },
  'customers-update-stakeholder': async (world) => {
    const { id, version } = await newStakeholder(world);
    return {
      method: 'PATCH',
      path: `/api/v1/stakeholders/${id}`,
      body: { version, title: 'Chief of Tests' },
    };
  },
  'identity-change-password': async ({ session }) => {
    const { person, other } = await signedInAccount(session.appUrl);
    const body = { current_password: person.password, new_password: `${person.password}-9` };
    return { method: 'POST', path: `${AUTH}/change-password`, body, headers: other };
  },
  'identity-complete-sign-in': get(() => '/api/v1/auth/oauth/cognito/callback'),
  'identity-end-session': async ({ session }) => {
    const { other } = await signedInAccount(session.appUrl);
    const list = await fetch(`${session.appUrl}${AUTH}/sessions`, { headers: other });
    const { data } = (await list.json()) as { data: { id: string }[] };
    return { method: 'DELETE', path: `${AUTH}/sessions/${data[0]?.id}`, headers: other };
  },
  'identity-forgot-password': async ({ session }) => {
    const { email } = await openedAccount(session.appUrl);
    return { method: 'POST', path: `${AUTH}/forgot-password`, body: { email } };
  },
  'identity-get-me': get(() => '/api/v1/auth/me'),
  'identity-get-sign-in-options': get(() => '/api/v1/auth/config'),
  'identity-list-sessions': get(() => `${AUTH}/sessions`),
  'identity-login': async ({ session }) => {
    const { email, password } = await openedAccount(session.appUrl);
    return { method: 'POST', path: `${AUTH}/login`, body: { email, password, deliver: 'body' } };
  },
  'identity-register': async ({ session }) => {
    const captcha_token = await captchaToken(session.appUrl);
    return { method: 'POST', path: `${AUTH}/register`, body: { ...newAccount(), captcha_token } };
  },
  'identity-resend-verification': async ({ session }) => {
    const person = newAccount();
    await register(session.appUrl, person);
    return { method: 'POST', path: `${AUTH}/resend-verification`, body: { email: person.email } };
  },
  'identity-reset-password': async ({ session }) => {
    const { email, password } = await openedAccount(session.appUrl);
    await postAuth(session.appUrl, 'forgot-password', { email });
    const body = { email, code: await mailedCode(session.appUrl, email), password: `${password}-9` };
    return { method: 'POST', path: `${AUTH}/reset-password`, body };
  },
  'identity-social-login': async ({ session }) => {
    const code = await providerCode(session.appUrl, 'google', newAccount());
    return { method: 'POST', path: `${AUTH}/social-login`, body: { ...code, deliver: 'body' } };
  },
  'identity-update-me': () => ({ method: 'PATCH', path: `${AUTH}/me`, body: { locale: 'en' } }),
  'identity-verify-email': async ({ session }) => {
    const person = newAccount();
    await register(session.appUrl, person);
    const body = { email: person.email, code: await mailedCode(session.appUrl, person.email) };
    return { method: 'POST', path: `${AUTH}/verify-email`, body };
  },
  'identity-refresh-session': () => ({
    method: 'POST',
    path: '/api/v1/auth/refresh',
    headers: CSRF,
    cookies: true,
  }),
  'identity-sign-out': async ({ stranger }) => ({
    method: 'POST',
    path: '/api/v1/auth/logout',
    headers: CSRF,
    cookies: true,
    session: await stranger(),
  }),
  'identity-start-sign-in': get(() => '/api/v1/auth/oauth/password/start'),
  'live-create-ticket': () => ({ method: 'POST', path: '/api/v1/ws/ticket' }),
  'onboarding-add-task': async (world) => {
    const { phases } = await world.session.expect('GET', plan(world));
    const body = { title: newName(), phase: phases[0].key, due_date: '2030-01-15' };
    return { method: 'POST', path: `${plan(world)}/tasks`, body };
  },
  'onboarding-archive-plan': (world) => ({
    method: 'DELETE',
    path: plan(world),
    after: () => world.session.expect('POST', `${plan(world)}/restore`),
  }),
  'onboarding-archive-task': async (world) => ({
    method: 'DELETE',
    path: `${plan(world)}/tasks/${(await newTask(world)).key}`,
  }),
  'onboarding-get-calendar': get((world) => `${plan(world)}/calendar`),
  'onboarding-get-plan': get(({ planId }) => `/api/v1/onboarding-plans/${planId}`),
  'onboarding-list-plans': get(() => `/api/v1/onboarding-plans?${LIMIT}`),
  'onboarding-restore-plan': async (world) => {
    await world.session.expect('DELETE', plan(world));
    return { method: 'POST', path: `${plan(world)}/restore` };
  },
  'onboarding-restore-task': async (world) => {
    const { key } = await newTask(world);
    await world.session.expect('DELETE', `${plan(world)}/tasks/${key}`);
    return { method: 'POST', path: `${plan(world)}/tasks/${key}/restore` };
  },
  'onboarding-update-plan': async (world) => {
    const { version } = await world.session.expect('GET', plan(world));
    return { method: 'PATCH', path: plan(world), body: { version, name: newName() } };
  },
  'onboarding-update-task': async ({ session, planId }) => {
    const { tasks } = await session.expect('GET', `/api/v1/onboarding-plans/${planId}`);
    const { key, version } = tasks[0];
    return {
      method: 'PATCH',
      path: `/api/v1/onboarding-plans/${planId}/tasks/${key}`,
      body: { version, title: newName() },
    };
  },
  'operations-get-health': get(() => '/health'),
  // Without their own credentials: what it costs to turn somebody away.
  'identity-get-console-me': () => ({ method: 'GET', path: '/admin/me', refusal: 401 }),
  'operations-get-metrics': () => ({ method: 'GET', path: '/metrics', refusal: 401 }),
  'operations-get-readiness': get(() => '/ready'),
  'operations-get-openapi': get(() => '/api/v1/openapi.json'),
  ...ORGANIZATION_SCENARIOS,
  ...PORTAL_SCENARIOS,
  ...PLATFORM_SCENARIOS,
  'organizations-check-slug': get(() => '/api/v1/organizations/slug-available?slug=a-free-one'),
  'organizations-create-organization': async ({ stranger }) => ({
    method: 'POST',
    path: '/api/v1/organizations',
    body: { name: newName() },
    session: await stranger(),
  }),
  'organizations-get-current-organization': get(() => '/api/v1/organizations/current'),
  'team-accept-invitation': async ({ session, stranger }) => ({
    method: 'POST',
    path: '/api/v1/teams/invitations/accept',
    body: { code: (await newInvitation(session)).code },
    session: await stranger(),
  }),
  'team-create-invitation': () => ({ method: 'POST', path: INVITATIONS, body: invitation() }),
  'team-assign-customers': async ({ session, spare }) => {
    const { id } = await session.expect('GET', '/api/v1/auth/me');
    return {
      method: 'PUT',
      path: '/api/v1/teams/assignments',
      body: { member_id: id, customer_ids: [spare().customerId] },
    };
  },
  'team-import-team': () => ({
    method: 'POST',
    path: '/api/v1/teams/import',
    body: { csv: `email\n${invitation().email}\n`, role: 'csm', dry_run: false },
  }),
  'team-list-assignments': get(() => `/api/v1/teams/assignments?${LIMIT}`),
  'team-create-role': ({ session }) => ({
    method: 'POST',
    path: '/api/v1/roles',
    body: { name: newName(), grants: {} },
    after: () => dropRoles(session),
  }),
  'team-delete-role': async ({ session }) => ({
    method: 'DELETE',
    path: `/api/v1/roles/${(await newRole(session)).key}`,
  }),
  'team-get-member': async ({ session }) => ({
    method: 'GET',
    path: `${MEMBERS}/${(await session.expect('GET', MEMBERS)).data[0].id}`,
  }),
  'team-list-members': get(() => `${MEMBERS}?${LIMIT}`),
  'team-list-permissions': get(() => '/api/v1/permissions'),
  'team-list-roles': get(() => '/api/v1/roles'),
  'team-remove-member': async (world) => ({
    method: 'DELETE',
    path: `${MEMBERS}/${(await newMember(world)).id}`,
  }),
  'team-update-member': async (world) => {
    const { id } = await newMember(world);
    return {
      method: 'PUT',
      path: `${MEMBERS}/${id}`,
      body: { version: 1, role: 'viewer' },
      after: () => world.session.expect('DELETE', `${MEMBERS}/${id}`),
    };
  },
  'team-update-role': async ({ session }) => {
    const { key, name } = await newRole(session);
    return {
      method: 'PUT',
      path: `/api/v1/roles/${key}`,
      body: { version: 1, name, grants: {} },
      after: () => session.expect('DELETE', `/api/v1/roles/${key}`),
    };
  },
  'team-list-invitations': get(() => `${INVITATIONS}?${LIMIT}`),
  'team-look-up-invitation': async ({ session }) => ({
    method: 'GET',
    path: `${INVITATIONS}/lookup?code=${(await newInvitation(session)).code}`,
  }),
  'team-revoke-invitation': async ({ session }) => ({
    method: 'DELETE',
    path: `${INVITATIONS}/${(await newInvitation(session)).id}`,
  }),
  'team-update-invitation': async ({ session }) => ({
    method: 'PUT',
    path: `${INVITATIONS}/${(await newInvitation(session)).id}`,
    body: { version: 1, role: 'viewer' },
  }),
  'organizations-update-organization': async ({ session }) => {
    const { version } = await session.expect('GET', '/api/v1/organizations/current');
    return {
      method: 'PUT',
      path: '/api/v1/organizations/current',
      body: { name: newName(), ai_enabled: false, version },
    };
  },
  'work-search-records': get(() => '/api/v1/search?q=meridian&limit=5'),
  'workspace-create-api-key': async (world) => {
    await newKey(world);
    return { method: 'POST', path: KEYS, body: { name: newName(), permissions: { 'customer:read': 'org' } } };
  },
  'workspace-list-api-keys': get(() => KEYS),
  'workspace-revoke-api-key': async (world) => ({
    method: 'DELETE',
    path: `${KEYS}/${(await newKey(world)).id}`,
  }),
  'workspace-rotate-api-key': async (world) => ({
    method: 'POST',
    path: `${KEYS}/${(await newKey(world)).id}/rotate`,
    body: { overlap_hours: 24 },
  }),
  'workspace-get-branding': get(() => '/api/v1/workspace/branding'),
  'workspace-get-custom-fields': get(() => '/api/v1/workspace/custom-fields'),
  'workspace-get-notification-defaults': get(() => '/api/v1/workspace/notifications'),
  'workspace-get-own-notifications': get(() => '/api/v1/me/settings/notifications'),
  'workspace-get-picklist': get(() => '/api/v1/metadata/customer-statuses'),
  'workspace-get-workspace': get(() => '/api/v1/workspace'),
  'workspace-preview-colors': get(() => '/api/v1/workspace/branding/colors?accent=%230f766e'),
  'workspace-update-branding': async ({ session }) => {
    const path = '/api/v1/workspace/branding';
    const { version } = await session.expect('GET', path);
    return { method: 'PUT', path, body: { accent: '#0f766e', logo_id: null, version } };
  },
  'workspace-update-custom-fields': putBack('/api/v1/workspace/custom-fields'),
  'workspace-update-notification-defaults': putBack('/api/v1/workspace/notifications'),
  'workspace-update-own-notifications': async ({ session }) => {
    const path = '/api/v1/me/settings/notifications';
    const { version } = await session.expect('GET', path);
    return { method: 'PATCH', path, body: { events: { contract_ready: { email: true } }, version } };
  },
  'workspace-update-workspace': putBack('/api/v1/workspace'),
  'workspace-list-views': get(() => `${VIEWS}?list=contracts`),
  'workspace-create-view': async (world) => {
    await newView(world);
    return { method: 'POST', path: VIEWS, body: viewBody() };
  },
  'workspace-update-view': async (world) => ({
    method: 'PUT',
    path: `${VIEWS}/${(await newView(world)).id}`,
    body: { ...viewBody(), version: 1 },
  }),
  'workspace-delete-view': async (world) => ({
    method: 'DELETE',
    path: `${VIEWS}/${(await newView(world)).id}`,
  }),
  'workspace-upload-logo': () => ({
    method: 'POST',
    path: '/api/v1/workspace/branding/logo',
    body: { content_type: 'image/png', size: 1000 },
  }),
};
