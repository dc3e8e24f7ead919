import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dashboard } from '../../web/src/api/types.ts';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { dashboard, emptyDashboard } from './web-customer-fixtures.ts';
import { account, contract, emptyList, listOf, organization, plan, planTasks } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

let shown: Dashboard;
beforeEach(() => {
  web.calls.length = 0;
  shown = dashboard();
  web.script = script();
});

const company = organization();
const script = (): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/dashboard': () => shown,
  'GET /api/v1/contracts': () => listOf([contract('review')]),
  'GET /api/v1/onboarding-plans/{id}': () => plan('01KPLAN'),
  'PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}': ({ params, body }) => {
    const [task] = planTasks();
    return {
      task: { ...task!, key: params.task_key ?? '', status: body.status, version: body.version + 1 },
      open_dependencies: [],
      too_early: [],
    };
  },
  'POST /api/v1/contracts/{id}/parse': () => {
    const [failed] = shown.failed.contracts;
    shown = {
      ...shown,
      failed: { count: 0, more: false, contracts: [] },
      processing: { count: 1, more: false, contracts: [{ ...failed!, status: 'processing' }] },
    };
    return { ...failed!, status: 'processing', failure: null };
  },
});
const patches = () => web.calls.filter(({ operation }) => operation.startsWith('PATCH'));

describe.each(VIEWS)('at $width, $scheme', (view) => {
  test.each([
    ['dashboard', () => dashboard(), 'Contracts that failed'],
    ['dashboard-calm', () => emptyDashboard(), 'Nothing needs you right now.'],
  ])('%s fits and is accessible', async (name, answer, text) => {
    shown = answer();
    const { page, faults, context } = await open(browser, web.url, view);
    await page.getByText(text).first().waitFor();
    await inspect(page, name, view);
    await expectAccessible(page, name);
    expect(faults).toEqual([]);
    await context.close();
  });
});

test('says in one line what needs somebody, honestly where it counted no further', async () => {
  const { page, context } = await open(browser, web.url);
  await page.getByText('1 contract failed · 50+ contracts to check · 2 tasks overdue').waitFor();
  expect(await page.title()).toBe('Home · Gangway');
  await page
    .getByRole('region', { name: 'Contracts to check 50+' })
    .getByRole('link', { name: 'Show all' })
    .click();
  await page.waitForURL('**/contracts?status=review');
  await page.goBack();
  await page.getByText('50+ contracts to check').waitFor();
  await context.close();
});

test('a task is ticked in place, stays where it is, and is taken back', async () => {
  const { page, faults, context } = await open(browser, web.url);
  const box = page.getByRole('checkbox', { name: 'Done: Hold the kick-off meeting' });
  await box.click();
  await page.getByRole('status').getByText('Done: Hold the kick-off meeting').waitFor();
  expect(await box.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => box.isChecked()).toBe(false);
  await expect.poll(() => patches().length).toBe(2);
  expect(patches().map(({ body }) => body)).toEqual([
    { version: 1, status: 'done' },
    { version: 2, status: 'todo' },
  ]);
  expect(faults).toEqual([]);
  await context.close();
});

test('rows are walked, a task ticked and taken back, and a row opened by keyboard', async () => {
  const { page, context } = await open(browser, web.url);
  await page.getByText('Overdue tasks').waitFor();
  // The failed contract, two to check, then the task.
  for (const _ of [1, 2, 3, 4]) await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect.poll(() => patches().length).toBe(1);
  await page.getByRole('status').getByText('Done: Hold the kick-off meeting').waitFor();
  await page.keyboard.press('u');
  await expect.poll(() => patches().at(-1)?.body.status).toBe('todo');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/plans/01KPLAN');
  await context.close();
});

test('a tick that is refused goes back, with the reason', async () => {
  web.script['PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}'] = () =>
    refuse(403, 'forbidden', 'Your role does not include "plan:write".');
  const { page, context } = await open(browser, web.url);
  const box = page.getByRole('checkbox', { name: 'Done: Send the first invoice' });
  await box.click();
  await page.getByText('Your role does not include "plan:write".').waitFor();
  await page.getByText('req-7f3a').waitFor();
  await expect.poll(() => box.isChecked()).toBe(false);
  await context.close();
});

