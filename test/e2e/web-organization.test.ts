/** Setting an organization up, its versions, taking it away and back: in a browser, with a scripted API. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, DESKTOP, inspect, open, VIEWS } from './web-browser.ts';
import { account, listOf, organization } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

const STEPS = ['company', 'industry', 'markets', 'lead_sources', 'integrations', 'billing'] as const;
type Saved = Partial<Record<(typeof STEPS)[number], Record<string, unknown>>>;

const company = organization();

const PLANS = [
  {
    key: 'team',
    name: 'Team',
    description: 'For one team',
    monthly_price: { minor: 9900, currency: 'EUR' },
    limits: { members: 25, api_keys: 5 },
  },
  {
    key: 'enterprise',
    name: 'Enterprise',
    description: 'Without limits',
    monthly_price: null,
    limits: { members: null, api_keys: null },
  },
];

const BLUEPRINTS = [
  {
    key: 'customer-success',
    version: 1,
    name: 'Customer success',
    description: 'Contracts become onboarding plans.',
    industry_lines: [],
  },
  {
    key: 'insurance',
    version: 1,
    name: 'Insurance',
    description: 'Leads, applications and policies.',
    industry_lines: [
      { key: 'health', name: 'Health' },
      { key: 'auto', name: 'Auto' },
    ],
  },
];

const wizardOf = (saved: Saved, version: number, completed = false) => {
  const done = STEPS.filter((step) => saved[step]).length;
  return {
    steps: STEPS.map((key) => ({
      key,
      complete: saved[key] !== undefined,
      data: saved[key] ?? (key === 'company' ? { name: company.name } : null),
    })),
    next_step: STEPS[done] ?? null,
    progress: { done, total: 6 },
    completed_at: completed ? '2026-11-21T12:00:00.000Z' : null,
    version,
  };
};

const provisioning = {
  organization_id: company.id,
  attempt: 2,
  status: 'pending' as const,
  steps: [],
  started_at: '2026-11-21T12:00:00.000Z',
  ended_at: null,
};

const session: Script = {
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/organizations/current': () => company,
  'GET /api/v1/plans': () => ({ data: PLANS }),
  'GET /api/v1/blueprints': () => ({ data: BLUEPRINTS }),
};

/** A wizard that keeps what it is sent. */
function wizard(saved: Saved = {}): Script {
  const kept = { ...saved };
  let version = Object.keys(kept).length;
  let completed = false;
  return {
    ...session,
    'GET /api/v1/onboarding': () => wizardOf(kept, version, completed),
    'PUT /api/v1/onboarding': ({ body }) => {
      if (body.step === 'company' && !body.data.size)
        return refuse(400, 'validation_failed', 'Choose a size.', {
          errors: [{ field: 'data.size', code: 'invalid_value', message: 'choose a size' }],
        });
      kept[body.step as keyof Saved] = body.data;
      version++;
      return wizardOf(kept, version);
    },
    'POST /api/v1/onboarding/complete': () => {
      completed = true;
      return { organization: company, provisioning };
    },
  };
}

const ALL: Saved = {
  company: { name: company.name, size: '11-50', location: { country: 'DE' } },
  industry: { blueprint: 'insurance', industry_lines: ['health'] },
  markets: { regions: ['dach'], countries: [] },
  lead_sources: { sources: ['website'] },
  integrations: { api: true, webhooks: false, crm: 'hubspot' },
};

const version = (
  id: number,
  change: string,
  changes: { path: string; before: unknown; after: unknown }[],
) => ({
  id,
  change,
  at: '2026-11-20T09:00:00.000Z',
  by: { id: 'a', name: 'Mira Holt' },
  settings: {},
  changes: changes.map((entry) => ({ ...entry, kind: 'changed' as const })),
});

const settings: Script = {
  ...session,
  'GET /api/v1/provision/configuration': () => ({
    blueprint: 'insurance',
    blueprint_version: 2,
    applied_version: 1,
    configuration_version: 1,
    behind: true,
    changes: [
      { path: 'pipelines.leads.statuses.quoted', kind: 'added', before: null, after: { name: 'Quoted' } },
    ],
  }),
  'GET /api/v1/organizations/{id}/versions': () => ({
    data: [
      version(2, 'updated', [{ path: 'name', before: 'Harbor', after: company.name }]),
      version(1, 'created', []),
    ],
    current_version: 2,
    next_before: null,
  }),
  'GET /api/v1/organizations/current': () => ({ ...company, version: 2 }),
  'GET /api/v1/organizations/{id}/export': () => ({
    id: 'x',
    status: 'ready',
    requested_at: '2026-11-20T09:00:00.000Z',
    files: [{ name: 'contract-0001.jsonl.gz', entity: 'contract', records: 12, bytes: 4711, url: '/_x' }],
  }),
};

const checklist: Script = {
  ...session,
  'GET /api/v1/contracts': () => listOf([]),
  'GET /api/v1/organizations/{id}/setup': () => ({
    steps: [
      { key: 'wizard', done_at: null },
      { key: 'first_contract', done_at: '2026-11-20T09:00:00.000Z' },
      { key: 'team', done_at: null },
    ],
    done: 1,
    total: 3,
    complete: false,
  }),
};

const leaving: Script = {
  ...session,
  'GET /api/v1/auth/me': () => {
    const me = account(company);
    return {
      ...me,
      organization: me.organization && { ...me.organization, deletes_at: '2026-12-21T12:00:00.000Z' },
    };
  },
};

