import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, organization, plan, planTasks } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

let tasks = planTasks();
beforeEach(() => {
  tasks = planTasks();
  web.script = script();
});

const company = organization();
const script = (): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/onboarding-plans/{id}': () => plan('01KP', tasks),
  'PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}': ({ params, body }) => {
    const before = tasks.find(({ key }) => key === params.task_key);
    if (!before || before.version !== body.version)
      return refuse(409, 'version_conflict', 'Somebody else changed this task.', {
        current_version: before?.version,
      });
    const { version: _, after: __, owner, ...changes } = body;
    const after = {
      ...before,
      ...changes,
      ...(owner && { owner: { ...before.owner, ...owner } }),
      version: before.version + 1,
    };
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

test('a task that somebody else changed is reloaded, and both versions are shown', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  await page.getByRole('checkbox', { name: 'Create 120 named users' }).waitFor();
  tasks = tasks.map((task) =>
    task.key === 'task-4' ? { ...task, title: 'Create 140 named users', version: 2 } : task,
  );
  await page.getByRole('checkbox', { name: 'Create 120 named users' }).click();
  await page.getByText('Somebody else changed this task in the meantime.').waitFor();
  await page.getByText('Yours: Done').waitFor();
  await page.getByRole('checkbox', { name: 'Create 140 named users' }).waitFor();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(() => tasks[3]).toMatchObject({ status: 'done', title: 'Create 140 named users' });
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

test('a due date is edited in place by the keyboard: Enter saves, Escape takes back', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  const due = page.getByRole('button', { name: /^Due date of Create 120 named users/ });
  await due.focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Due date of Create 120 named users');
  await field.fill('2031-05-06');
  await page.keyboard.press('Escape');
  await due.waitFor();
  expect(tasks[3]?.due_date).not.toBe('2031-05-06');
  await due.click();
  await field.fill('2031-05-06');
  await page.keyboard.press('Enter');
  await expect.poll(() => tasks[3]?.due_date).toBe('2031-05-06');
  await page.getByRole('button', { name: 'Due date of Create 120 named users: Due May 6, 2031' }).waitFor();
  await context.close();
});

test('a task moves to another phase by the keyboard alone', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  await page.getByRole('button', { name: 'Actions for Create 120 named users' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'End of Kick-off' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => tasks[3]?.phase).toBe('kickoff');
  const phase = page.getByRole('region', { name: 'Kick-off' });
  await phase.getByRole('checkbox', { name: 'Create 120 named users' }).waitFor();
  await context.close();
});

test('what could not be sent is kept, shown, and sent again', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  const owner = page.getByRole('button', { name: /^Owner of Create 120 named users/ });
  await owner.waitFor();
  await page.route('**/tasks/*', (route) => route.abort());
  await owner.click();
  await page.getByLabel('Owner of Create 120 named users').fill('Ada Quist');
  await page.keyboard.press('Enter');
  await page.getByText('Changes are not saved yet').waitFor();
  await page.getByRole('button', { name: /Ada Quist/ }).waitFor();
  await page.unroute('**/tasks/*');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect.poll(() => tasks[3]?.owner.name).toBe('Ada Quist');
  await context.close();
});

test('a task is dragged into another phase, behind the one it is dropped below', async () => {
  const { page, faults, context } = await open(browser, `${web.url}/plans/01KP`);
  const source = page.locator('[data-task]').filter({ hasText: 'Create 120 named users' });
  const target = page
    .locator('[data-phase=kickoff][data-task]')
    .filter({ hasText: 'Hold the kick-off meeting' });
  // Dragging is loaded after the plan is shown.
  await page.waitForLoadState('networkidle');
  const height = (await target.boundingBox())!.height;
  const grip = source.locator('[data-grip]');
  await ((await grip.count()) > 0 ? grip : source).dragTo(target, {
    targetPosition: { x: 60, y: height - 6 },
  });
  await expect.poll(() => tasks[3]?.phase).toBe('kickoff');
  const sent = web.calls.findLast(({ operation }) => operation.startsWith('PATCH'));
  expect(sent?.body).toMatchObject({ phase: 'kickoff', after: await target.getAttribute('data-task') });
  expect(faults).toEqual([]);
  await context.close();
});

