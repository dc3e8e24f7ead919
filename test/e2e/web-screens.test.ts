import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResponseOf } from '../../web/src/api/client.ts';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, contract, customer, facts, listOf, organization, plan } from './web-fixtures.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

const company = organization();
const session: Script = {
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/organizations/current': () => company,
  'GET /api/v1/customers': () => listOf([customer('Meridian Freight LLC'), customer('Quayside Foods GmbH')]),
};
const signedOut: Script = {
  'POST /api/v1/auth/refresh': () => refuse(401, 'no_session', 'You are not signed in.'),
};
const reviewed = contract('review', { needs_review: 2, facts: 17, plan_id: '01K9PLAN' });
const extraction = (of: ReturnType<typeof contract>, found = facts()) => ({
  ...session,
  'GET /api/v1/contracts/{id}/extraction': () => ({ contract: of, facts: found }),
});

const key: ResponseOf<'GET /api/v1/workspace/api-keys'>['data'][number] = {
  id: '01K9KEY',
  name: 'Reporting',
  hint: 'gw_test_01JQ…x7Qa',
  permissions: { 'customer:read': 'org' },
  status: 'active',
  expires_at: null,
  last_used_at: '2026-11-20T09:00:00.000Z',
  previous: { hint: 'gw_test_01JQ…aa11', expires_at: '2026-11-22T09:00:00.000Z' },
  created_at: '2026-11-01T09:00:00.000Z',
  created_by: { id: 'user-1', name: 'Ada Lovelace' },
  version: 2,
};
const apiKeys: Script = {
  'GET /api/v1/workspace/api-keys': () => ({
    data: [key, { ...key, id: '01K9OLD', name: 'Migration', status: 'expired', previous: null }],
  }),
  'GET /api/v1/metadata/{picklist}': () => [{ value: 'customer:read', label: 'See customers' }],
  'POST /api/v1/workspace/api-keys': () => ({
    ...key,
    secret: 'gw_test_01JQ3V9N0W8ZC7KXH5T2R4M6PA_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGabcdef',
  }),
};

