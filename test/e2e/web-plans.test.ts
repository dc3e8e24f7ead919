import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, open } from './web-browser.ts';
import { account, organization, plan, planTasks } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), launch()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await web.stop();
});

let tasks = planTasks();
beforeEach(() => {
  tasks = planTasks();
  web.script = script();
});

const script = (): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(organization()),
  'GET /api/v1/onboarding-plans/{id}': () => plan('01KP', tasks),
  'PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}': ({ params, body }) => {
    const before = tasks.find(({ key }) => key === params.task_key);
    if (!before || before.version !== body.version)
      return refuse(409, 'version_conflict', 'Somebody else changed this task.', {
        current_version: before?.version,
      });
    const after = { ...before, status: body.status, version: before.version + 1 };
    tasks = tasks.map((task) => (task.key === after.key ? after : task));
    return {
      task: after,
      open_dependencies: before.waits_for.map((key) => ({
        key,
        title: 'Hold the kick-off meeting',
        due_date: '2027-01-01',
      })),
      too_early: [],
    };
  },
});

test('ticking the next step brings the one after it to the top', async () => {
  const { page, faults, context } = await open(browser, `${web.url}/plans/01KP`);
  const next = page.getByRole('region', { name: 'Next step' });
  await next.getByText('Hold the kick-off meeting').waitFor();
  await next.getByRole('button', { name: 'Mark as done' }).click();
  await next.getByText('Set up single sign-on').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Hold the kick-off meeting' }).isChecked()).toBe(true);
  expect(faults).toEqual([]);
  await context.close();
});

test('a tick is taken back by the keyboard', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  const box = page.getByRole('checkbox', { name: 'Hand over from sales' });
  await box.focus();
  await page.keyboard.press('Space');
  await expect.poll(() => tasks[0]?.status).toBe('todo');
  await expect.poll(() => box.isChecked()).toBe(false);
  await context.close();
});

test('a tick shows at once, and goes back with the reason when it is refused', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  web.script['PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}'] = async () => {
    await held;
    return refuse(403, 'forbidden', 'Your role does not include "plan:write".');
  };
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  const box = page.getByRole('checkbox', { name: 'Hold the kick-off meeting' });
  await box.click();
  await expect.poll(() => box.isChecked()).toBe(true);
  release();
  await page.getByText('Your role does not include "plan:write".').waitFor();
  await expect.poll(() => box.isChecked()).toBe(false);
  await context.close();
});

test('a task that somebody else changed is reloaded, and that is said', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  await page.getByRole('checkbox', { name: 'Create 120 named users' }).waitFor();
  tasks = tasks.map((task) =>
    task.key === 'task-4' ? { ...task, title: 'Create 140 named users', version: 2 } : task,
  );
  await page.getByRole('checkbox', { name: 'Create 120 named users' }).click();
  await page.getByText('Somebody else changed this task in the meantime.').waitFor();
  await page.getByRole('checkbox', { name: 'Create 140 named users' }).waitFor();
  await context.close();
});

test('a task done before what it waits for is done, and what it was to wait for is said', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  await page.getByRole('checkbox', { name: 'Set up single sign-on through SAML 2.0' }).click();
  await page.getByText('Done. It was to wait for: Hold the kick-off meeting.').waitFor();
  await context.close();
});

test('a task tells which words of the contract it came from', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  await page.getByText('From page 2 of the contract').first().click();
  await page.getByText('“Single sign-on through SAML 2.0 with the Customer’s identity provider.”').waitFor();
  await context.close();
});
