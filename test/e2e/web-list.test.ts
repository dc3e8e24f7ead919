import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Contract } from '../../web/src/api/types.ts';
import type { SavedView } from '../../web/src/features/views/queries.ts';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, contract, customer, listOf, organization } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

const company = organization();
const tallis = customer('Tallis Robotics');
/** The newest first. */
let active: Contract[];
let archived: Contract[];
let views: SavedView[];
beforeEach(() => {
  web.calls.length = 0;
  archived = [];
  views = [];
  active = [
    contract('ready', { customer_name: 'Quayside Foods GmbH', pages: 3 }),
    contract('review', { customer_name: 'Oduya & Partners', pages: 41, needs_review: 2 }),
    contract('failed', {
      customer_name: tallis.name,
      customer_id: tallis.id,
      file_name: 'order-form.pdf',
      pages: null,
      failure: { code: 'encrypted', message: 'The file is protected by a password.' },
    }),
    contract('ready', { customer_name: tallis.name, customer_id: tallis.id, pages: 12 }),
  ].map((each, index) => ({
    ...each,
    created_at: new Date(Date.now() - (index + 1) * 86_400_000).toISOString(),
  }));
  web.script = script();
});

const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);
const PAGE = 100;

const script = (): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/customers': () => listOf([tallis]),
  'GET /api/v1/views': () => ({ data: views }),
  'POST /api/v1/views': ({ body }) => {
    const at = new Date().toISOString();
    const made = { id: '01KVIEW', owner_id: 'user-1', version: 1, created_at: at, updated_at: at, ...body };
    views.push(made);
    return made;
  },
  'GET /api/v1/contracts': ({ query }) => {
    const found = (query.get('archived') ? archived : active).filter(
      ({ status, customer_id }) =>
        (!query.get('status') || status === query.get('status')) &&
        (!query.get('customer_id') || customer_id === query.get('customer_id')),
    );
    const from = Number(query.get('cursor') ?? 0);
    const next = from + PAGE < found.length ? String(from + PAGE) : null;
    return listOf(found.slice(from, from + PAGE), next);
  },
  'DELETE /api/v1/contracts/{id}': ({ params }) => {
    const found = active.find(({ id }) => id === params.id);
    if (!found) return refuse(404, 'not_found', 'There is no such record.');
    active = active.filter((each) => each !== found);
    archived = [{ ...found, archived_at: new Date().toISOString() }, ...archived];
    return undefined;
  },
  'POST /api/v1/contracts/{id}/restore': ({ params }) => {
    const found = archived.find(({ id }) => id === params.id);
    if (!found) return refuse(404, 'not_found', 'There is no such record.');
    archived = archived.filter((each) => each !== found);
    const back = { ...found, archived_at: null };
    active = [back, ...active];
    return back;
  },
});

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    contract('ready', { customer_name: `Customer ${String(index).padStart(5, '0')}` }),
  );
const names = (page: Page) => page.locator('a[data-row]').allInnerTexts();
const listed = (page: Page) => expect.poll(() => names(page), { timeout: 8_000 });

test('a search waits for the end of a word, is part of the address, and survives a reload and going back', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  await page.keyboard.press('/');
  await page.keyboard.type('nobody');
  await page.keyboard.press('Escape');
  await page.keyboard.type('tallis order', { delay: 20 });
  await listed(page).toEqual(['Tallis Robotics']);
  expect(new URL(page.url()).searchParams.get('q')).toBe('tallis order');
  await page.reload();
  await listed(page).toEqual(['Tallis Robotics']);
  expect(await page.getByRole('searchbox', { name: 'Search contracts' }).inputValue()).toBe('tallis order');
  await page.getByRole('link', { name: 'Tallis Robotics' }).click();
  await page.waitForURL('**/contracts/*');
  await page.goBack();
  await listed(page).toEqual(['Tallis Robotics']);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await listed(page).toHaveLength(4);
  await context.close();
});

test('filters by customer, by state and by the archive go together', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.getByRole('option', { name: 'Tallis Robotics' }).click();
  await listed(page).toEqual(['Tallis Robotics', 'Tallis Robotics']);
  expect(calls('GET /api/v1/contracts').at(-1)?.query.get('customer_id')).toBe(tallis.id);
  await page.getByRole('link', { name: 'Failed', exact: true }).click();
  await listed(page).toEqual(['Tallis Robotics']);
  await page.getByText('The file is protected by a password.').waitFor();
  // The API takes one of the two: it was never asked for both.
  for (const { query } of calls('GET /api/v1/contracts'))
    expect(query.get('status') && query.get('customer_id')).toBeFalsy();
  await page.getByRole('link', { name: 'Archived', exact: true }).click();
  await page.getByText('No contract is in this state').waitFor();
  expect(calls('GET /api/v1/contracts').at(-1)?.query.get('archived')).toBe('true');
  await context.close();
});