test('a tick on a task that somebody else changed reloads, and says so', async () => {
  web.script['PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}'] = () =>
    refuse(409, 'version_conflict', 'Somebody else changed this task.', { current_version: 4 });
  // Nothing is under way that would be asked for again and again.
  shown = { ...shown, processing: { count: 0, more: false, contracts: [] } };
  const { page, context } = await open(browser, web.url);
  await page.getByRole('checkbox', { name: 'Done: Send the first invoice' }).click();
  await page.getByText('Somebody else changed this task in the meantime.').waitFor();
  await expect
    .poll(() => web.calls.filter(({ operation }) => operation === 'GET /api/v1/dashboard').length)
    .toBe(2);
  await context.close();
});

test('a failed contract is started again in place, and its reading is followed', async () => {
  const { page, context } = await open(browser, web.url);
  await page.getByRole('button', { name: 'Try again: Tallis Robotics' }).click();
  await page
    .getByRole('region', { name: /Being read now/ })
    .getByText('Tallis Robotics')
    .waitFor();
  expect(await page.getByText('Contracts that failed').count()).toBe(0);
  shown = { ...shown, processing: { count: 0, more: false, contracts: [] } };
  await page.getByRole('region', { name: /Being read now/ }).waitFor({ state: 'detached' });
  await context.close();
});

test('a contract whose file is at fault is not offered to be tried again', async () => {
  const [failed] = shown.failed.contracts;
  shown = {
    ...shown,
    failed: {
      ...shown.failed,
      contracts: [
        {
          ...failed!,
          failure: { code: 'encrypted', message: 'This file has a password.', redrivable: false },
        },
      ],
    },
  };
  const { page, context } = await open(browser, web.url);
  await page.getByText('This file has a password.').waitFor();
  expect(await page.getByRole('button', { name: /^Try again/ }).count()).toBe(0);
  await context.close();
});

test('somebody who may only read sees no switches', async () => {
  web.script['GET /api/v1/auth/me'] = () => ({
    ...account(company),
    permissions: ['contract:read', 'plan:read'],
  });
  const { page, context } = await open(browser, web.url);
  await page.getByText('Overdue tasks').waitFor();
  expect(await page.getByRole('button', { name: /^Try again/ }).count()).toBe(0);
  expect(await page.getByRole('checkbox', { name: 'Done: Send the first invoice' }).isDisabled()).toBe(true);
  await context.close();
});

test('a new organization is led to its first contract', async () => {
  shown = emptyDashboard({ empty: true });
  web.script['GET /api/v1/contracts'] = () => emptyList();
  const { page, context } = await open(browser, web.url);
  await page.getByText('Drop your first contract here').waitFor();
  expect(new URL(page.url()).pathname).toBe('/contracts');
  await context.close();
});

test('what happened leads to where it happened, and names the reader', async () => {
  const { page, context } = await open(browser, web.url);
  const activity = page.getByRole('region', { name: 'Recent activity' });
  await activity.getByText('Master Subscription Agreement was read: 17 facts').waitFor();
  await activity.getByText('Grace Hopper').waitFor();
  expect(await activity.getByRole('listitem').first().textContent()).toContain('You');
  await activity.getByRole('link', { name: 'Hand over from sales is done' }).click();
  await page.waitForURL('**/plans/01KPLAN');
  await context.close();
});

test('an error is said with what support needs, and asked again', async () => {
  let fails = true;
  web.script['GET /api/v1/dashboard'] = () =>
    fails ? refuse(403, 'forbidden', 'Your role does not include "plan:read".') : shown;
  const { page, context } = await open(browser, web.url);
  await page.getByText('Your role does not include "plan:read".').waitFor();
  await page.getByText('req-7f3a').waitFor();
  fails = false;
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByText('Overdue tasks').waitFor();
  await context.close();
});

test('in German the narrow screen still holds it', async () => {
  const view = { width: 360, scheme: 'dark', locale: 'de-DE' } as const;
  const { page, faults, context } = await open(browser, web.url, view);
  await page.getByText('1 Vertrag fehlgeschlagen · 50+ Verträge zu prüfen · 2 Aufgaben überfällig').waitFor();
  await inspect(page, 'dashboard-german', view);
  expect(faults).toEqual([]);
  await context.close();
});
