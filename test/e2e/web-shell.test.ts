import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible, expectAccessibleInBothSchemes, expectReadableInBothSchemes } from './web-axe.ts';
import { browserOfWorker, DESKTOP, inspect, open, VIEWS } from './web-browser.ts';
import { dashboard } from './web-customer-fixtures.ts';
import { account, contract, facts, listOf, organization, plan } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

const company = organization();
const quayside = contract('ready', {
  customer_name: 'Quayside Foods GmbH',
  document_name: 'Order Form No. 7',
});
const reviewed = contract('review', { needs_review: 2, facts: 17 });
const script: Script = {
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'POST /api/v1/auth/logout': () => ({ sign_out_url: '/sign-in' }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/organizations/current': () => company,
  'GET /api/v1/dashboard': () => dashboard(),
  'GET /api/v1/contracts': () => listOf([reviewed, quayside]),
  'GET /api/v1/contracts/{id}/extraction': ({ params }) => ({
    contract: params.id === quayside.id ? quayside : reviewed,
    facts: facts(),
  }),
  'GET /api/v1/onboarding-plans': () => listOf([plan('01KP')]),
  'GET /api/v1/onboarding-plans/{id}': () => plan('01KP'),
};
beforeEach(() => {
  web.calls.length = 0;
  web.script = { ...script };
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const palette = (page: Page) => page.getByRole('dialog', { name: 'Search and actions' });

describe('the palette', () => {
  test('finds a contract by keyboard alone and opens it; next time it is among the recent ones', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/plans`);
    await heading(page, 'Plans');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.type('quay');
    await palette(page).getByText('Order Form No. 7').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/contracts/${quayside.id}`);
    await heading(page, 'Order Form No. 7');
    await page.keyboard.press('Control+k');
    await palette(page).getByText('Recent').waitFor();
    await palette(page).getByText('Quayside Foods GmbH').waitFor();
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
    await context.close();
  });

  test('opens from a field too, and from the header', async () => {
    const { page, context } = await open(browser, `${web.url}/settings/organization`);
    await page.getByLabel('Organization name').focus();
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^Search/ }).click();
    await palette(page).waitFor();
    await context.close();
  });

  test('switches scheme, accent and language, which a reload keeps', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/plans`);
    await heading(page, 'Plans');
    const choose = async (typed: string, shown: string) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(typed);
      await palette(page).getByText(shown, { exact: true }).first().waitFor();
      await page.keyboard.press('Enter');
      await palette(page).waitFor({ state: 'hidden' });
    };
    await choose('dark', 'Dark');
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await choose('violet', 'Violet');
    await choose('deutsch', 'Deutsch');
    await heading(page, 'Pläne');
    await page.reload();
    await heading(page, 'Pläne');
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    const accent = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--gw-accent').trim(),
    );
    expect(accent).toBe('#a78bfa');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('has every letter typed since it was asked for, also while it is still loaded', async () => {
    const { page, context } = await open(browser, `${web.url}/plans`);
    await heading(page, 'Plans');
    const search = page.getByRole('button', { name: /^Search/ });
    await search.focus();
    let load = (): void => {};
    const wanted = new Promise<void>((resolve) => {
      load = resolve;
    });
    await page.route('**/palette-*.js', async (route) => {
      await wanted;
      await route.continue();
    });
    await page.keyboard.press('Control+k');
    // By themselves these would ask for a file, and go home.
    await page.keyboard.type('cgdx');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    load();
    await palette(page).waitFor();
    const field = page.getByRole('textbox', { name: 'Search and actions' });
    await page.keyboard.type('7');
    expect(await field.inputValue()).toBe('cgd7');
    expect(new URL(page.url()).pathname).toBe('/plans');
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
    expect(await search.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('another');
    await expect.poll(() => field.inputValue()).toBe('another');
    await context.close();
  });

  test('is loaded when it is first wanted', async () => {
    const { page, context } = await open(browser, `${web.url}/plans`);
    await heading(page, 'Plans');
    const files = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .join(' '),
      );
    expect(await files()).not.toContain('palette');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    expect(await files()).toContain('palette');
    await context.close();
  });

  test('what was opened is forgotten with signing out, and is not another person’s', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts/${quayside.id}`);
    await heading(page, 'Order Form No. 7');
    const kept = () => page.evaluate(() => sessionStorage.getItem('gangway.recent'));
    await expect.poll(kept).toContain('Quayside');
    web.script['GET /api/v1/auth/me'] = () => ({ ...account(company), id: 'user-2' });
    await page.goto(`${web.url}/plans`);
    await heading(page, 'Plans');
    await page.keyboard.press('Control+k');
    await palette(page).getByText('Go to').waitFor();
    expect(await palette(page).getByText('Quayside Foods GmbH').count()).toBe(0);
    await page.keyboard.type('sign out');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in');
    expect(await kept()).toBeNull();
    await context.close();
  });
});

