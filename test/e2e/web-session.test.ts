import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { browserOfWorker, open } from './web-browser.ts';
import { account, emptyList, organization } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
});

const company = organization();
const noSession = () => refuse(401, 'no_session', 'You are not signed in.');
const signedIn: Script = {
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token-1', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/contracts': () => emptyList(),
  'GET /api/v1/onboarding-plans': () => emptyList(),
  'GET /api/v1/organizations/current': () => company,
};
const count = (operation: string) => web.calls.filter((call) => call.operation === operation).length;

test('a visitor without a session is sent to sign in, and from there back to where they were going', async () => {
  web.script = { 'POST /api/v1/auth/refresh': noSession };
  const { page, context } = await open(browser, `${web.url}/plans`);
  const google = page.getByRole('link', { name: 'Continue with Google' });
  await google.waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await google.getAttribute('href')).toBe('/api/v1/auth/oauth/google/start?return_to=%2Fplans');
  for (const [name, provider] of [
    ['Continue with Microsoft', 'microsoft'],
    ['Continue with e-mail', 'password'],
  ])
    expect(await page.getByRole('link', { name: name ?? '' }).getAttribute('href')).toContain(
      `/oauth/${provider}/start`,
    );
  expect(await page.getByRole('alert').count()).toBe(0);
  await context.close();
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example'])(
  'signing in never leads to another site: return_to=%s',
  async (address) => {
    web.script = { 'POST /api/v1/auth/refresh': noSession };
    const { page, context } = await open(
      browser,
      `${web.url}/sign-in?return_to=${encodeURIComponent(address)}`,
    );
    const href = await page.getByRole('link', { name: 'Continue with Google' }).getAttribute('href');
    expect(href).toBe('/api/v1/auth/oauth/google/start?return_to=%2F');
    await context.close();
  },
);

test('one page load exchanges the cookie once, however many calls wait for the token', async () => {
  web.script = signedIn;
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  expect(count('POST /api/v1/auth/refresh')).toBe(1);
  const refresh = web.calls.find(({ operation }) => operation === 'POST /api/v1/auth/refresh');
  expect(refresh?.headers['x-requested-with']).toBe('XMLHttpRequest');
  for (const call of web.calls.filter(({ operation }) => operation.startsWith('GET')))
    expect(call.headers.authorization).toBe('Bearer token-1');
  await context.close();
});

test('an access token that ran out is replaced without the person noticing', async () => {
  let issued = 0;
  web.script = {
    ...signedIn,
    'POST /api/v1/auth/refresh': () => ({
      access_token: `token-${++issued}`,
      token_type: 'Bearer',
      expires_in: 900,
    }),
    'GET /api/v1/onboarding-plans': ({ headers }) =>
      headers.authorization === 'Bearer token-1'
        ? refuse(401, 'unauthenticated', 'Sign in and try again.')
        : emptyList(),
  };
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByRole('link', { name: 'Plans' }).click();
  await page.getByText('Plans come from contracts').waitFor();
  expect(issued).toBe(2);
  await context.close();
});

test('a session that ended during work is said, and the way back is kept', async () => {
  web.script = signedIn;
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  web.script = {
    ...signedIn,
    'POST /api/v1/auth/refresh': () =>
      refuse(401, 'session_expired', 'Your session has ended. Sign in again.'),
    'GET /api/v1/organizations/current': () => refuse(401, 'unauthenticated', 'Sign in and try again.'),
  };
  await page.getByRole('button', { name: /^Organization/ }).click();
  // What is pointed at begins to load: the end may be found before the click arrives.
  const item = page.getByRole('menuitem', { name: 'Organization settings' });
  await item.click({ timeout: 2000 }).catch(() => item.waitFor({ state: 'detached' }));
  await page.getByText('You have been signed out').waitFor();
  expect(await page.getByRole('link', { name: 'Continue with Google' }).getAttribute('href')).toMatch(
    /return_to=%2F(contracts|settings%2Forganization)$/,
  );
  await context.close();
});

test('signing out ends the session at the API, then at the managed login', async () => {
  web.script = { ...signedIn, 'POST /api/v1/auth/logout': () => ({ sign_out_url: `${web.url}/sign-in` }) };
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menu').getByText('ada.lovelace@harborlight.example').waitFor();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(`${web.url}/sign-in`);
  expect(count('POST /api/v1/auth/logout')).toBe(1);
  await context.close();
});

test('a new account names its organization, takes a free short name instead of a taken one, and goes on with the new token', async () => {
  let founded = false;
  let issued = 0;
  web.script = {
    ...signedIn,
    'POST /api/v1/auth/refresh': () => ({
      access_token: `token-${++issued}`,
      token_type: 'Bearer',
      expires_in: 900,
    }),
    'GET /api/v1/auth/me': () => account(founded ? company : undefined),
    'GET /api/v1/organizations/slug-available': ({ query }) => ({
      slug: query.get('slug') ?? 'tessellate',
      valid: true,
      available: true,
      suggestion: null,
    }),
    'POST /api/v1/organizations': ({ body }) => {
      if (body.slug === 'tessellate')
        return refuse(409, 'slug_taken', '"tessellate" is taken. "tessellate-hq" is free.', {
          suggestion: 'tessellate-hq',
        });
      founded = true;
      return company;
    },
  };
  const { page, context } = await open(browser, `${web.url}/`);
  await page.getByLabel('Organization name').fill('Tessellate');
  await page.getByText('“tessellate” is free.').waitFor();
  // Typing asks once it pauses, not at every key.
  expect(count('GET /api/v1/organizations/slug-available')).toBe(1);
  expect(await page.getByLabel('Short name').inputValue()).toBe('tessellate');
  await page.getByRole('button', { name: 'Create organization' }).click();
  await page.getByRole('button', { name: 'Use “tessellate-hq”' }).click();
  await page.getByText('Drop your first contract here').waitFor();
  expect(issued).toBe(2);
  expect(
    web.calls.findLast(({ operation }) => operation === 'GET /api/v1/auth/me')?.headers.authorization,
  ).toBe('Bearer token-2');
  await context.close();
});

test('settings are saved with the version they were read in; a conflict shows the other person’s values', async () => {
  let stored = company;
  web.script = {
    ...signedIn,
    'GET /api/v1/organizations/current': () => stored,
    'PUT /api/v1/organizations/{id}': ({ body }) => {
      if (body.version !== stored.version)
        return refuse(409, 'version_conflict', 'Somebody else changed this organization.', {
          current_version: stored.version,
        });
      const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      stored = { ...stored, ...changes, version: stored.version + 1 };
      return stored;
    },
  };
  const { page, context } = await open(browser, `${web.url}/settings/organization`);
  await page.getByText('no contract text leaves it').waitFor();
  await page.getByRole('switch', { name: 'Let a language model read contracts' }).click();
  await page.getByText('leaves Gangway for its language model').waitFor();
  stored = { ...stored, name: 'Harborlight Group', version: 2 };
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Somebody else changed these settings').waitFor();
  expect(await page.getByLabel('Organization name').inputValue()).toBe('Harborlight Group');
  await page.getByRole('switch', { name: 'Let a language model read contracts' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved.').waitFor();
  expect(stored).toMatchObject({ name: 'Harborlight Group', ai_enabled: true, version: 3 });
  await context.close();
});
