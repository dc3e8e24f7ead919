/** E-mail and password on the app's own page, and what one can do about one's security. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
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
/** Plays the service that asks whether a person is there: its box gives a new token each time. */
const WIDGET = `window.grecaptcha = { render: (place, { callback }) => {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.onchange = () => callback('token-' + Date.now());
  label.append(box, ' I am a person');
  place.append(label);
} };
window.gangwayCaptchaReady();`;

const visitor = (): Script => ({
  'POST /api/v1/auth/refresh': () => refuse(401, 'no_session', 'You are not signed in.'),
  'GET /api/v1/auth/config': () => ({
    providers: ['password', 'google', 'microsoft'],
    sign_up_mode: 'open',
    demo: { hours: 4 },
    captcha: { site_key: 'key', script_url: `${web.url}/captcha.js` },
  }),
});

async function visit(address: string, script: Script, view?: (typeof VIEWS)[number]) {
  web.script = script;
  const opened = await open(browser, 'about:blank', view);
  await opened.page.route('**/captcha.js*', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: WIDGET }),
  );
  await opened.page.goto(`${web.url}${address}`);
  return opened;
}

const bodyOf = (operation: string) => web.calls.findLast((call) => call.operation === operation)?.body;
const type = (page: Page, label: string, value: string) =>
  page.getByLabel(label, { exact: true }).fill(value);

test('an account is opened, verified and signed in; what was typed goes along', async () => {
  let tries = 0;
  const { page, context, faults } = await visit('/sign-in?return_to=%2Fcontracts', {
    ...visitor(),
    'POST /api/v1/auth/register': () =>
      ++tries === 1
        ? refuse(400, 'validation_failed', 'password', {
            errors: [{ field: 'password', code: 'password_policy', message: 'must have symbol characters' }],
          })
        : { status: 'verification_sent' },
    'POST /api/v1/auth/verify-email': () => ({ status: 'verified' }),
    'POST /api/v1/auth/login': () => ({ access_token: 't', token_type: 'Bearer', expires_in: 900 }),
  });
  await page.getByRole('button', { name: 'E-mail and password here' }).click();
  await page.getByRole('button', { name: 'New here? Open an account' }).click();
  expect(new URL(page.url()).searchParams.get('view')).toBe('register');
  await type(page, 'Name', 'Ada Lovelace');
  await type(page, 'E-mail address', 'ada@example.com');
  await type(page, 'New password', 'correctHorse7battery');
  const submit = page.getByRole('button', { name: 'Open account', exact: true });
  expect(await submit.isDisabled()).toBe(true);
  await page.getByText('I am a person').click();
  await submit.click();
  await page.getByText('must have symbol characters').waitFor();
  // A token is good once: the next attempt is asked anew, everything else stays.
  expect(await submit.isDisabled()).toBe(true);
  await type(page, 'New password', 'correct-Horse-7-battery');
  await page.getByText('I am a person').click();
  await submit.click();
  await page.getByText('A mail is on its way to ada@example.com').waitFor();
  expect(bodyOf('POST /api/v1/auth/register')).toMatchObject({
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    captcha_token: expect.stringMatching(/^token-/),
  });
  await type(page, 'Code', '123456');
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('Your address is verified').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('ada@example.com');
  await type(page, 'Password', 'correct-Horse-7-battery');
  web.script = {
    ...web.script,
    'POST /api/v1/auth/refresh': () => ({ access_token: 't', token_type: 'Bearer', expires_in: 900 }),
    'GET /api/v1/auth/me': () => account(company),
    'GET /api/v1/contracts': () => emptyList(),
    'GET /api/v1/organizations/current': () => company,
  };
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Drop your first contract here').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a refusal is said; after some failures a person has to be there', async () => {
  let tries = 0;
  const { page, context } = await visit('/sign-in?view=password', {
    ...visitor(),
    'POST /api/v1/auth/login': () =>
      ++tries === 1
        ? refuse(401, 'wrong_credentials', 'E-mail address or password is wrong.')
        : refuse(403, 'captcha_required', 'Confirm that you are a person, then try again.'),
  });
  await type(page, 'E-mail address', 'ada@example.com');
  await type(page, 'Password', 'wrong');
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  await submit.click();
  await page.getByText('E-mail address or password is wrong.').waitFor();
  expect(await page.getByText('I am a person').count()).toBe(0);
  await submit.click();
  await page.getByText('I am a person').waitFor();
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('wrong');
  await context.close();
});

test('a forgotten password is replaced', async () => {
  const { page, context } = await visit('/sign-in?view=forgot', {
    ...visitor(),
    'POST /api/v1/auth/forgot-password': () => ({ status: 'reset_sent' }),
    'POST /api/v1/auth/reset-password': () => ({ status: 'password_set' }),
  });
  await type(page, 'E-mail address', 'ada@example.com');
  await page.getByRole('button', { name: 'Mail a code' }).click();
  await page.getByText('If ada@example.com has an account').waitFor();
  await type(page, 'Code', '123 456');
  await type(page, 'New password', 'another-Horse-8-staple');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('Your new password is set').waitFor();
  expect(bodyOf('POST /api/v1/auth/reset-password')).toMatchObject({ code: '123 456' });
  await context.close();
});

const SESSIONS = [
  {
    id: 's1763724912-0a1b2c3d',
    current: true,
    created_at: '2026-11-20T09:00:00.000Z',
    last_used_at: '2026-11-21T09:00:00.000Z',
    agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    address: '203.0.113.x',
  },
  {
    id: 's1763724000-0a1b2c3e',
    current: false,
    created_at: '2026-11-10T09:00:00.000Z',
    last_used_at: '2026-11-11T09:00:00.000Z',
    agent: 'curl/8.5.0',
    address: '198.51.100.x',
  },
];

const signedIn = (): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 't', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/organizations/current': () => company,
  'GET /api/v1/auth/sessions': () => ({ data: SESSIONS }),
});

