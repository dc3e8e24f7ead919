/** The whole way in a real browser, on the real system: nothing of the API is scripted here. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { mailedCode } from '../../bin/client/session.ts';
import { digitalPdf, docx, scannedPdf, TYPES } from '../support/documents.ts';
import { newAdmin, newPerson } from '../support/people.ts';
import { useSystem } from '../support/runtime.ts';
import { browserOfWorker, DESKTOP, inspect, open, type View } from './web-browser.ts';

const system = useSystem();
let browser: Browser;
beforeAll(async () => {
  browser = await browserOfWorker();
});

const LONG = { timeout: 90_000 };
const NARROW: View = { width: 390, scheme: 'dark' };

async function foundOrganization(page: Page, name: string): Promise<void> {
  await page.getByLabel(/name/i).first().fill(name);
  await page.getByRole('button', { name: /create/i }).click();
}

async function upload(
  page: Page,
  file: { name: string; type: string; bytes: Uint8Array },
  customer: string,
): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: file.name,
      mimeType: file.type,
      buffer: Buffer.from(file.bytes),
    });
  await page.getByRole('textbox', { name: 'Customer' }).fill(customer);
  await page.getByRole('button', { name: 'Upload and read' }).click();
}

it('by e-mail: sign up, organization, PDF, facts, plan, a ticked task', { timeout: 180_000 }, async () => {
  const person = newPerson('Ada Lovelace');
  const { page, faults } = await open(browser, system.current.appUrl);
  await page
    .getByRole('link', { name: /e-mail/i })
    .or(page.getByRole('button', { name: /e-mail/i }))
    .first()
    .click();
  await page.getByRole('link', { name: /create an account/i }).click();
  await page.getByLabel(/e-mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByLabel(/name/i).last().fill(person.name);
  await inspect(page, 'journey-1-sign-up', DESKTOP);
  await page.getByRole('button', { name: /create account/i }).click();
  await page.getByLabel(/code/i).fill(await mailedCode(system.current.appUrl, person.email));
  await page.getByRole('button', { name: /confirm/i }).click();
  await page.waitForURL('**/welcome', LONG);
  await inspect(page, 'journey-2-welcome', DESKTOP);
  await foundOrganization(page, 'Harbor Onboarding');
  await page.waitForURL((url) => url.pathname === '/contracts', LONG);
  await inspect(page, 'journey-3-first-contract', DESKTOP);
  await upload(
    page,
    { name: 'agreement.pdf', type: TYPES.pdf, bytes: await digitalPdf() },
    'Meridian Freight',
  );
  await page.waitForURL('**/contracts/*', LONG).catch(async () => {
    await page
      .getByRole('link', { name: /agreement\.pdf/ })
      .first()
      .click(LONG);
  });
  await page.getByText('Oregon').filter({ visible: true }).first().waitFor(LONG);
  await inspect(page, 'journey-4-contract', DESKTOP);
  await page.getByRole('link', { name: 'Open plan' }).click(LONG);
  await page.waitForURL('**/plans/*', LONG);
  const task = page.getByRole('checkbox').first();
  await task.waitFor(LONG);
  await inspect(page, 'journey-5-plan', DESKTOP);
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH', LONG);
  await task.click();
  expect((await saved).status()).toBe(200);
  await page.reload();
  await page.getByRole('checkbox').first().waitFor(LONG);
  expect(await page.getByRole('checkbox').first().isChecked()).toBe(true);
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  const plans = page.getByRole('region', { name: 'Plans in progress' });
  await plans.getByRole('link', { name: 'Meridian Freight' }).waitFor(LONG);
  await page.getByRole('region', { name: 'Recent activity' }).getByText('You').first().waitFor(LONG);
  await inspect(page, 'journey-6-home', DESKTOP);
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor(LONG);
  await page.getByRole('row').getByRole('link', { name: 'Meridian Freight' }).click(LONG);
  const map = page.getByRole('region', { name: 'Influence map' });
  await map.getByText('Renata Okafor').waitFor(LONG);
  await page.getByText('Renews').last().waitFor(LONG);
  await inspect(page, 'journey-7-customer', DESKTOP);
  await page.getByRole('link', { name: 'Entitlements and pricing' }).click();
  await page.getByText('$54,000.00').first().waitFor(LONG);
  await inspect(page, 'journey-8-commercial', DESKTOP);
  await page.getByRole('link', { name: 'Timeline' }).click();
  await page.getByText('was drafted').waitFor(LONG);
  await inspect(page, 'journey-9-timeline', DESKTOP);
  expect(faults).toEqual([]);
});