test('a task is added, taken out, and brought back', async () => {
  const gone: typeof tasks = [];
  web.script = {
    ...script(),
    'POST /api/v1/onboarding-plans/{id}/tasks': ({ body }) => {
      const task = { ...planTasks()[3]!, key: 'own-1', origin: 'person' as const, ...body };
      tasks = [...tasks, task];
      return task;
    },
    'DELETE /api/v1/onboarding-plans/{id}/tasks/{task_key}': ({ params }) => {
      gone.push(...tasks.filter(({ key }) => key === params.task_key));
      tasks = tasks.filter(({ key }) => key !== params.task_key);
    },
    'POST /api/v1/onboarding-plans/{id}/tasks/{task_key}/restore': () => {
      tasks = [...tasks, ...gone];
      return gone[0]!;
    },
  };
  const { page, faults, context } = await open(browser, `${web.url}/plans/01KP`);
  const phase = page.getByRole('region', { name: 'Kick-off' });
  await phase.getByRole('button', { name: 'Add task to Kick-off' }).click();
  await phase.getByRole('textbox').first().fill('Order the welcome cake');
  await page.keyboard.press('Enter');
  const added = page.getByRole('checkbox', { name: 'Order the welcome cake' });
  await added.waitFor();
  await page.getByRole('button', { name: 'Actions for Order the welcome cake' }).click();
  await page.getByRole('menuitem', { name: 'Take out of the plan' }).click();
  await added.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await added.waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a plan is renamed, goes live on another day, is archived and brought back', async () => {
  let about: Record<string, unknown> = {};
  const current = () => ({ ...plan('01KP', tasks), ...about });
  web.script = {
    ...script(),
    'GET /api/v1/onboarding-plans/{id}': current,
    'PATCH /api/v1/onboarding-plans/{id}': ({ body: { version: _, ...changes } }) => {
      about = { ...about, ...changes };
      return { ...current(), next_step: null };
    },
    'DELETE /api/v1/onboarding-plans/{id}': () => {
      about = { ...about, archived_at: new Date().toISOString() };
    },
    'POST /api/v1/onboarding-plans/{id}/restore': () => {
      about = { ...about, archived_at: null };
      return { ...current(), next_step: null };
    },
  };
  const { page, faults, context } = await open(browser, `${web.url}/plans/01KP`);
  const more = page.getByRole('button', { name: 'More for this plan' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the plan' }).fill('Meridian goes live');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Meridian goes live' }).waitFor();
  await page.getByRole('button', { name: /^Day of going live/ }).click();
  await page.getByLabel('Day of going live').fill('2030-02-01');
  await page.keyboard.press('Enter');
  await page.getByText('Feb 1, 2030').first().waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('This plan is archived.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('This plan is archived.').waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
  await context.close();
});

test('on paper there is the plan, and not the app around it', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  await page.getByRole('checkbox', { name: 'Hand over from sales' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: 'Calendar file' }).isVisible()).toBe(false);
  expect(await page.getByText('Create 120 named users').first().isVisible()).toBe(true);
  await inspect(page, 'plan-print', { width: 1440, scheme: 'light' });
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  await context.close();
});

test('the calendar file is asked for with the credential and saved', async () => {
  web.script['GET /api/v1/onboarding-plans/{id}/calendar'] = () => 'BEGIN:VCALENDAR\r\n';
  const { page, context } = await open(browser, `${web.url}/plans/01KP`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Calendar file' }).click();
  expect((await download).suggestedFilename()).toBe('Meridian Freight LLC.ics');
  const call = web.calls.findLast(({ operation }) => operation.endsWith('/calendar'));
  expect(call?.headers.authorization).toBe('Bearer token');
  await context.close();
});

test('the address keeps view and filters', async () => {
  const { page, context } = await open(browser, `${web.url}/plans/01KP?show=overdue`);
  await page.getByRole('checkbox', { name: 'Hold the kick-off meeting' }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'Create 120 named users' }).count()).toBe(0);
  await page.getByText('Timeline', { exact: true }).click();
  await page.waitForURL(/view=timeline/);
  expect(new URL(page.url()).searchParams.get('show')).toBe('overdue');
  await context.close();
});

test.each(VIEWS)('checklist and timeline at $width in $scheme are whole and accessible', async (view) => {
  const { page, faults, context } = await open(browser, `${web.url}/plans/01KP`, view);
  await page.getByRole('checkbox', { name: 'Create 120 named users' }).waitFor();
  await inspect(page, 'plan-checklist', view);
  await expectAccessible(page, 'checklist');
  await page.goto(`${web.url}/plans/01KP?view=timeline`);
  await page.getByText('Dashed line').waitFor();
  await inspect(page, 'plan-timeline', view);
  await expectAccessible(page, 'timeline');
  expect(faults).toEqual([]);
  await context.close();
});
