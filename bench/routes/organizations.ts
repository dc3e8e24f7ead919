/** Good calls of the routes of organizations and their setting up. */
import type { Session } from '../../bin/client/session.ts';
import { sleep } from '../../shared/kernel/time.ts';
import type { Scenario, World } from './scenarios.ts';

const get =
  (path: string): Scenario =>
  () => ({ method: 'GET', path });

let names = 0;
const newName = () => `Organization ${++names} ${Date.now().toString(36)}`;

/** Somebody with an organization of their own. */
async function founder({ stranger }: World) {
  const session = await stranger();
  const { slug } = await session.found(newName());
  return { session, slug };
}

const ORGANIZATION = '/api/v1/organizations/current';
const ONBOARDING = '/api/v1/onboarding';

/** Answers of the wizard's six steps, in their order. */
const WIZARD = [
  ['company', { name: 'Bench Mark', size: '11-50', location: { country: 'DE' } }],
  ['industry', { blueprint: 'customer-success', industry_lines: [] }],
  ['markets', { regions: ['dach'] }],
  ['lead_sources', { sources: ['website'] }],
  ['integrations', { api: false, webhooks: false, crm: 'none' }],
  ['billing', { plan: 'business', billing_email: 'bench@example.com' }],
] as const;

const POLL_MS = 20;

async function settledProvisioning(session: Session) {
  for (;;) {
    const { status } = await session.expect('GET', '/api/v1/provision/status/current');
    if (status === 'succeeded' || status === 'failed') return;
    await sleep(POLL_MS);
  }
}

export const ORGANIZATION_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'organizations-complete-onboarding': async ({ session }) => {
    const { completed_at, version } = await session.expect('GET', ONBOARDING);
    if (!completed_at)
      for (const [index, [step, data]] of WIZARD.entries())
        await session.expect('PUT', ONBOARDING, { step, data, version: version + index });
    return { method: 'POST', path: `${ONBOARDING}/complete` };
  },
  'organizations-delete-organization': async (world) => {
    const { session, slug } = await founder(world);
    return { method: 'DELETE', path: ORGANIZATION, body: { confirm: slug }, session };
  },
  // Begins one; writing the many contracts of the other organization takes minutes, and is no part of the call.
  'organizations-export-organization': async (world) => {
    const { session } = await founder(world);
    return { method: 'POST', path: `${ORGANIZATION}/export`, session };
  },
  'organizations-get-blueprint': get('/api/v1/blueprints/insurance'),
  'organizations-get-export': async (world) => {
    const { session } = await founder(world);
    await session.expect('POST', `${ORGANIZATION}/export`);
    return { method: 'GET', path: `${ORGANIZATION}/export`, session };
  },
  'organizations-get-onboarding': get(ONBOARDING),
  'organizations-get-organization': get(ORGANIZATION),
  'organizations-get-setup': get(`${ORGANIZATION}/setup`),
  'organizations-list-blueprints': get('/api/v1/blueprints'),
  'organizations-list-plans': get('/api/v1/plans'),
  'organizations-list-versions': get(`${ORGANIZATION}/versions`),
  'organizations-restore-organization': async (world) => {
    const { session, slug } = await founder(world);
    await session.expect('DELETE', ORGANIZATION, { confirm: slug });
    return { method: 'POST', path: `${ORGANIZATION}/restore`, session };
  },
  'organizations-rollback-settings': async ({ session }) => {
    const { version } = await session.expect('GET', ORGANIZATION);
    const change = { size: version % 2 ? '1-10' : '11-50', version };
    await session.expect('PUT', ORGANIZATION, change);
    const path = `${ORGANIZATION}/versions/${version}/rollback`;
    return { method: 'POST', path, body: { version: version + 1 } };
  },
  'organizations-save-onboarding-step': async (world) => {
    const { session } = await founder(world);
    const [[step, data]] = WIZARD;
    return { method: 'PUT', path: ONBOARDING, body: { step, data, version: 0 }, session };
  },
  'organizations-update-subscription': async ({ session }) => {
    const { version } = await session.expect('GET', ORGANIZATION);
    return { method: 'PUT', path: `${ORGANIZATION}/subscription`, body: { plan: 'business', version } };
  },
  'provisioning-configure-account': async ({ session }) => {
    await settledProvisioning(session);
    return { method: 'POST', path: '/api/v1/provision/configure', after: () => settledProvisioning(session) };
  },
  'provisioning-get-configuration': get('/api/v1/provision/configuration'),
  'provisioning-get-health': get('/api/v1/provision/health/current'),
  'provisioning-get-status': get('/api/v1/provision/status/current'),
  'provisioning-provision-account': () => ({ method: 'POST', path: '/api/v1/provision/account' }),
};
