import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { accept, refuse, startWeb, type WebServer } from './web-server.ts';
import { PNG, type Workspace, workspaceScript } from './web-workspace-script.ts';

let web: WebServer;
let browser: Browser;
let state: Workspace;
/** The customer’s page. */
let customerPath: string;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
  web.onUpload = accept;
  const { script, at, ...rest } = workspaceScript();
  web.script = script;
  state = rest.state;
  customerPath = `/customers/${at.customer.id}`;
});

const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);
const visit = (path: string) => open(browser, `${web.url}${path}`);

describe('branding', () => {
  test('a colour is looked at before it is saved, then colours the app for everybody who chose none', async () => {
    const { page, faults, context } = await visit('/settings/branding');
    const accent = () =>
      page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--gw-accent').trim());
    const before = await accent();
    await page.getByLabel('Colour code').fill('#8B5CF6');
    await page.getByText('Contrast 6.51 to 1').waitFor();
    await page.getByText('Shown in a shade that is readable').waitFor();
    expect(await accent()).toBe(before);
    await page.getByRole('button', { name: 'Save colour' }).click();
    await page.getByText('Everybody sees the new colour.').waitFor();
    await expect.poll(accent).toBe('#6d28d9');
    expect(calls('PUT /api/v1/workspace/branding')[0]?.body).toEqual({
      accent: '#8b5cf6',
      logo_id: null,
      version: 0,
    });
    // The next visit has it from the first paint.
    web.script['GET /api/v1/auth/me'] = () => refuse(503, 'unavailable', 'Not now.');
    await page.reload();
    expect(await accent()).toBe('#6d28d9');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('what cannot be a logo is refused with a sentence; a picture is sent, shown everywhere, and taken back', async () => {
    const { page, faults, context } = await visit('/settings/branding');
    const input = page.locator('input[type=file]');
    await input.setInputFiles({ ...PNG, name: 'logo.svg', mimeType: 'image/svg+xml' });
    await page.getByText('“logo.svg” is not a PNG, JPEG or WebP picture.').waitFor();
    await input.setInputFiles({ ...PNG, name: 'huge.png', buffer: Buffer.alloc(1_200_000) });
    await page.getByText('“huge.png” has 1.1 MB.').waitFor();
    await input.setInputFiles({ ...PNG, name: 'broken.png', buffer: Buffer.from('no picture') });
    await page.getByText('“broken.png” cannot be read').waitFor();
    expect(calls('POST /api/v1/workspace/branding/logo')).toEqual([]);
    await page.route('**/icon.png', (route) => route.fulfill({ body: PNG.buffer, contentType: 'image/png' }));
    await input.setInputFiles(PNG);
    await page.getByText('Everybody sees the new logo.').waitFor();
    await page.locator('header img[alt="Harborlight Software"]').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => state.logo).toBeNull();
    await page.getByRole('button', { name: 'Choose a picture' }).waitFor();
    await page.locator('header img[alt="Gangway"]').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

test('dates are written as the organization does, for everybody in it, from when it is saved', async () => {
  const { page, context } = await visit('/settings/workspace');
  await page.getByText('Nothing is set yet').waitFor();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await page.getByRole('combobox', { name: 'Dates' }).click();
  await page.getByRole('option', { name: 'Year, month, day' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  const tokyo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());
  await page.getByText(`Now it is ${tokyo}`).waitFor();
  await page.goto(`${web.url}${customerPath}`);
  await page.getByRole('button', { name: /Budget of this year: €120,000\.00/ }).waitFor();
  await page.getByRole('button', { name: /^Customer since/ }).click();
  await page.getByLabel('Customer since', { exact: true }).fill('2024-03-01');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Customer since: 2024-03-01. Edit' }).waitFor();
  await context.close();
});

describe('notifications', () => {
  test('each turns at once, quick ones one after the other; what was chosen goes back to the organization’s', async () => {
    const { page, faults, context } = await visit('/settings/notifications');
    const mine = page.getByRole('list', { name: 'What you are told of' });
    const read = mine.getByRole('switch', { name: 'A contract has been read' });
    const failed = mine.getByRole('switch', { name: 'A contract could not be read' });
    await read.waitFor();
    expect([await read.isChecked(), await failed.isChecked()]).toEqual([false, true]);
    // As a person does it: with the keyboard, and not waiting for an answer.
    await read.focus();
    await page.keyboard.press('Space');
    await failed.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => state.chosen).toEqual({ contract_ready: true, contract_failed: false });
    expect(calls('PATCH /api/v1/me/settings/notifications').map(({ body }) => body.version)).toEqual([0, 1]);
    await mine.getByRole('button', { name: 'A contract has been read: back to the organization’s' }).click();
    await expect.poll(() => state.chosen).toEqual({ contract_failed: false });
    expect([await read.isChecked(), await failed.isChecked()]).toEqual([false, false]);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('the organization’s hold for who chose nothing; who was overtaken sees what others saved', async () => {
    const { page, context } = await visit('/settings/notifications');
    const label = { name: 'Somebody joins the team' };
    const everybody = page.getByRole('list', { name: 'For everybody' }).getByRole('switch', label);
    const mine = page.getByRole('list', { name: 'What you are told of' }).getByRole('switch', label);
    await everybody.waitFor();
    await everybody.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => mine.isChecked()).toBe(true);
    state.version = 7;
    state.told = { ...state.told, member_joined: false };
    await page.keyboard.press('Space');
    await page.getByText('Somebody else changed this in the meantime.').waitFor();
    expect(await everybody.isChecked()).toBe(false);
    await page.keyboard.press('Space');
    await expect.poll(() => state.told.member_joined).toBe(true);
    await context.close();
  });

  test('are one’s own alone for who may not manage settings, and of what one may see', async () => {
    ({ script: web.script } = workspaceScript(['organization:read', 'customer:read']));
    const { page, context } = await visit('/settings/notifications');
    await page.getByRole('switch', { name: 'A customer is assigned to you' }).waitFor();
    expect(await page.getByRole('switch').count()).toBe(1);
    expect(calls('GET /api/v1/workspace/notifications')).toEqual([]);
    await context.close();
  });
});

describe('fields of one’s own', () => {
  test('one is made with its list, ordered, archived with a word about its values, and brought back', async () => {
    const { page, faults, context } = await visit('/settings/fields');
    await page.getByRole('button', { name: 'Add field' }).click();
    const dialog = page.getByRole('dialog', { name: 'New field' });
    await dialog.getByLabel('Name').fill('Größe 2');
    await dialog.getByText('Key: grosse_2').waitFor();
    await dialog.getByLabel('Type').selectOption('choice');
    expect(await dialog.getByRole('button', { name: 'Save field' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Add option' }).click();
    await dialog.getByRole('textbox', { name: 'Option 1' }).fill('Very large');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Option 2' }).fill('Small');
    await dialog.getByRole('button', { name: 'Save field' }).click();
    await page.getByText('“Größe 2” is saved.').waitFor();
    expect(state.fields.at(-1)).toMatchObject({
      key: 'grosse_2',
      options: [
        { value: 'very_large', label: 'Very large' },
        { value: 'small', label: 'Small' },
      ],
    });
    await page.getByRole('button', { name: 'Move Seats up' }).click();
    await expect.poll(() => state.fields.map(({ key }) => key).slice(0, 2)).toEqual(['seats', 'segment']);
    await page.getByRole('button', { name: 'Archive Seats' }).click();
    await page.getByText('It is hidden on all customers; what was entered there is kept.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => state.fields.find(({ key }) => key === 'seats')?.archived).toBe(false);
    await page.getByRole('button', { name: 'Bring back Number in the old system' }).click();
    await page.getByText('is shown again').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('who was overtaken sees what others saved, and saves on that', async () => {
    const { page, context } = await visit('/settings/fields');
    await page.getByText('Segment', { exact: true }).waitFor();
    state.version = 7;
    state.fields = state.fields.slice(0, 2);
    await page.getByRole('button', { name: 'Archive Segment' }).click();
    await page.getByText('Somebody else changed this in the meantime.').waitFor();
    await page.getByText('Wiki page').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Archive Segment' }).click();
    await page.getByText('is archived').waitFor();
    await context.close();
  });

  test('are edited on the customer by type; what the API refuses is said at the field and stays typed', async () => {
    const patch = web.script['PATCH /api/v1/customers/{id}'];
    web.script['PATCH /api/v1/customers/{id}'] = (call) =>
      call.body.custom?.seats === null
        ? refuse(400, 'validation_failed', 'custom.seats: Seats must have a value', {
            errors: [{ field: 'custom.seats', code: 'required', message: 'Seats must have a value' }],
          })
        : (patch?.(call) as never);
    const { page, faults, context } = await visit(customerPath);
    await page.getByRole('button', { name: 'Seats: 250. Edit' }).click();
    const seats = page.getByLabel('Seats', { exact: true });
    await seats.fill('many');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a number.').waitFor();
    await seats.fill('');
    await page.keyboard.press('Enter');
    await page.getByText('Seats must have a value').waitFor();
    await seats.fill('300');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Seats: 300. Edit' }).waitFor();
    await page.getByRole('button', { name: /^Regions: DACH, United Kingdom/ }).click();
    await page.getByLabel('Nordics').check();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Budget/ }).click();
    await page.getByLabel('Amount').fill('99.5');
    // Leaving the field saves it, going to its currency does not.
    await page.getByLabel('Currency').fill('chf');
    await page.getByRole('heading', { level: 1 }).click({ position: { x: 300, y: 2 } });
    await expect
      .poll(() => calls('PATCH /api/v1/customers/{id}').map(({ body }) => body.custom))
      .toEqual([
        { seats: null },
        { seats: 300 },
        { regions: ['dach', 'uk', 'nordics'] },
        { budget: { minor: 9950, currency: 'CHF' } },
      ]);
    expect(await page.getByText('Number in the old system').count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });
});

test('a view is kept with the account, shared, deleted and taken back; those of the browser move up once', async () => {
  const { page, faults, context } = await visit('/customers?status=lead');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Save this view as').fill('All leads');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Share “All leads” with everybody' }).click();
  await page.getByRole('region', { name: 'Shared with everybody' }).waitFor();
  await page.getByLabel('Save this view as').fill('All leads');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('You have a view “All leads” already.').waitFor();
  await page.getByRole('button', { name: 'Delete “All leads”' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.goto(`${web.url}/customers`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('link', { name: 'All leads' }).click();
  await page.waitForURL(/status=lead/);
  expect(calls('DELETE /api/v1/views/{id}')).toEqual([]);
  // From an earlier version of the app.
  const kept = [{ name: 'Old', search: { status: 'failed', customer: '01KC', hide: 'pages' } }];
  await page.evaluate(
    (text) => localStorage.setItem('gangway.views.contracts.user-1', text),
    JSON.stringify(kept),
  );
  await page.goto(`${web.url}/contracts?q=x`);
  await expect
    .poll(() => calls('POST /api/v1/views').at(-1)?.body)
    .toEqual({
      list: 'contracts',
      name: 'Old',
      shared: false,
      query: { customer_id: '01KC' },
      display: { status: 'failed', hide: ['pages'] },
    });
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('gangway.views.contracts.user-1')))
    .toBeNull();
  expect(faults).toEqual([]);
  await context.close();
});

test('fields of one’s own are columns of the list, remembered and kept in a view', async () => {
  const { page, faults, context } = await visit('/customers');
  const heads = () => page.getByRole('columnheader').allTextContents();
  const choose = (name: string) => page.getByRole('menuitemcheckbox', { name }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await choose('Wiki page');
  await choose('Seats');
  await choose('Renews or ends');
  await page.keyboard.press('Escape');
  // In the organization's order, not in that of the clicks; archived fields are not offered.
  const shown = [
    'Customer',
    'Status',
    'Owner',
    'Annual value',
    'Next follow-up',
    'Seats',
    'Wiki page',
    'Added',
  ];
  await expect.poll(heads).toEqual(shown);
  expect(new URL(page.url()).search).toBe('?hide=term&show=wiki%2Cseats');
  const cells = page.getByRole('row', { name: /Meridian/ }).getByRole('cell');
  expect(await cells.nth(5).textContent()).toBe('250');
  expect(await cells.nth(6).getByRole('link').getAttribute('href')).toBe('https://wiki.example/meridian');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Save this view as').fill('Seats');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect
    .poll(() => calls('POST /api/v1/views')[0]?.body)
    .toMatchObject({ query: {}, display: { hide: ['term'], show: ['wiki', 'seats'] } });
  await page.goto(`${web.url}/customers`);
  await expect.poll(heads).toEqual(shown);
  await page.getByRole('button', { name: 'Columns' }).click();
  await choose('Seats');
  await choose('Wiki page');
  await expect.poll(heads).not.toContain('Wiki page');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('link', { name: 'Seats', exact: true }).click();
  await expect.poll(heads).toEqual(shown);
  expect(faults).toEqual([]);
  await context.close();
});

test.each(VIEWS)(
  'at $width, $scheme a list with fields of one’s own fits and is accessible',
  async (view) => {
    const all = `${web.url}/customers?owner=me&show=segment,seats,budget,since,regions,wiki`;
    const { page, faults, context } = await open(browser, all, view);
    await page.getByText('Meridian Freight LLC').waitFor();
    await page.getByText('DACH, United Kingdom').waitFor();
    await inspect(page, 'customers-fields', view);
    await expectAccessible(page, 'customers-fields');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Segment' }).waitFor();
    await inspect(page, 'customers-columns', view);
    await expectAccessible(page, 'customers-columns');
    expect(faults).toEqual([]);
    await context.close();
  },
);

test('who may not manage settings is offered none of them, and what they open by its address changes nothing', async () => {
  ({ script: web.script } = workspaceScript(['organization:read', 'customer:read']));
  const { page, context } = await visit('/settings/fields');
  await page.getByText('Your role may look at this, not change it.').waitFor();
  expect(await page.getByRole('button', { name: /Add field|Archive|Move/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Branding' }).count()).toBe(0);
  await context.close();
});

/** What stands in the wide light view is looked at by the tests above. */
test.each(VIEWS.filter(({ width, scheme }) => scheme === 'dark' || width < 600))(
  'at $width, $scheme the settings and the customer’s fields fit and are accessible',
  async (view) => {
    Object.assign(state, { accent: '#8b5cf6', logo: '01KLOGO' });
    const { page, faults, context } = await open(browser, `${web.url}/settings/branding`, view);
    await page.route('**/icon.png', (route) => route.fulfill({ body: PNG.buffer, contentType: 'image/png' }));
    await page.getByText('Contrast 6.51 to 1').waitFor();
    await inspect(page, 'branding', view);
    await expectAccessible(page, 'branding');
    await page.goto(`${web.url}/settings/workspace`);
    await page.getByText('Now it is').waitFor();
    await inspect(page, 'ways', view);
    await expectAccessible(page, 'ways');
    state.chosen = { contract_ready: true };
    await page.goto(`${web.url}/settings/notifications`);
    await page.getByRole('button', { name: /back to the organization’s/ }).waitFor();
    await page.getByRole('list', { name: 'For everybody' }).waitFor();
    await inspect(page, 'notifications', view);
    await expectAccessible(page, 'notifications');
    await page.goto(`${web.url}/settings/fields`);
    await page.getByText('Wiki page').waitFor();
    await inspect(page, 'fields', view);
    await expectAccessible(page, 'fields');
    await page.getByRole('button', { name: 'Change Segment' }).click();
    await page.getByRole('textbox', { name: 'Option 2' }).waitFor();
    await inspect(page, 'field-dialog', view);
    await expectAccessible(page, 'field-dialog');
    await page.goto(`${web.url}${customerPath}`);
    await page.getByRole('button', { name: /^Regions/ }).click();
    await page.getByLabel('Nordics').waitFor();
    await inspect(page, 'customer-fields', view);
    await expectAccessible(page, 'customer-fields');
    expect(faults).toEqual([]);
    await context.close();
  },
);
