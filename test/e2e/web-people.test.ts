import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserOfWorker, open } from './web-browser.ts';
import { customerDetail } from './web-customer-fixtures.ts';
import { customerScript } from './web-customer-script.ts';
import { account, organization } from './web-fixtures.ts';
import { refuse, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
  web.script = customerScript({ customer: customerDetail() });
});

const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);
const PAGE = '/customers/01KCUSTOMER';

describe('a customer’s people', () => {
  const map = (page: Page) => page.getByRole('region', { name: 'Influence map' });

  test('stand in the map by side and influence, and in the table in the same order', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await map(page).getByText('Renata Okafor').waitFor();
    const inMap = await map(page).getByRole('listitem').allInnerTexts();
    const inTable = await page.locator('tbody [data-row]').allInnerTexts();
    expect(inMap.map((text) => text.split('\n').find((part) => inTable.includes(part)))).toEqual(inTable);
    expect(inTable).toEqual([
      'Renata Okafor',
      'Jonas Brandvik',
      'Marisol Etxeberria',
      'Tomas Lindqvist',
      'P. Ashworth',
    ]);
    await context.close();
  });

  test('somebody is added by key, appears at once, and is taken back', async () => {
    const { page, faults, context } = await open(browser, `${web.url}${PAGE}`);
    await map(page).waitFor();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Add person' });
    await dialog.getByLabel('Name', { exact: true }).fill('Ines Duarte');
    await dialog.getByLabel('Influence').selectOption('influencer');
    await dialog.getByText('Project', { exact: true }).click();
    await dialog.getByText('Other', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await map(page).getByText('Ines Duarte').waitFor();
    expect(calls('POST /api/v1/stakeholders')[0]?.body).toMatchObject({
      customer_id: '01KCUSTOMER',
      name: 'Ines Duarte',
      roles: ['project'],
      side: 'customer',
      influence: 'influencer',
    });
    await page.getByText('“Ines Duarte” is added.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await map(page).getByText('Ines Duarte').waitFor({ state: 'detached' });
    await expect.poll(() => calls('DELETE /api/v1/stakeholders/{id}').length).toBe(1);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a change sends what differs only, moves the person in the map, and is taken back', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await map(page)
      .getByRole('button', { name: /Jonas Brandvik/ })
      .click();
    const dialog = page.getByRole('dialog', { name: 'Edit Jonas Brandvik' });
    await dialog.getByLabel('Influence').selectOption('decision_maker');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(calls('PATCH /api/v1/stakeholders/{id}')[0]?.body).toEqual({
      version: 1,
      influence: 'decision_maker',
    });
    await page.getByText('“Jonas Brandvik” is saved.').waitFor();
    await page.keyboard.press('u');
    await expect
      .poll(() => calls('PATCH /api/v1/stakeholders/{id}').at(-1)?.body)
      .toEqual({ version: 2, influence: 'influencer' });
    await context.close();
  });

  test('a form that is refused stays as it was entered, with the reason at its field', async () => {
    web.script['POST /api/v1/stakeholders'] = () =>
      refuse(400, 'validation_failed', 'email: is not an address', {
        errors: [{ field: 'email', code: 'invalid_format', message: 'is not an address' }],
      });
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Ines Duarte');
    await dialog.getByLabel('E-mail').fill('ines@duarte');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('is not an address').waitFor();
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Ines Duarte');
    await context.close();
  });

  test('e archives the row in focus at once, u brings it back before anything was sent', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await map(page).getByText('Renata Okafor').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByText('“Jonas Brandvik” is archived.').waitFor();
    expect(await map(page).getByText('Jonas Brandvik').count()).toBe(0);
    await page.keyboard.press('u');
    await map(page).getByText('Jonas Brandvik').waitFor();
    expect(calls('DELETE /api/v1/stakeholders/{id}')).toHaveLength(0);
    await page.getByRole('button', { name: 'Archive P. Ashworth' }).click();
    await page.getByRole('link', { name: 'Contracts', exact: true }).last().click();
    await expect.poll(() => calls('DELETE /api/v1/stakeholders/{id}').length).toBe(1);
    await context.close();
  });

  test('cannot be changed by somebody who may only read', async () => {
    web.script['GET /api/v1/auth/me'] = () => ({
      ...account(organization()),
      permissions: ['customer:read', 'stakeholder:read'],
    });
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await map(page).getByText('Renata Okafor').waitFor();
    for (const name of [/Add person/, /^Archive/, /^Name: /])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('combobox', { name: 'Status' }).count()).toBe(0);
    await context.close();
  });
});