describe('keys', () => {
  test('go to places, walk a list and open a row', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts`);
    await page.getByText('Quayside Foods GmbH').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await heading(page, 'Plans');
    await page.getByRole('link', { name: 'Meridian Freight LLC' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await heading(page, 'Onboarding of Meridian Freight LLC');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await heading(page, 'Contracts');
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await heading(page, 'Settings');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await heading(page, 'Home');
    await context.close();
  });

  test('c asks for a file, wherever one is', async () => {
    const { page, context } = await open(browser, `${web.url}/plans`);
    await heading(page, 'Plans');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('c');
    await chooser;
    expect(new URL(page.url()).pathname).toBe('/contracts');
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await context.close();
  });

  test('the sheet shows what this screen understands, and can switch single keys off', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts/${reviewed.id}`);
    await page.getByRole('heading', { name: 'Needs you' }).waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Reject').waitFor();
    await sheet.getByText('Go to').waitFor();
    await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    expect(new URL(page.url()).pathname).toContain('/contracts/');
    expect(await sheet.isVisible()).toBe(false);
    await context.close();
  });

  test('mean themselves in a field', async () => {
    const { page, context } = await open(browser, `${web.url}/settings/organization`);
    const input = page.getByLabel('Organization name');
    await input.fill('');
    await input.pressSequentially('gpc?/j');
    expect(await input.inputValue()).toBe('gpc?/j');
    expect(new URL(page.url()).pathname).toBe('/settings/organization');
    await context.close();
  });
});

describe('moving about', () => {
  test('every screen has its title, and the focus goes where the new screen begins', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts`);
    await heading(page, 'Contracts');
    for (const [link, title] of [
      ['Plans', 'Plans · Gangway'],
      ['Contracts', 'Contracts · Gangway'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click();
      await expect.poll(() => page.title()).toBe(title);
      await expect
        .poll(() => page.evaluate(() => document.querySelector('main')?.contains(document.activeElement)))
        .toBe(true);
    }
    for (const [part, title] of [
      ['/settings', 'Profile · Gangway'],
      ['/settings/organization', 'Organization · Gangway'],
      ['/settings/about', 'About · Gangway'],
      ['/nowhere', 'There is nothing at this address · Gangway'],
    ] as const) {
      await page.goto(`${web.url}${part}`);
      await expect.poll(() => page.title()).toBe(title);
    }
    await context.close();
  });

  test('the first tab skips to the content', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts`);
    await heading(page, 'Contracts');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await context.close();
  });
});

describe('the connection', () => {
  test('that is lost is said, and so is that it is back', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts`);
    await page.getByText('Quayside Foods GmbH').waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    // What was there stays.
    await page.getByText('Quayside Foods GmbH').waitFor();
    await inspect(page, 'offline', DESKTOP);
    await expectAccessibleInBothSchemes(page, 'offline');
    await context.setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'hidden' });
    await context.close();
  });

  test('what cannot be brought up to date is said with code and request, and goes when it can', async () => {
    const { page, context } = await open(browser, `${web.url}/contracts`);
    await page.getByText('Quayside Foods GmbH').waitFor();
    web.script['GET /api/v1/contracts'] = () => refuse(403, 'forbidden', 'Your role does not include it.');
    // The network coming back brings everything up to date.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const banner = page.getByRole('status').filter({ hasText: 'could not be brought up to date' });
    await banner.getByText('forbidden').waitFor();
    await banner.getByText('req-7f3a').waitFor();
    await inspect(page, 'stale', DESKTOP);
    web.script = { ...script };
    await banner.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('could not be brought up to date').waitFor({ state: 'hidden' });
    await page.getByText('Quayside Foods GmbH').waitFor();
    await context.close();
  });
});

test('language, accent and scheme are chosen in the profile and show at once', async () => {
  const { page, faults, context } = await open(browser, `${web.url}/settings`);
  await page.getByRole('radio', { name: 'Berry' }).check({ force: true });
  await page.getByText('Dark', { exact: true }).click();
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await heading(page, 'Einstellungen');
  expect(await page.getByRole('radio', { name: 'Beere' }).isChecked()).toBe(true);
  expect(faults).toEqual([]);
  await context.close();
});

describe.each(VIEWS)('at $width, $scheme', (view) => {
  test('what opens over the screens fits and is accessible', async () => {
    const { page, faults, context } = await open(browser, `${web.url}/contracts`, view);
    await page.getByText('Quayside Foods GmbH').waitFor();
    await page.keyboard.press('Control+k');
    await palette(page).getByText('Go to').waitFor();
    await inspect(page, 'palette', view);
    await expectAccessible(page, 'palette');
    await page.keyboard.type('quay');
    await palette(page).getByText('Order Form No. 7').waitFor();
    await inspect(page, 'palette-search', view);
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await inspect(page, 'shortcuts', view);
    await expectAccessible(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    for (const menu of [/^Account/, /^Organization/]) {
      await page.getByRole('button', { name: menu }).click();
      await page.getByRole('menu').waitFor();
      await inspect(page, `menu-${menu.source.slice(1).toLowerCase()}`, view);
      await expectAccessible(page, String(menu));
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'hidden' });
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});

test.each(['teal', 'blue', 'violet', 'berry', 'forest'])(
  'in %s screens are readable, light and dark',
  async (accent) => {
    const { page, context } = await open(browser, `${web.url}/contracts/${reviewed.id}`);
    await page.evaluate((name) => localStorage.setItem('gangway.accent', name), accent);
    await page.reload();
    await page.getByRole('heading', { name: 'Needs you' }).waitFor();
    await expectReadableInBothSchemes(page, accent);
    await context.close();
  },
);
