import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Customer } from '../../web/src/api/types.ts';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { customerDetail } from './web-customer-fixtures.ts';
import { customerScript, type Shown } from './web-customer-script.ts';
import { account, customer, listOf, organization } from './web-fixtures.ts';
import { refuse, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

let shown: Shown;
beforeEach(() => {
  web.calls.length = 0;
  shown = { customer: customerDetail() };
  web.script = customerScript(shown);
});

const CUSTOMERS: Customer[] = Array.from({ length: 10_000 }, (_, index) => ({
  ...customer(`Customer ${String(index).padStart(5, '0')}`),
  id: `01KC${index}`,
}));
const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);
const url = (page: Page) => page.url().slice(web.url.length);
const PAGE = '/customers/01KCUSTOMER';

describe.each(VIEWS)('at $width, $scheme', (view) => {
  test.each([
    ['customers', '/customers', 'Oduya & Partners'],
    ['customers-none', '/customers?q=zz', 'No customer is found'],
    ['customer-people', PAGE, 'Influence map'],
    ['customer-commercial', `${PAGE}?tab=commercial`, 'Price lines'],
    ['customer-contracts', `${PAGE}?tab=contracts`, 'order.pdf'],
    ['customer-plan', `${PAGE}?tab=plan`, 'Kick-off'],
    ['customer-timeline', `${PAGE}?tab=timeline`, 'Hand over from sales is done'],
  ])('%s fits and is accessible', async (name, path, text) => {
    const { page, faults, context } = await open(browser, `${web.url}${path}`, view);
    await page.getByText(text).first().waitFor();
    await inspect(page, name, view);
    await expectAccessible(page, name);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('customer-person, the form, fits and is accessible', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`, view);
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ines Duarte');
    await inspect(page, 'customer-person', view);
    await expectAccessible(page, 'customer-person');
    await context.close();
  });
});

describe('the list', () => {
  test('is searched by the beginning of the name; the address keeps search, filter and order', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/customers`);
    await page.getByText('Quayside Foods GmbH').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('odu');
    await page.waitForURL('**/customers?q=odu');
    await page.getByText('Quayside Foods GmbH').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Oduya & Partners').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('odu');
    await page.getByRole('searchbox').press('Escape');
    await page.waitForURL((address) => address.search === '');
    await page.getByRole('link', { name: 'Churned' }).click();
    await page.getByText('Oduya & Partners').waitFor({ state: 'detached' });
    expect(url(page)).toBe('/customers?status=churned');
    // What is filtered is sorted by name: the other order is not offered.
    expect(await page.getByRole('columnheader', { name: 'Added' }).getByRole('link').count()).toBe(0);
    await page.goBack();
    await page.getByRole('columnheader', { name: 'Customer' }).getByRole('link').click();
    await page.waitForURL('**/customers?sort=-name');
    await expect
      .poll(() => page.getByRole('row').nth(1).textContent())
      .toContain('A company with a very long name');
    expect(await page.getByRole('columnheader', { name: 'Customer' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    expect(faults).toEqual([]);
    await context.close();
  });

  test('says whose each is; one’s own and a colleague’s are filters like the others', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/customers?sort=-created_at`);
    const ownerOf = (name: string) => page.getByRole('row', { name }).getByRole('cell').nth(2).textContent();
    await page.getByText('Oduya & Partners').waitFor();
    await expect.poll(() => ownerOf('Oduya')).toBe('Grace Hopper');
    expect(await ownerOf('Meridian')).toBe('Ada Lovelace');
    expect(await ownerOf('Quayside')).toBe('Nobody');
    await page.getByRole('link', { name: 'Mine' }).click();
    await page.getByText('Oduya & Partners').waitFor({ state: 'detached' });
    expect(url(page)).toBe('/customers?sort=-created_at&owner=me');
    await page.getByRole('link', { name: 'Churned' }).click();
    await page.getByText('No customer fits what is chosen above.').waitFor();
    expect(calls('GET /api/v1/customers').at(-1)?.query.toString()).toBe(
      'limit=100&status=churned&owner_id=me',
    );
    const owner = page.getByRole('combobox', { name: 'Owner' });
    expect(await owner.inputValue()).toBe('Mine');
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await owner.click();
    await page.getByRole('option', { name: 'Grace Hopper' }).click();
    await page.getByText('Oduya & Partners').waitFor();
    expect(url(page)).toBe('/customers?owner=user-2');
    await page.getByRole('link', { name: 'Mine' }).click();
    await page.getByRole('link', { name: 'Mine' }).click();
    await page.getByText('Quayside Foods GmbH').waitFor();
    expect(url(page)).toBe('/customers');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('of somebody whose role reaches their own alone says of none whose it is', async () => {
    const me = account(organization());
    web.script['GET /api/v1/auth/me'] = () => ({
      ...me,
      scopes: { ...me.scopes, 'customer:read': 'assigned' },
    });
    const { page, context } = await open(browser, `${web.url}/customers`);
    await page.getByText('Oduya & Partners').waitFor();
    expect(await page.getByRole('columnheader').allTextContents()).not.toContain('Owner');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Status' }).waitFor();
    expect(await page.getByText(/^(Owner|Mine)$/).count()).toBe(0);
    expect(await page.getByLabel('Owner').count()).toBe(0);
    expect(calls('GET /api/v1/teams/members')).toEqual([]);
    await context.close();
  });

  test('of 10,000 customers has only the rows in sight, and loads on before its end is reached', async () => {
    web.script['GET /api/v1/customers'] = ({ query }) => {
      const from = Number(query.get('cursor') ?? 0);
      return listOf(CUSTOMERS.slice(from, from + 100), from + 100 < 10_000 ? String(from + 100) : null);
    };
    const { page, context } = await open(browser, `${web.url}/customers`);
    await page.getByText('Customer 00000').waitFor();
    const rows = () => page.locator('tbody tr[data-index]').count();
    expect(await rows()).toBeLessThan(60);
    await expect
      .poll(
        async () => {
          await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
          expect(await rows()).toBeLessThan(60);
          return page.getByText(/^10,000 customers$/).count();
        },
        { timeout: 50_000, interval: 20 },
      )
      .toBe(1);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.getByText('Customer 09999').waitFor();
    expect(await rows()).toBeLessThan(60);
    expect(calls('GET /api/v1/customers')).toHaveLength(100);
    await context.close();
  });

  test('is walked and opened by keyboard, and is where it was on the way back', async () => {
    web.script['GET /api/v1/customers'] = () => listOf(CUSTOMERS.slice(0, 100));
    const { page, context } = await open(browser, `${web.url}/customers`);
    await page.getByText('Customer 00000').waitFor();
    for (let step = 0; step < 60; step++) await page.keyboard.press('j');
    await page.getByRole('link', { name: 'Customer 00059' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Customer 00059');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/customers/01KC59');
    await page.getByRole('heading', { level: 1, name: /Meridian/ }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Customer 00059' }).waitFor();
    await context.close();
  });

  test('without a customer leads to the first contract; go-to key and palette know the place', async () => {
    web.script['GET /api/v1/customers'] = () => listOf([]);
    const { page, context } = await open(browser, `${web.url}/settings`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByText('Customers come from contracts').waitFor();
    await page.goto(`${web.url}${PAGE}`);
    await page.getByText('Influence map').waitFor();
    await page.goto(`${web.url}/plans`);
    await page.getByRole('heading', { level: 1, name: 'Plans' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('merid');
    await page.getByRole('option', { name: /Meridian Freight LLC.*Active/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${PAGE}`);
    await context.close();
  });
});

describe('a customer', () => {
  test('shows the facts one decides by, and the next step of its plan', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    const facts = page.locator('dl').first();
    await facts.getByText('$54,000.00 + €12,000.00').waitFor();
    await facts
      .getByText(/Renews/)
      .first()
      .waitFor();
    await facts.getByText('in 30 days').waitFor();
    await facts.getByRole('link', { name: 'Hold the kick-off meeting' }).click();
    await page.waitForURL('**/plans/01KPLAN');
    await context.close();
  });

  test('its name is changed where it stands: Enter saves, Escape takes back, leaving saves', async () => {
    const { page, faults, context } = await open(browser, `${web.url}${PAGE}`);
    const name = page.getByRole('button', { name: /^Name: / });
    await name.click();
    const field = page.getByRole('textbox', { name: 'Name' });
    await field.fill('Something else');
    await field.press('Escape');
    await page.getByRole('heading', { level: 1, name: /Meridian Freight LLC/ }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Name: /);
    expect(calls('PATCH /api/v1/customers/{id}')).toHaveLength(0);
    await page.keyboard.press('Enter');
    await field.fill('Meridian Freight');
    await field.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Meridian Freight\b/ }).waitFor();
    await expect
      .poll(() => calls('PATCH /api/v1/customers/{id}').at(-1)?.body)
      .toEqual({ version: 1, name: 'Meridian Freight' });
    await name.click();
    await field.fill('Meridian');
    await page.getByText('Annual value').click();
    await expect
      .poll(() => calls('PATCH /api/v1/customers/{id}').at(-1)?.body)
      .toEqual({ version: 2, name: 'Meridian' });
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a name that is refused is there again to be corrected, with the reason', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByRole('button', { name: /^Name: / }).click();
    const field = page.getByRole('textbox', { name: 'Name' });
    await field.fill('Quayside Foods');
    await field.press('Enter');
    await page.getByText('There is already a customer "Quayside Foods GmbH".').first().waitFor();
    expect(await field.inputValue()).toBe('Quayside Foods');
    await field.press('Escape');
    await page.getByRole('heading', { level: 1, name: /Meridian Freight LLC/ }).waitFor();
    await context.close();
  });

  test('status and follow-up are changed in place, one after the other, each on the version before', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByRole('combobox', { name: 'Status' }).selectOption('inactive');
    await page.getByRole('button', { name: /^Next follow-up: Set a date/ }).click();
    await page.getByLabel('Next follow-up').fill('2027-05-04');
    await page.getByLabel('Next follow-up').press('Enter');
    await page.getByText('May 4, 2027').waitFor();
    await expect
      .poll(() => calls('PATCH /api/v1/customers/{id}').map(({ body }) => body))
      .toEqual([
        { version: 1, status: 'inactive' },
        { version: 2, next_follow_up_at: '2027-05-04' },
      ]);
    await page.reload();
    await page.getByText('May 4, 2027').waitFor();
    expect(await page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('inactive');
    await context.close();
  });

  test('what somebody else changed is reloaded, and that is said', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByRole('combobox', { name: 'Status' }).waitFor();
    shown.customer = { ...shown.customer, version: 7, name: 'Meridian Logistics' };
    await page.getByRole('combobox', { name: 'Status' }).selectOption('churned');
    await page.getByText('Somebody else changed this customer in the meantime.').waitFor();
    await page.getByRole('heading', { level: 1, name: /Meridian Logistics/ }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('active');
    await context.close();
  });

  test('tabs and the timeline’s filter are addresses: reload, back and a link keep them', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByRole('link', { name: 'Timeline' }).click();
    await page.getByText('Master Subscription Agreement was read: 17 facts').waitFor();
    await page.getByRole('link', { name: 'Plan and tasks' }).click();
    await page.getByText('Master Subscription Agreement was read').waitFor({ state: 'detached' });
    expect(url(page)).toBe(`${PAGE}?tab=timeline&kind=plan`);
    await page.reload();
    await page.getByText('Hand over from sales is done').waitFor();
    expect(await page.getByText('was read').count()).toBe(0);
    await page.getByText('Older events are not shown.').waitFor();
    await page.goBack();
    await page.getByText('Master Subscription Agreement was read').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Influence map' }).waitFor();
    await context.close();
  });

  test('on a narrow screen the tab that is open is in sight', async () => {
    const view = { width: 360, scheme: 'light' } as const;
    const { page, context } = await open(browser, `${web.url}${PAGE}?tab=timeline`, view);
    const tab = page.getByRole('link', { name: 'Timeline' });
    await tab.waitFor();
    const inSight = () =>
      tab.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth;
      });
    await expect.poll(inSight).toBe(true);
    await context.close();
  });

  test('that is not there says so', async () => {
    web.script['GET /api/v1/customers/{id}'] = () =>
      refuse(404, 'not_found', 'There is no such record here.');
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByText('There is no such record here.').waitFor();
    await context.close();
  });
});

test('in German, dates and money are written as there, and the narrow screen still holds them', async () => {
  const view = { width: 360, scheme: 'light', locale: 'de-DE' } as const;
  const { page, faults, context } = await open(browser, `${web.url}${PAGE}?tab=commercial`, view);
  await page
    .getByText(/^54\.000,00\s\$ \+ 12\.000,00\s€$/)
    .first()
    .waitFor();
  await page
    .getByText(/^Verlängert sich \d+\. \p{L}+\.? \d{4}$/u)
    .first()
    .waitFor();
  await page.getByText('120 named users').waitFor();
  await inspect(page, 'customer-german', view);
  await page.goto(`${web.url}/customers`);
  await page.getByText('Oduya & Partners').waitFor();
  await inspect(page, 'customers-german', view);
  expect(faults).toEqual([]);
  await context.close();
});