const SCREENS: readonly { name: string; path: string; script: Script; shows: string }[] = [
  { name: 'wizard-company', path: '/onboarding', script: wizard(), shows: 'People in your company' },
  {
    name: 'wizard-industry',
    path: '/onboarding?step=industry',
    script: wizard(ALL),
    shows: 'Lines of business',
  },
  { name: 'wizard-markets', path: '/onboarding?step=markets', script: wizard(ALL), shows: 'Latin America' },
  { name: 'wizard-billing', path: '/onboarding', script: wizard(ALL), shows: 'Price by agreement' },
  {
    name: 'settings-organization-whole',
    path: '/settings/organization',
    script: settings,
    shows: 'Mira Holt',
  },
  { name: 'setup-checklist', path: '/contracts', script: checklist, shows: 'Getting started' },
  { name: 'organization-deleting', path: '/contracts', script: leaving, shows: 'will be deleted' },
];

describe.each(VIEWS)('at $width, $scheme', (view) => {
  test.each(SCREENS)('$name fits and is accessible', async ({ name, path, script, shows }) => {
    web.script = script;
    const { page, faults, context } = await open(browser, `${web.url}${path}`, view);
    await page.getByText(shows, { exact: false }).first().waitFor();
    await inspect(page, name, view);
    await expectAccessible(page, name);
    expect(faults).toEqual([]);
    await context.close();
  });
});

test('the wizard says what is wrong, saves each step, is left and come back to, and ends', async () => {
  web.script = wizard();
  const { page, faults, context } = await open(browser, `${web.url}/onboarding`, DESKTOP);
  const next = page.getByRole('button', { name: 'Save and continue' });
  await next.click();
  await page.getByText('choose a size').waitFor();
  await page.getByRole('combobox', { name: 'People in your company' }).click();
  await page.getByRole('option', { name: '11-50' }).click();
  await page.getByRole('combobox', { name: 'Country', exact: true }).fill('Germ');
  await page.getByRole('option', { name: 'Germany' }).click();
  // Nothing typed is lost, also before it is saved.
  await page.getByRole('textbox', { name: 'City' }).fill('Kiel');
  await page.reload();
  expect(await page.getByRole('textbox', { name: 'City' }).inputValue()).toBe('Kiel');
  await next.click();
  await page.getByRole('radio', { name: /Insurance/ }).check();
  await page.getByRole('checkbox', { name: 'Auto' }).check();
  await next.click();
  await page.getByRole('checkbox', { name: 'North America' }).check();
  await page.goto(`${web.url}/contracts`);
  await page.goto(`${web.url}/onboarding`);
  await page.getByText('2 of 6 steps done').waitFor();
  expect(await page.getByRole('checkbox', { name: 'North America' }).isChecked()).toBe(true);
  await next.click();
  await page.getByRole('checkbox', { name: 'Referrals' }).check();
  await next.click();
  await page.getByRole('switch', { name: 'Our own systems use the API' }).check();
  await next.click();
  await page.getByRole('radio', { name: /Team/ }).check();
  await page.getByRole('textbox', { name: 'Invoices go to' }).fill('pay@example.com');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Your organization is set up').waitFor();
  // What was said of the API leads to where a key is made.
  const toKeys = page.getByRole('link', { name: 'Create an API key' });
  expect(await toKeys.getAttribute('href')).toBe('/settings/api-keys');
  const saved = web.calls.filter(({ operation }) => operation === 'PUT /api/v1/onboarding');
  expect(saved.at(-1)?.body).toEqual({
    step: 'billing',
    data: { plan: 'team', billing_email: 'pay@example.com' },
    version: 5,
  });
  expect(faults).toEqual([]);
  await context.close();
});

test('a version is brought back, and deleting needs the short name', async () => {
  let current = { ...company, version: 2 };
  web.script = {
    ...settings,
    'GET /api/v1/organizations/current': () => current,
    'POST /api/v1/organizations/{id}/versions/{v}/rollback': ({ params, body }) => {
      expect([params.v, body.version]).toEqual(['1', 2]);
      current = { ...current, name: 'Harbor', version: 3 };
      return current;
    },
    'DELETE /api/v1/organizations/{id}': ({ body }) => {
      expect(body).toEqual({ confirm: company.slug });
      web.script = { ...web.script, ...leaving };
      return current;
    },
    'POST /api/v1/organizations/{id}/restore': () => {
      web.script = { ...web.script, 'GET /api/v1/auth/me': () => account(company) };
      return current;
    },
  };
  const { page, context } = await open(browser, `${web.url}/settings/organization`, DESKTOP);
  await page.getByRole('button', { name: /Bring back: Version 1/ }).click();
  await page.getByText('Version 1 is back.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Organization name' }).inputValue()).toBe('Harbor');
  await page.getByRole('button', { name: 'Delete organization…' }).click();
  const confirm = page.getByRole('button', { name: 'Delete everything' });
  expect(await confirm.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: /to confirm/ }).fill(company.slug);
  await confirm.click();
  await page.getByText('will be deleted').first().waitFor();
  await page.getByRole('button', { name: 'Keep the organization' }).click();
  await page.getByRole('textbox', { name: 'Organization name' }).waitFor();
  await context.close();
});
