import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { browserOfWorker, DESKTOP, open } from './web-browser.ts';
import { account, contract, facts, listOf, organization, plan } from './web-fixtures.ts';
import { type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

const GERMAN = { ...DESKTOP, locale: 'de-DE' };
const company = organization();
const script: Script = {
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/contracts': () => listOf([contract('ready', { pages: 1200 })]),
  'GET /api/v1/contracts/{id}/extraction': () => ({
    contract: contract('review', { id: '01KR', facts: 17, needs_review: 2 }),
    facts: facts(),
  }),
  'GET /api/v1/onboarding-plans/{id}': () => plan('01KP'),
};
beforeEach(() => {
  web.script = script;
});

test('a German browser is spoken to in German, with German dates, numbers and money', async () => {
  const { page, faults, context } = await open(browser, `${web.url}/contracts`, GERMAN);
  await page.getByRole('heading', { name: 'Verträge' }).waitFor();
  await page.getByText('1.200').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  expect(await page.title()).toBe('Verträge · Gangway');
  await page.goto(`${web.url}/contracts/01KR`);
  await page.getByText('2. März 2030').waitFor();
  await page.getByText('2 Angaben. Gangway ist sich nicht sicher.').waitFor();
  await page
    .getByText(/54\.000,00/)
    .first()
    .waitFor();
  await page.goto(`${web.url}/plans/01KP`);
  await page.getByRole('region', { name: 'Nächster Schritt' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('German is loaded by those who read it only', async () => {
  const { page, context } = await open(browser, 'about:blank');
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`${web.url}/contracts`);
  await page.getByRole('heading', { name: 'Contracts' }).waitFor();
  const before = loaded.length;
  await page.evaluate(() => localStorage.setItem('gangway.language', 'de'));
  await page.reload();
  await page.getByRole('heading', { name: 'Verträge' }).waitFor();
  const german = loaded.slice(before).filter((url) => !loaded.slice(0, before).includes(url));
  expect(german.filter((url) => url.endsWith('.js'))).toHaveLength(1);
  await context.close();
});