test('another session is ended, the password changed', async () => {
  let ended = false;
  const { page, context } = await visit('/settings/security', {
    ...signedIn(),
    'GET /api/v1/auth/sessions': () => ({ data: SESSIONS.slice(0, ended ? 1 : 2) }),
    'DELETE /api/v1/auth/sessions/{id}': () => {
      ended = true;
      return undefined;
    },
    'POST /api/v1/auth/change-password': ({ body }) =>
      body.current_password === 'right'
        ? undefined
        : refuse(400, 'validation_failed', 'current_password: is not your password', {
            errors: [{ field: 'current_password', code: 'wrong_password', message: 'is not your password' }],
          }),
  });
  await page.getByText('Chrome, macOS').waitFor();
  expect(await page.getByRole('button', { name: 'End session' }).count()).toBe(1);
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByText('curl').waitFor({ state: 'detached' });
  await type(page, 'Current password', 'wrong');
  await type(page, 'New password', 'another-Horse-8-staple');
  const save = page.getByRole('button', { name: 'Change password' });
  await save.click();
  await page.getByText('is not your password').waitFor();
  await type(page, 'Current password', 'right');
  await save.click();
  await page.getByText('Your password is changed').waitFor();
  await context.close();
});

test.each(VIEWS)('is accessible and fits, $width px, $scheme', async (view) => {
  const { page, context } = await visit('/sign-in?view=register', visitor(), view);
  await page.getByText('I am a person').waitFor();
  await inspect(page, 'sign-in-register', view);
  await expectAccessible(page, 'opening an account');
  await context.close();
  const security = await visit('/settings/security', signedIn(), view);
  await security.page.getByText('Chrome, macOS').waitFor();
  await inspect(security.page, 'security', view);
  await expectAccessible(security.page, 'security');
  await security.context.close();
});

const NARROW = { width: 390, scheme: 'light' } as const;

test('a demonstration is a press away, says over every screen that it ends, and leads to signing up', async () => {
  const { page, context, faults } = await visit('/sign-in', visitor(), NARROW);
  const start = page.getByRole('button', { name: 'Try the demo' });
  await start.waitFor();
  await inspect(page, 'demo-sign-in', NARROW);
  const me = account(company);
  const ends = '2026-11-21T18:00:00.000Z';
  web.script = {
    ...web.script,
    'POST /api/v1/auth/demo': () => ({ access_token: 't', token_type: 'Bearer', expires_in: 900 }),
    'POST /api/v1/auth/refresh': () => ({ access_token: 't', token_type: 'Bearer', expires_in: 900 }),
    'POST /api/v1/auth/logout': () => ({ sign_out_url: '/' }),
    'GET /api/v1/auth/me': () => ({
      ...me,
      organization: me.organization && { ...me.organization, demo_ends_at: ends },
    }),
    'GET /api/v1/contracts': () => emptyList(),
    'GET /api/v1/organizations/current': () => company,
  };
  await start.click();
  const banner = page.getByRole('region', { name: 'Demonstration' });
  await banner.getByText('everything in it is deleted').waitFor();
  await inspect(page, 'demo-banner', NARROW);
  await expectAccessible(page, 'demo-banner');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await banner.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Open an account' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
