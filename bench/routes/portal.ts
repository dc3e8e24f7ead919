/** One good call of each route of the customer portal, and of what the staff does about it. */
import { newPortalUser, PORTAL_PASSWORD, portalLinks } from '../../bin/client/portal.ts';
import type { Scenario, World } from './scenarios.ts';

const AUTH = '/api/v1/portal/auth';
const ME = '/api/v1/customers/me';
let people = 0;

/** Somebody on the customer's record. */
async function person({ session, customerId }: World): Promise<string> {
  const email = `portal${++people}.${Date.now().toString(36)}@example.com`;
  await session.expect('POST', '/api/v1/stakeholders', {
    customer_id: customerId,
    name: `Portal ${people}`,
    email,
  });
  return email;
}

const users = ({ customerId }: World) => `/api/v1/customers/${customerId}/portal-users`;
const slugOf = async ({ session }: World) =>
  String((await session.expect('GET', '/api/v1/organizations/current')).slug);

async function user(world: World) {
  const portal = await newPortalUser(world.session, world.customerId, await person(world));
  return { ...portal, headers: { authorization: `Bearer ${portal.token}` } };
}

async function link(world: World): Promise<string | undefined> {
  const email = await person(world);
  await world.session.expect('POST', users(world), { email });
  return (await portalLinks(world.session.appUrl, email))[0];
}

/** By a portal user of its own. */
const own =
  (method: string, path: string, body?: unknown): Scenario =>
  async (world) => ({
    method,
    path,
    headers: (await user(world)).headers,
    ...(body !== undefined && { body }),
  });

export const PORTAL_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'portal-change-password': own('POST', `${AUTH}/change-password`, {
    current_password: PORTAL_PASSWORD,
    new_password: `${PORTAL_PASSWORD}-9`,
  }),
  'portal-forgot-password': async (world) => {
    const { email } = await user(world);
    return {
      method: 'POST',
      path: `${AUTH}/forgot-password`,
      body: { organization: await slugOf(world), email },
    };
  },
  'portal-get-own-plan': own('GET', `${ME}/onboarding-plan`),
  'portal-get-own-profile': own('GET', ME),
  'portal-get-portal-branding': async (world) => ({
    method: 'GET',
    path: `/api/v1/portal/branding/${await slugOf(world)}`,
  }),
  'portal-invite-portal-user': async (world) => ({
    method: 'POST',
    path: users(world),
    body: { email: await person(world) },
  }),
  'portal-list-portal-users': async (world) => ({ method: 'GET', path: `${users(world)}?limit=5` }),
  'portal-login': async (world) => {
    const { email } = await user(world);
    const body = { organization: await slugOf(world), email, password: PORTAL_PASSWORD, deliver: 'body' };
    return { method: 'POST', path: `${AUTH}/login`, body };
  },
  'portal-open-link': async (world) => ({
    method: 'POST',
    path: `${AUTH}/link`,
    body: { token: await link(world) },
  }),
  'portal-refresh-session': async (world) => ({
    method: 'POST',
    path: `${AUTH}/refresh`,
    body: { refresh_token: (await user(world)).refreshToken },
  }),
  'portal-remove-portal-user': async (world) => ({
    method: 'DELETE',
    path: `${users(world)}/${(await user(world)).id}`,
  }),
  'portal-set-password': async (world) => ({
    method: 'POST',
    path: `${AUTH}/set-password`,
    body: { token: await link(world), password: PORTAL_PASSWORD, deliver: 'body' },
  }),
  'portal-sign-out': async (world) => ({
    method: 'POST',
    path: `${AUTH}/logout`,
    body: { refresh_token: (await user(world)).refreshToken },
  }),
  'portal-update-own-profile': own('PATCH', ME, { version: 2, phone: '+1 503 555 0100' }),
  'portal-update-own-task': async (world) => {
    const { headers, call } = await user(world);
    const { plan } = (await call('GET', `${ME}/onboarding-plan?plan_id=${world.planId}`)).body;
    const task = plan.tasks.find(({ yours }: { yours: boolean }) => yours);
    return {
      method: 'PATCH',
      path: `${ME}/onboarding-plan/tasks/${task.key}`,
      headers,
      body: { plan_id: world.planId, version: task.version, status: 'in_progress' },
    };
  },
};