it.each([
  ['google', 'a DOCX', 'agreement.docx', TYPES.docx, () => docx()],
  ['microsoft', 'a scan', 'scan.pdf', TYPES.pdf, () => scannedPdf()],
] as const)('by %s on a phone, with %s', { timeout: 180_000 }, async (provider, _, name, type, make) => {
  const { page, faults } = await open(browser, system.current.appUrl, NARROW);
  await page
    .getByRole('link', { name: new RegExp(provider, 'i') })
    .or(page.getByRole('button', { name: new RegExp(provider, 'i') }))
    .first()
    .click();
  await page.getByRole('textbox', { name: /e-mail/i }).fill(`${provider}.journey@example.com`);
  await page.getByLabel(/^name/i).fill('Grace Hopper');
  await inspect(page, `journey-${provider}-account`, NARROW);
  await page
    .getByRole('button', { name: /continue|next|sign in/i })
    .first()
    .click();
  const allow = page.getByRole('button', { name: /allow/i });
  await Promise.race([allow.waitFor(LONG), page.waitForURL('**/welcome', LONG)]);
  if (await allow.isVisible()) await allow.click();
  await page.waitForURL('**/welcome', LONG);
  await foundOrganization(page, `By ${provider}`);
  await page.waitForURL((url) => url.pathname === '/contracts', LONG);
  await upload(page, { name, type, bytes: await make() }, 'Meridian Freight');
  await page.waitForURL('**/contracts/*', LONG).catch(async () => {
    await page
      .getByRole('link', { name: new RegExp(name.replace('.', '\\.')) })
      .first()
      .click(LONG);
  });
  await page.getByText('Oregon').filter({ visible: true }).first().waitFor(LONG);
  await inspect(page, `journey-${provider}-contract`, NARROW);
  expect(faults).toEqual([]);
});

it('in two tabs: what one does shows in the other, which asks for it once', {
  timeout: 120_000,
}, async () => {
  const session = await newAdmin(system.current.appUrl);
  const { page, faults, context } = await open(browser, `${system.current.appUrl}/about`);
  const cookie = session.browser.cookie(new URL(system.current.appUrl).origin, 'gw_session') ?? '';
  await context.addCookies([
    { name: 'gw_session', value: cookie, domain: 'localhost', path: '/api/v1/auth', httpOnly: true },
  ]);
  const other = await context.newPage();
  const isLive = (tab: Page) => tab.waitForEvent('websocket', LONG);
  await Promise.all([isLive(other), other.goto(`${system.current.appUrl}/contracts`)]);
  await Promise.all([isLive(page), page.goto(`${system.current.appUrl}/contracts`)]);
  await page
    .locator('input[type=file]')
    .first()
    .waitFor({ ...LONG, state: 'attached' });
  const lists: string[] = [];
  other.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/v1/contracts') lists.push(request.url());
  });
  const bytes = await digitalPdf();
  await upload(page, { name: 'agreement.pdf', type: TYPES.pdf, bytes }, 'Meridian Freight');
  const row = other.getByRole('row').filter({ hasText: 'Meridian Freight' });
  await row.waitFor(LONG);
  await row
    .getByText(/Needs you|Ready/)
    .first()
    .waitFor(LONG);
  // A dozen changes of the contract's stages, some more of its facts, in frames that are looked at together.
  expect(lists.length).toBeLessThan(12);
  await inspect(other, 'journey-live', DESKTOP);
  expect(faults).toEqual([]);
  await context.close();
});
