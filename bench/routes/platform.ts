/** Good calls of the platform's routes. */
import { makePlatformAdmin } from '../../bin/client/platform.ts';
import type { Session } from '../../bin/client/session.ts';
import type { PreparedCall, Scenario, World } from './scenarios.ts';

const ORGANIZATIONS = '/api/v1/platform/organizations';
const POLL_MS = 50;

/** By the system: one administrator is enough for all. */
const administrators = new Map<string, Promise<Session>>();

async function administrator({ session: { appUrl: url }, stranger }: World): Promise<Session> {
  const known = await administrators.get(url);
  // It may be older than an access token lasts.
  await known?.refresh();
  if (known) return known;
  const made = (async () => {
    const session = await stranger();
    await makePlatformAdmin(session);
    return session;
  })();
  administrators.set(url, made);
  return made;
}

const get =
  (path: string): Scenario =>
  async (world): Promise<PreparedCall> => ({ method: 'GET', path, session: await administrator(world) });

/** Resolves when the platform knows the organization. */
async function known(session: Session, id: string): Promise<void> {
  for (;;) {
    const { status } = await session.call('GET', `${ORGANIZATIONS}/${id}`);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export const PLATFORM_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'platform-get-metrics': get('/api/v1/platform/metrics'),
  'platform-get-organization': async (world) => {
    const { id } = await world.session.expect('GET', '/api/v1/organizations/current');
    const session = await administrator(world);
    await known(session, id);
    return { method: 'GET', path: `${ORGANIZATIONS}/${id}`, session };
  },
  'platform-list-audit': get('/api/v1/platform/audit?limit=5'),
  'platform-list-organizations': get(`${ORGANIZATIONS}?limit=5`),
  'platform-list-provisioning-runs': get('/api/v1/platform/provisioning?limit=5'),
  'platform-update-organization': async (world) => {
    // The platform's own summary of it comes later.
    const { id, version, subscription } = await world.session.expect('GET', '/api/v1/organizations/current');
    const session = await administrator(world);
    await known(session, id);
    const body = { version, plan: subscription.plan === 'business' ? 'enterprise' : 'business' };
    return { method: 'PATCH', path: `${ORGANIZATIONS}/${id}`, body, session };
  },
};