/** Every screen in the states that a person sees it in. */
const SCREENS: readonly {
  readonly name: string;
  readonly path: string;
  readonly script: Script;
  readonly shows: string;
  /** What a person does before the look. */
  readonly act?: (page: Page) => Promise<void>;
}[] = [
  { name: 'sign-in', path: '/sign-in', script: signedOut, shows: 'Continue with Google' },
  {
    name: 'sign-in-denied',
    path: '/sign-in?problem=consent_denied',
    script: signedOut,
    shows: 'did not allow',
  },
  {
    name: 'welcome',
    path: '/welcome',
    script: { ...session, 'GET /api/v1/auth/me': () => account(undefined) },
    shows: 'Create organization',
  },
  {
    name: 'contracts-empty',
    path: '/contracts',
    script: { ...session, 'GET /api/v1/contracts': () => listOf([]) },
    shows: 'Drop your first contract',
  },
  {
    name: 'contracts',
    path: '/contracts',
    script: {
      ...session,
      'GET /api/v1/contracts': () =>
        listOf([
          contract('processing', { customer_name: 'Quayside Foods GmbH', file_name: 'scan_0042.tiff' }, 3),
          reviewed,
          contract('ready', {
            customer_name: 'Oduya & Partners',
            document_name: 'Order Form No. 7',
            pages: 3,
          }),
          contract('confirmed', { customer_name: 'Lumen Pediatrics', pages: 48 }),
          contract('failed', {
            customer_name: 'A company with a very long name that goes on for more than a line, Incorporated',
          }),
          contract('awaiting_upload', { customer_name: 'Tallis Robotics', file_name: 'final_FINAL(2).docx' }),
        ]),
    },
    shows: 'Oduya',
  },
  {
    name: 'contracts-error',
    path: '/contracts',
    script: {
      ...session,
      'GET /api/v1/contracts': () =>
        refuse(
          403,
          'forbidden',
          'Your role does not include "contract:read". Ask an administrator of your organization.',
        ),
    },
    shows: 'req-7f3a',
  },
  {
    name: 'contract-processing',
    path: `/contracts/${reviewed.id}`,
    script: extraction(contract('processing', {}, 4), []),
    shows: 'Prove each fact',
  },
  {
    name: 'contract-failed',
    path: `/contracts/${reviewed.id}`,
    script: extraction(
      contract(
        'failed',
        {
          failure: {
            code: 'processing_failed',
            message:
              'Something went wrong on our side while this contract was processed. Your file is safe: try again.',
            redrivable: true,
          },
        },
        3,
      ),
      [],
    ),
    shows: 'Your file is safe',
  },
  {
    name: 'contract-review',
    path: `/contracts/${reviewed.id}`,
    script: extraction(reviewed),
    shows: 'Needs you',
  },
  {
    name: 'contract-editing',
    path: `/contracts/${reviewed.id}`,
    script: extraction(reviewed),
    shows: 'Needs you',
    act: async (page) => {
      for (const text of ['Implementation', 'Chief Operating Officer'])
        await page
          .locator('[data-fact]')
          .filter({ hasText: text })
          .getByRole('button', { name: 'Correct' })
          .click();
      await page.getByLabel('Amount', { exact: true }).fill('about 8,500');
      await page.getByLabel('Amount', { exact: true }).press('Enter');
    },
  },
  {
    name: 'upload',
    path: '/contracts',
    script: { ...session, 'GET /api/v1/contracts': () => listOf([reviewed]) },
    shows: 'Upload contract',
    act: async (page) => {
      const buffer = Buffer.from('%PDF');
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'master-agreement.pdf', mimeType: 'application/pdf', buffer });
      await page.getByRole('textbox', { name: 'Customer' }).pressSequentially('quay');
      await page.getByRole('option').waitFor();
    },
  },
  {
    name: 'plans',
    path: '/plans',
    script: { ...session, 'GET /api/v1/onboarding-plans': () => listOf([plan(reviewed.id)]) },
    shows: 'Onboarding of Meridian',
  },
  {
    name: 'plans-empty',
    path: '/plans',
    script: { ...session, 'GET /api/v1/onboarding-plans': () => listOf([]) },
    shows: 'Plans come from contracts',
  },
  {
    name: 'plan',
    path: `/plans/${reviewed.id}`,
    script: { ...session, 'GET /api/v1/onboarding-plans/{id}': () => plan(reviewed.id) },
    shows: 'Next step',
  },
  { name: 'settings-profile', path: '/settings', script: session, shows: 'Accent colour' },
  { name: 'settings-organization', path: '/settings/organization', script: session, shows: 'Save changes' },
  {
    name: 'settings-api-keys',
    path: '/settings/api-keys',
    script: { ...session, ...apiKeys },
    shows: 'Reporting',
  },
  {
    name: 'settings-api-keys-empty',
    path: '/settings/api-keys',
    script: { ...session, 'GET /api/v1/workspace/api-keys': () => ({ data: [] }) },
    shows: 'No API keys yet',
  },
  {
    name: 'settings-api-keys-secret',
    path: '/settings/api-keys',
    script: { ...session, ...apiKeys },
    shows: 'Reporting',
    act: async (page) => {
      await page.getByRole('button', { name: 'Make a key' }).click();
      await page.getByLabel('Name').fill('CRM sync');
      await page.getByLabel('See customers').check();
      await page.getByRole('button', { name: 'Make the key' }).click();
      await page.getByText('shown this once').waitFor();
    },
  },
  { name: 'settings-about', path: '/settings/about', script: session, shows: 'Version' },
  { name: 'not-found', path: '/nowhere', script: session, shows: 'nothing at this address' },
];

describe.each(VIEWS)('at $width, $scheme', (view) => {
  test.each(SCREENS)(
    '$name fits, is accessible and breaks no policy',
    async ({ name, path, script, shows, act }) => {
      web.script = script;
      const { page, faults, context } = await open(browser, `${web.url}${path}`, view);
      await page.getByText(shows, { exact: false }).filter({ visible: true }).first().waitFor();
      await act?.(page);
      await inspect(page, name, view);
      await expectAccessible(page, name);
      expect(faults).toEqual([]);
      await context.close();
    },
  );
});
