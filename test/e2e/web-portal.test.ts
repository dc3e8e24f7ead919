/** The customer portal: its own door, the page that the mailed link opens, the dashboard, and what the staff does about it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OwnPlan, OwnProfile, PortalUser } from '../../web/src/features/portal/queries.ts';
import { expectAccessibleInBothSchemes } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { customerDetail } from './web-customer-fixtures.ts';
import { customerScript } from './web-customer-script.ts';
import { inDays } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
});

const BRAND: OwnProfile['organization'] = {
  name: 'Harborlight Software',
  slug: 'harborlight-software',
  colors: {
    light: { ink: '#7c2d8e', fill: '#7c2d8e', soft: '#f6e8f9' },
    dark: { ink: '#d79be4', fill: '#7c2d8e', soft: '#33203a' },
  },
  logo: null,
};

const me = (): OwnProfile => ({
  id: '0'.repeat(40),
  email: 'renata.okafor@meridianfreight.example',
  name: 'Renata Okafor',
  phone: null,
  language: 'en',
  role: 'customer',
  customer: { id: '01KCUSTOMER', name: 'Meridian Freight LLC' },
  organization: BRAND,
  contact: { name: 'Ada Lovelace', email: 'ada@harborlight.example' },
  version: 2,
});

const step = (key: string, title: string, more: Partial<OwnPlan['tasks'][number]> = {}) => ({
  key,
  phase: 'kickoff',
  title,
  description: null,
  status: 'todo' as const,
  yours: false,
  owner_name: null,
  start_date: inDays(-3),
  due_date: inDays(4),
  waits_for: [],
  completed_at: null,
  version: 1,
  ...more,
});

const ownPlan = (): OwnPlan => ({
  id: '01KPLAN0000000000000000000',
  name: 'Onboarding of Meridian Freight',
  start_date: inDays(-10),
  go_live_date: inDays(60),
  progress: { total: 5, done: 1, percent: 20 },
  phases: [
    {
      key: 'kickoff',
      name: 'Kick-off',
      goal: 'Everybody knows what comes',
      start_date: inDays(-10),
      end_date: inDays(7),
      progress: { total: 4, done: 1, percent: 25 },
    },
    {
      key: 'golive',
      name: 'Go-live',
      goal: 'Work begins',
      start_date: inDays(40),
      end_date: inDays(60),
      progress: { total: 1, done: 0, percent: 0 },
    },
  ],
  tasks: [
    step('hand-over', 'Hand over from sales', { status: 'done', completed_at: '2026-11-20T10:00:00.000Z' }),
    step('hold-kick-off', 'Hold the kick-off'),
    step('name-lead', 'Name a project lead on your side', {
      yours: true,
      description: 'Somebody who decides and can be reached.',
      due_date: inDays(-1),
    }),
    step('send-metadata', 'Send the metadata of your identity provider', {
      yours: true,
      waits_for: ['Hold the kick-off'],
    }),
    step('go-live', 'Go live', { phase: 'golive', due_date: inDays(60) }),
  ],
  next_step: 'name-lead',
});

const door = (): Script => ({ 'GET /api/v1/portal/branding/{slug}': () => BRAND });
const signedIn = (plan: OwnPlan | null = ownPlan()): Script => ({
  'POST /api/v1/portal/auth/refresh': () => ({
    access_token: 'portal-token',
    token_type: 'Bearer',
    expires_in: 900,
  }),
  'GET /api/v1/customers/me': me,
  'GET /api/v1/customers/me/onboarding-plan': () => ({
    plan,
    plans: plan ? [{ id: plan.id, name: plan.name, percent: 20 }] : [],
  }),
});

const visit = (address: string, script: Script, view = VIEWS[0]) => {
  web.script = script;
  return open(browser, `${web.url}${address}`, view);
};
const callOf = (operation: string) => web.calls.findLast((call) => call.operation === operation);
const SIGN_IN = '/customer/sign-in/harborlight-software';

test('the door shows whose it is, and leads to the dashboard with the portal’s own session', async () => {
  let tries = 0;
  const { page, context, faults } = await visit(SIGN_IN, {
    ...door(),
    ...signedIn(),
    'POST /api/v1/portal/auth/login': () =>
      ++tries === 1
        ? refuse(401, 'wrong_credentials', 'E-mail address or password is wrong.')
        : { access_token: 't', token_type: 'Bearer', expires_in: 900 },
  });
  await page.getByRole('heading', { name: 'Harborlight Software' }).waitFor();
  await page.getByLabel('E-mail address').fill('renata.okafor@meridianfreight.example');
  await page.getByLabel('Password', { exact: true }).fill('portal-Horse-7-battery');
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  expect(await submit.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
    'rgb(124, 45, 142)',
  );
  await submit.click();
  await page.getByText('E-mail address or password is wrong.').waitFor();
  await submit.click();
  await page.getByRole('heading', { name: 'Hello Renata Okafor' }).waitFor();
  expect(callOf('POST /api/v1/portal/auth/login')?.body.organization).toBe('harborlight-software');
  expect(callOf('GET /api/v1/customers/me')?.headers.authorization).toBe('Bearer portal-token');
  expect(callOf('POST /api/v1/auth/refresh')).toBeUndefined();
  expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()).toEqual([
    'My Dashboard',
  ]);
  expect(faults).toEqual([]);
  await context.close();
});

test('a step is checked off, can be taken back, and is written when the moment is over', async () => {
  const plan = ownPlan();
  const { page, context } = await visit('/customer/dashboard', {
    ...signedIn(plan),
    'PATCH /api/v1/customers/me/onboarding-plan/tasks/{task_key}': ({ params, body }) => {
      const task = plan.tasks.find(({ key }) => key === params.task_key);
      if (!task) return refuse(404, 'not_found', 'There is no such record.');
      Object.assign(task, { status: body.status, version: 2 });
      return task;
    },
  });
  const box = page.getByRole('checkbox', { name: 'Done: Name a project lead on your side' });
  await box.click();
  await page.getByText('“Name a project lead on your side” is done.').waitFor();
  expect(await box.count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await box.waitFor();
  expect(callOf('PATCH /api/v1/customers/me/onboarding-plan/tasks/{task_key}')).toBeUndefined();
  await box.click();
  // The next one does the one before without waiting.
  await page.getByRole('checkbox', { name: /identity provider/ }).click();
  await expect
    .poll(() => callOf('PATCH /api/v1/customers/me/onboarding-plan/tasks/{task_key}')?.body)
    .toEqual({ plan_id: plan.id, version: 1, status: 'done' });
  await page.getByText('Nothing is waiting for you').waitFor();
  await context.close();
});

test('whose session has ended comes to the same door; the staff’s stays theirs', async () => {
  const script = { ...door(), ...signedIn() };
  const { page, context } = await visit('/customer/dashboard', script);
  await page.getByRole('heading', { name: 'Hello Renata Okafor' }).waitFor();
  web.script = {
    ...door(),
    'POST /api/v1/portal/auth/refresh': () => refuse(401, 'session_expired', 'Your session has ended.'),
  };
  await page.reload();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe(SIGN_IN);
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  web.script = {
    ...door(),
    'POST /api/v1/portal/auth/forgot-password': () => ({ status: 'reset_sent' }),
  };
  await page.getByLabel('E-mail address').fill('renata.okafor@meridianfreight.example');
  await page.getByRole('button', { name: 'Mail me a link' }).click();
  await page.getByText('If this address has access here').waitFor();
  await context.close();
});

test('the mailed link sets a password; its token goes into no address that is sent', async () => {
  let tries = 0;
  const logo = { url: '/_logo?signature=x', width: 2, height: 1 };
  const { page, context, faults } = await visit('/customer/set-password#secret-token', {
    ...signedIn(),
    'POST /api/v1/portal/auth/link': () => ({
      organization: { ...BRAND, logo },
      email: 'r…@meridianfreight.example',
      name: 'Renata Okafor',
      language: 'en',
      purpose: 'invitation',
      expires_at: '2026-11-28T10:00:00.000Z',
    }),
    'POST /api/v1/portal/auth/set-password': () =>
      ++tries === 1
        ? refuse(400, 'validation_failed', 'password', {
            errors: [{ field: 'password', code: 'password_policy', message: 'must have symbol characters' }],
          })
        : { access_token: 't', token_type: 'Bearer', expires_in: 900 },
  });
  await page.getByRole('heading', { name: 'Welcome, Renata Okafor' }).waitFor();
  // From memory: the policy lets pictures come from nowhere else.
  await page.locator('img[src^="blob:"]').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('portalHorse7battery');
  const submit = page.getByRole('button', { name: 'Set password and sign in' });
  await submit.click();
  await page.getByText('must have symbol characters').waitFor();
  await submit.click();
  await page.getByRole('heading', { name: 'Hello Renata Okafor' }).waitFor();
  expect(callOf('POST /api/v1/portal/auth/set-password')?.body.token).toBe('secret-token');
  expect(faults).toEqual([]);
  await context.close();
});

test('the staff invites one of the customer’s people, and removes with a way back', async () => {
  const users: PortalUser[] = [];
  const invited = (email: string): PortalUser => ({
    id: '1'.repeat(40),
    email,
    name: 'Renata Okafor',
    phone: null,
    language: 'en',
    status: 'invited',
    invited_at: '2026-11-21T10:00:00.000Z',
    expires_at: '2026-11-28T10:00:00.000Z',
    accepted_at: null,
    version: 1,
  });
  const script: Script = {
    ...customerScript({ customer: customerDetail() }),
    'GET /api/v1/customers/{id}/portal-users': () => ({
      data: users,
      total: users.length,
      page: null,
      limit: 100,
      page_size: 100,
      pages: 1,
      total_pages: 1,
      next_cursor: null,
    }),
    'POST /api/v1/customers/{id}/portal-users': ({ body }) => {
      users.splice(0, 1, invited(body.email));
      return { ...invited(body.email), mailed: true };
    },
    'DELETE /api/v1/customers/{id}/portal-users/{user_id}': () => {
      users.splice(0);
      return undefined;
    },
  };
  const { page, context, faults } = await visit('/customers/01KCUSTOMER?tab=portal', script);
  await page.getByText('Nobody of this customer uses the portal yet').waitFor();
  await page.getByRole('button', { name: 'Invite to the portal' }).click();
  await inspect(page, 'portal-invite', { width: 1440, scheme: 'light' });
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByText(/^The invitation to .* is on its way\.$/).waitFor();
  await page.getByText('Invited', { exact: true }).waitFor();
  await expectAccessibleInBothSchemes(page, 'portal users');
  await inspect(page, 'portal-staff', { width: 1440, scheme: 'light' });
  await page.getByRole('button', { name: 'Remove Renata Okafor' }).click();
  await page.getByText('Renata Okafor no longer has access.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Invited', { exact: true }).waitFor();
  expect(callOf('DELETE /api/v1/customers/{id}/portal-users/{user_id}')).toBeUndefined();
  expect(faults).toEqual([]);
  await context.close();
});

test.each(VIEWS)('is readable at $width, $scheme', async (view) => {
  const { page, context, faults } = await visit(SIGN_IN, { ...door(), ...signedIn() }, view);
  await page.getByRole('heading', { name: 'Harborlight Software' }).waitFor();
  await inspect(page, 'portal-sign-in', view);
  await page.goto(`${web.url}/customer/dashboard`);
  await page.getByRole('checkbox').first().waitFor();
  await page.getByRole('button', { name: /Kick-off/ }).click();
  await inspect(page, 'portal-dashboard', view);
  if (view.width !== 360) {
    await context.close();
    return;
  }
  await expectAccessibleInBothSchemes(page, 'portal dashboard');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'My details' }).click();
  await page.getByLabel('Phone').waitFor();
  await expectAccessibleInBothSchemes(page, 'portal details');
  await inspect(page, 'portal-details', view);
  expect(faults).toEqual([]);
  await context.close();
});