test('columns sort both ways, what is not known stands last, and a column that is put away stays away', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  await page.getByRole('button', { name: 'Pages' }).click();
  await listed(page).toEqual([
    'Oduya & Partners',
    'Tallis Robotics',
    'Quayside Foods GmbH',
    'Tallis Robotics',
  ]);
  await page.getByRole('button', { name: 'Pages' }).click();
  await listed(page).toEqual([
    'Quayside Foods GmbH',
    'Tallis Robotics',
    'Oduya & Partners',
    'Tallis Robotics',
  ]);
  expect(await page.getByRole('columnheader', { name: 'Pages' }).getAttribute('aria-sort')).toBe('ascending');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Pages' }).click();
  await expect.poll(() => page.getByRole('columnheader', { name: 'Pages' }).count()).toBe(0);
  await page.goto(`${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  expect(await page.getByRole('columnheader', { name: 'Pages' }).count()).toBe(0);
  await context.close();
});

test('a view is an address with a name', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts?status=failed&sort=pages`);
  await listed(page).toHaveLength(1);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Save this view as').fill('To look after');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.goto(`${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('link', { name: 'To look after' }).click();
  await listed(page).toHaveLength(1);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ status: 'failed', sort: 'pages' });
  await context.close();
});

test('many are chosen by keyboard, archived at once, taken back with one key; what fails comes back by itself', async () => {
  const { page, faults, context } = await open(browser, `${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  for (const key of ['j', 'x', 'j', 'j', 'x']) await page.keyboard.press(key);
  await page.getByText('2 chosen').waitFor();
  await page.keyboard.press('e');
  await page.getByText('2 contracts are archived.').waitFor();
  await listed(page).toEqual(['Oduya & Partners', 'Tallis Robotics']);
  await expect.poll(() => archived.length).toBe(2);
  await page.keyboard.press('u');
  await listed(page).toHaveLength(4);
  await expect.poll(() => active.length).toBe(4);
  const remove = web.script['DELETE /api/v1/contracts/{id}'];
  const stubborn = active.find(({ customer_name }) => customer_name === 'Oduya & Partners');
  web.script['DELETE /api/v1/contracts/{id}'] = (call) =>
    call.params.id === stubborn?.id
      ? refuse(503, 'busy', 'This contract is busy. Try again in a moment.')
      : remove?.(call);
  await page.getByRole('checkbox', { name: 'Choose all listed contracts' }).check();
  await page.getByText('4 chosen').waitFor();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByText('This contract is busy.').waitFor();
  await listed(page).toEqual(['Oduya & Partners']);
  expect(faults).toEqual([]);
  await context.close();
});

test('what is in the archive is restored from there', async () => {
  archived = [
    { ...contract('ready', { customer_name: 'Long Gone Ltd' }), archived_at: new Date().toISOString() },
  ];
  const { page, context } = await open(browser, `${web.url}/contracts?archived=true`);
  await listed(page).toEqual(['Long Gone Ltd']);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByText('“Long Gone Ltd” is restored.').waitFor();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await listed(page).toContain('Long Gone Ltd');
  await context.close();
});

test('a long list keeps few rows in the page, loads older ones as one scrolls, and says what a search has seen', async () => {
  active = many(450);
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await listed(page).toContain('Customer 00000');
  expect(await page.locator('a[data-row]').count()).toBeLessThan(60);
  expect(calls('GET /api/v1/contracts')).toHaveLength(1);
  await page.getByRole('searchbox', { name: 'Search contracts' }).fill('00444');
  await page.getByText('Searched and sorted in the newest 100 contracts only.').waitFor();
  for (let more = 0; more < 4; more++) {
    await page.getByRole('button', { name: 'Load older ones' }).click();
    await expect.poll(() => calls('GET /api/v1/contracts').length).toBe(more + 2);
  }
  await listed(page).toEqual(['Customer 00444']);
  await page.goto(`${web.url}/contracts`);
  await listed(page).toContain('Customer 00000');
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 8000);
        return names(page);
      },
      { timeout: 10_000 },
    )
    .toContain('Customer 00449');
  expect(await page.locator('a[data-row]').count()).toBeLessThan(60);
  await context.close();
});

test('somebody who may only read chooses, archives and uploads nothing', async () => {
  web.script['GET /api/v1/auth/me'] = () => ({ ...account(company), permissions: ['contract:read'] });
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await listed(page).toHaveLength(4);
  expect(await page.locator('tbody input').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Upload contract' }).count()).toBe(0);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  expect(await names(page)).toHaveLength(4);
  await context.close();
});

test.each(VIEWS)('at $width, $scheme the list with a selection fits and is accessible', async (view) => {
  const { page, faults, context } = await open(browser, `${web.url}/contracts`, view);
  await listed(page).toHaveLength(4);
  await page.getByRole('checkbox', { name: 'Choose Oduya & Partners' }).check();
  await page.getByText('1 chosen').waitFor();
  await inspect(page, 'list', view);
  await expectAccessible(page, 'list');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Save this view as').waitFor();
  await inspect(page, 'list-views', view);
  await expectAccessible(page, 'list-views');
  expect(faults).toEqual([]);
  await context.close();
});
