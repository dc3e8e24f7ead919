/** The whole way by the keyboard alone, on the real system; then every screen by its address, reloaded, and gone back to. */
import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { mailedCode } from '../../bin/client/session.ts';
import { digitalPdf, TYPES } from '../support/documents.ts';
import { newPerson } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';
import { browserOfWorker, open } from './web-browser.ts';

const system = useSystem();
let browser: Browser;
beforeAll(async () => {
  browser = await browserOfWorker();
});

const LONG = { timeout: 60_000 };
const MOST_TABS = 120;

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor(LONG);
  for (let press = 0; press < MOST_TABS; press++) {
    if (await target.first().evaluate((each) => each === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${String(target)}.`);
}

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

it('from sign-up to a ticked task, and on every screen', { timeout: 240_000 }, async () => {
  const person = newPerson('Ada Lovelace');
  const { page, faults } = await open(browser, system.current.appUrl);
  const named = (role: 'link' | 'button' | 'textbox', name: RegExp | string) =>
    page.getByRole(role, { name });

  await enter(page, named('link', /e-mail/i).or(named('button', /e-mail/i)));
  await enter(page, named('link', /create an account/i));
  await type(page, page.getByLabel(/e-mail/i), person.email);
  await type(page, page.getByLabel(/password/i), person.password);
  await type(page, page.getByLabel(/name/i).last(), person.name);
  await page.keyboard.press('Enter');
  await type(page, page.getByLabel(/code/i), await mailedCode(system.current.appUrl, person.email));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/welcome', LONG);

  await type(page, page.getByLabel(/name/i), 'Harbor by keyboard');
  await enter(page, named('button', /create/i));
  await page.waitForURL((url) => url.pathname === '/contracts', LONG);

  const chooser = page.waitForEvent('filechooser', LONG);
  await enter(page, named('button', /choose|upload/i));
  await (await chooser).setFiles({
    name: 'agreement.pdf',
    mimeType: TYPES.pdf,
    buffer: Buffer.from(await digitalPdf()),
  });
  await type(page, named('textbox', 'Customer'), 'Meridian Freight');
  await enter(page, named('button', 'Upload and read'));
  await page.waitForURL('**/contracts/*', LONG);
  await page.locator('[data-fact]').first().waitFor(LONG);
  const contractPath = new URL(page.url()).pathname;

  // Facts are shown while the rest is still worked out; they are decided when it is done.
  await named('link', 'Open plan').waitFor(LONG);
  await page.keyboard.press('j');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-fact')), LONG)
    .toBe(true);
  const decided = page.waitForResponse((response) => response.request().method() === 'PATCH', LONG);
  await page.keyboard.press('c');
  expect((await decided).status()).toBe(200);

  await enter(page, named('link', 'Open plan'));
  await page.waitForURL('**/plans/*', LONG);
  const planPath = new URL(page.url()).pathname;
  await page.getByRole('checkbox').first().waitFor(LONG);
  await page.keyboard.press('j');
  const ticked = page.waitForResponse((response) => response.request().method() === 'PATCH', LONG);
  await page.keyboard.press('Space');
  expect((await ticked).status()).toBe(200);

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.waitForURL('**/customers', LONG);
  const row = page.getByRole('link', { name: 'Meridian Freight' });
  await enter(page, row);
  await page.waitForURL('**/customers/*', LONG);
  const customerPath = new URL(page.url()).pathname;

  const heading = () => page.getByRole('heading', { level: 1 }).first();
  const title = async () => {
    await heading().waitFor(LONG);
    return heading().textContent();
  };
  const screens = [
    '/',
    '/customers',
    customerPath,
    '/contracts',
    contractPath,
    '/plans',
    planPath,
    '/settings',
    '/settings/organization',
    '/settings/about',
    '/docs',
  ];
  for (const screen of screens) {
    await page.goto(`${system.current.appUrl}${screen}`);
    const shown = await title();
    const at = page.url();
    await page.reload();
    await expect.poll(title, LONG).toBe(shown);
    expect(page.url(), `${screen}, reloaded`).toBe(at);
    const elsewhere = screen === '/contracts' ? '/plans' : '/contracts';
    await page.goto(`${system.current.appUrl}${elsewhere}`);
    await heading().waitFor(LONG);
    await page.goBack();
    await expect.poll(title, LONG).toBe(shown);
    expect(page.url(), `back to ${screen}`).toBe(at);
  }
  expect(faults).toEqual([]);
});
