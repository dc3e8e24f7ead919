/** The platform's administration in the browser, and what members of a suspended organization see. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../web/src/api/types.ts';
import type {
  FleetDetail,
  FleetMetrics,
  FleetOrganization,
  OversightEntry,
  Run,
} from '../../web/src/features/platform/queries.ts';
import { expectAccessibleInBothSchemes } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, listOf, minutesAgo, newId } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;

const administrator = (permissions = ['platform:read', 'platform:manage']): Account => ({
  ...account(undefined),
  email: 'grace@gangway.example',
  name: 'Grace Platform',
  role: 'super_admin',
  permissions,
});

const fleetOrganization = (name: string, more: Partial<FleetOrganization> = {}): FleetOrganization => ({
  id: newId(),
  name,
  slug: name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
  status: 'active',
  plan: 'team',
  blueprint: 'customer-success',
  members: 12,
  customers: 148,
  contracts: 96,
  storage_bytes: 734_003_200,
  last_activity_at: minutesAgo(14),
  suspension: null,
  deletes_at: null,
  created_at: minutesAgo(60 * 24 * 90),
  version: 4,
  ...more,
});

const ORGANIZATIONS = [
  fleetOrganization('Harborlight Software'),
  fleetOrganization('Meridian Freight and Logistics International Holding', {
    plan: 'enterprise',
    members: 1204,
    customers: 20_417,
    storage_bytes: 64_424_509_440,
  }),
  fleetOrganization('Northwind Insurance Brokers', {
    status: 'suspended',
    blueprint: 'insurance',
    suspension: { since: minutesAgo(300), reason: 'Invoices of three months are open' },
  }),
  fleetOrganization('Quiet Ltd', {
    plan: 'free',
    status: 'deleting',
    deletes_at: minutesAgo(-60 * 24 * 20),
    members: 1,
    customers: 0,
    contracts: 0,
    storage_bytes: 0,
    last_activity_at: null,
  }),
];
const [first] = ORGANIZATIONS;

const runOf = (status: Run['status'], more: Partial<Run> = {}): Run => ({
  organization_id: ORGANIZATIONS[0]?.id ?? '',
  organization_name: 'Harborlight Software',
  attempt: 1,
  kind: 'account',
  status,
  steps: (['isolation', 'configuration', 'credentials', 'notifications', 'backup'] as const).map(
    (key, index) => ({
      key,
      status: status === 'succeeded' || index < 2 ? 'succeeded' : index === 2 ? status : 'pending',
      started_at: minutesAgo(3),
      ended_at: minutesAgo(2),
      error: status === 'failed' && index === 2 ? 'Reading and writing share one session.' : null,
      code: status === 'failed' && index === 2 ? 'credentials_shared' : null,
    }),
  ),
  started_at: minutesAgo(3),
  ended_at: status === 'succeeded' ? minutesAgo(2) : null,
  seconds: status === 'succeeded' ? 4.2 : null,
  ...more,
});

const METRICS: FleetMetrics = {
  organizations: {
    total: 10_482,
    founded: 10_951,
    deleted: 469,
    by_status: { active: 10_402, suspended: 61, deleting: 19 },
    by_plan: { free: 6120, team: 3544, business: 702, enterprise: 116 },
    by_blueprint: { 'customer-success': 7420, insurance: 1988, surrogacy: 204, helpdesk: 610, generic: 260 },
  },
  funnel: [
    { step: 'registered', count: 15_204 },
    { step: 'verified', count: 12_877 },
    { step: 'founded', count: 10_951 },
    { step: 'wizard', count: 8640 },
    { step: 'first_contract', count: 7012 },
    { step: 'team', count: 5230 },
  ],
  provisioning: {
    by_status: { succeeded: 11_020, failed: 2, running: 1 },
    seconds_average: 3.4,
    within: [5, 10, 30, 60, 120].map((seconds, index) => ({ seconds, count: 9800 + index * 305 })),
  },
  queues: [
    { name: 'uploads', dead: false, waiting: 3, in_flight: 1 },
    { name: 'on-audit', dead: false, waiting: 0, in_flight: 0 },
    { name: 'uploads-dead', dead: true, waiting: 0, in_flight: 0 },
    { name: 'on-audit-dead', dead: true, waiting: 2, in_flight: 0 },
    { name: 'changes-dead', dead: true, waiting: null, in_flight: null },
  ],
  measured_at: minutesAgo(0),
};

const LOG: OversightEntry[] = [
  {
    id: newId(),
    at: minutesAgo(300),
    action: 'organization.suspended',
    admin: { id: 'user-1', name: 'Grace Platform', email: 'grace@gangway.example' },
    organization: { id: ORGANIZATIONS[2]?.id ?? '', name: 'Northwind Insurance Brokers' },
    subject: null,
    before: 'active',
    after: 'suspended',
    reason: 'Invoices of three months are open',
    address: '192.0.2.17',
    request_id: 'req-1',
  },
  {
    id: newId(),
    at: minutesAgo(60 * 24 * 3),
    action: 'organization.plan_changed',
    admin: { id: 'user-1', name: 'Grace Platform', email: 'grace@gangway.example' },
    organization: { id: ORGANIZATIONS[1]?.id ?? '', name: 'Meridian Freight and Logistics' },
    subject: null,
    before: 'business',
    after: 'enterprise',
    reason: null,
    address: null,
    request_id: 'req-2',
  },
  {
    id: newId(),
    at: minutesAgo(60 * 24 * 90),
    action: 'administrator.appointed',
    admin: { id: 'operator', name: 'Operator', email: '' },
    organization: null,
    subject: 'grace@gangway.example',
    before: null,
    after: null,
    reason: null,
    address: null,
    request_id: 'req-3',
  },
];

const detailOf = (organization: FleetOrganization): FleetDetail => ({
  ...organization,
  provisioning: runOf('succeeded', { organization_id: organization.id }),
  changes: { last_change_at: minutesAgo(14), applied_at: minutesAgo(14), lag_ms: 840 },
});

function script(): Script {
  let organizations = [...ORGANIZATIONS];
  const found = (id: string | undefined) => organizations.find((one) => one.id === id);
  const gone = () => refuse(404, 'not_found', 'There is no such record here.');
  return {
    'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
    'GET /api/v1/auth/me': () => administrator(),
    'GET /api/v1/platform/organizations': ({ query }) => ({
      ...listOf(
        organizations.filter(
          ({ name, status, plan }) =>
            name.toLowerCase().startsWith((query.get('q') ?? '').toLowerCase()) &&
            (!query.get('status') || status === query.get('status')) &&
            (!query.get('plan') || plan === query.get('plan')),
        ),
      ),
      total: null,
    }),
    'GET /api/v1/platform/organizations/{id}': ({ params }) => {
      const organization = found(params.id);
      return organization ? detailOf(organization) : gone();
    },
    'PATCH /api/v1/platform/organizations/{id}': ({ params, body }) => {
      const organization = found(params.id);
      if (!organization) return gone();
      const changed: FleetOrganization = {
        ...organization,
        ...(body.plan && { plan: body.plan }),
        ...(body.status && { status: body.status }),
        suspension: body.status === 'suspended' ? { since: minutesAgo(0), reason: body.reason } : null,
        version: organization.version + 1,
      };
      organizations = organizations.map((one) => (one.id === changed.id ? changed : one));
      return detailOf(changed);
    },
    'GET /api/v1/platform/provisioning': ({ query }) => ({
      ...listOf(
        [
          runOf('failed'),
          runOf('running', { organization_id: ORGANIZATIONS[1]?.id ?? '' }),
          runOf('succeeded', { organization_id: ORGANIZATIONS[2]?.id ?? '' }),
        ].filter(({ status }) => !query.get('status') || status === query.get('status')),
      ),
      total: null,
    }),
    'GET /api/v1/platform/metrics': () => METRICS,
    'GET /api/v1/platform/audit': () => ({ ...listOf(LOG), total: null }),
  };
}

beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
  web.script = script();
});

const sent = (operation: string) => web.calls.filter((call) => call.operation === operation).at(-1);

describe('the platform', () => {
  test('is where its administrators land, finds organizations, and opens them by keyboard and address', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/`);
    await page.waitForURL(/\/platform$/);
    const rows = page.locator('tbody [data-row]');
    // The first page of a cold browser takes longer than an assertion waits.
    await rows.nth(3).waitFor();
    await page.getByLabel('Find an organization').fill('meri');
    await expect.poll(() => page.url()).toContain('q=meri');
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByLabel('Plan', { exact: true }).selectOption('free');
    await page.getByText('No organization fits').waitFor();
    await page.getByRole('link', { name: 'Show all organizations' }).click();
    await page.getByRole('link', { name: 'Suspended' }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Northwind Insurance Brokers' });
    await drawer.getByText('Invoices of three months are open').waitFor();
    const address = page.url();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.goto(address);
    await drawer.getByText('Took 4.2 s').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('suspends with a reason and lets work again; what is typed outlives a refusal', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/platform?id=${first?.id}`);
    const drawer = page.getByRole('dialog', { name: 'Harborlight Software', exact: true });
    await drawer.getByRole('button', { name: 'Suspend…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Suspend Harborlight Software?' });
    await dialog.getByText('Within a minute its members').waitFor();
    const confirm = dialog.getByRole('button', { name: 'Suspend', exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('Why').fill('Terms of use');
    const good = web.script['PATCH /api/v1/platform/organizations/{id}'];
    web.script['PATCH /api/v1/platform/organizations/{id}'] = () =>
      refuse(403, 'sign_in_again', 'Your sign-in is too long ago for this. Sign in again, then repeat it.');
    await confirm.click();
    await dialog.getByRole('button', { name: 'Sign in again' }).waitFor();
    expect(await dialog.getByLabel('Why').inputValue()).toBe('Terms of use');
    if (good) web.script['PATCH /api/v1/platform/organizations/{id}'] = good;
    await confirm.click();
    await dialog.waitFor({ state: 'detached' });
    await drawer.getByText('Terms of use').waitFor();
    expect(sent('PATCH /api/v1/platform/organizations/{id}')?.body).toEqual({
      version: 4,
      status: 'suspended',
      reason: 'Terms of use',
    });
    await drawer.getByRole('button', { name: 'Let it work again' }).click();
    await page
      .getByRole('dialog', { name: /^Let it work again/ })
      .getByRole('button', { name: 'Let it work again' })
      .click();
    await drawer.getByRole('button', { name: 'Suspend…' }).waitFor();
    await drawer.getByRole('button', { name: 'Change the plan…' }).click();
    const plan = page.getByRole('dialog', { name: 'Plan of Harborlight Software' });
    await plan.getByLabel('Business').check();
    await plan.getByRole('button', { name: 'Change the plan' }).click();
    await plan.waitFor({ state: 'detached' });
    expect(sent('PATCH /api/v1/platform/organizations/{id}')?.body).toEqual({ version: 6, plan: 'business' });
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Harborlight Software has the plan “Business” now.').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('is nobody else’s; after twelve hours it asks its own to sign in again', async () => {
    web.script['GET /api/v1/auth/me'] = () => administrator([]);
    const { page, context } = await open(browser, `${web.url}/platform`);
    await page.getByRole('button', { name: 'Sign in again' }).waitFor();
    web.script['GET /api/v1/auth/me'] = () => account(undefined);
    await page.goto(`${web.url}/platform/log`);
    await page.waitForURL(/\/welcome$/);
    await context.close();
  });

  test.each(VIEWS)('is readable at $width, $scheme', async (view) => {
    const { page, context } = await open(browser, `${web.url}/platform`, view);
    await page.locator('tbody [data-row]').first().waitFor();
    await inspect(page, 'platform-organizations', view);
    await page.locator('tbody [data-row] a').nth(2).click();
    await page.getByRole('dialog').getByText('Took 4.2 s').waitFor();
    await inspect(page, 'platform-organization', view);
    await page.goto(`${web.url}/platform/provisioning`);
    await page.getByText('Reading and writing share one session.').waitFor();
    await inspect(page, 'platform-provisioning', view);
    await page.goto(`${web.url}/platform/metrics`);
    await page.getByText('Address verified').waitFor();
    await inspect(page, 'platform-metrics', view);
    await page.goto(`${web.url}/platform/log`);
    await page.getByText('Operator, by command').waitFor();
    await inspect(page, 'platform-log', view);
    await context.close();
  });

  test('is accessible, in both schemes', async () => {
    const { page, context } = await open(browser, `${web.url}/platform`);
    await page.locator('tbody [data-row]').first().waitFor();
    await expectAccessibleInBothSchemes(page, 'platform-organizations');
    await page.locator('tbody [data-row] a').first().click();
    await page.getByRole('button', { name: 'Suspend…' }).click();
    await page.getByLabel('Why').waitFor();
    await expectAccessibleInBothSchemes(page, 'platform-suspend');
    for (const [path, text] of [
      ['provisioning', 'Reading and writing share one session.'],
      ['metrics', 'Address verified'],
      ['log', 'Operator, by command'],
    ] as const) {
      await page.goto(`${web.url}/platform/${path}`);
      await page.getByText(text).waitFor();
      await expectAccessibleInBothSchemes(page, `platform-${path}`);
    }
    await context.close();
  });
});

describe('a suspended organization', () => {
  test('tells its members so on every address, and lets them look again', async () => {
    web.script['GET /api/v1/auth/me'] = () => ({
      ...account(undefined),
      standing: 'organization_suspended',
    });
    const { page, faults, context } = await open(browser, `${web.url}/welcome`);
    await page.getByRole('heading', { name: 'Your organization is suspended' }).waitFor();
    await page.goto(`${web.url}/contracts`);
    await page.getByText('Nothing is lost').waitFor();
    await expectAccessibleInBothSchemes(page, 'suspended');
    for (const view of VIEWS.slice(0, 1)) await inspect(page, 'suspended', view);
    await page.setViewportSize({ width: 360, height: 800 });
    await inspect(page, 'suspended', { width: 360, scheme: 'light' });
    const asked = web.calls.length;
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect.poll(() => web.calls.length).toBeGreaterThan(asked);
    expect(faults).toEqual([]);
    await context.close();
  });
});
