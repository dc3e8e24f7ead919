import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFunctions, ofKind } from '../../lib/definitions.ts';
import { openApi } from '../../lib/openapi.ts';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
const functions = await loadFunctions();
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
  const document = openApi(functions, '1.2.3');
  web.script = {
    // The type knows no shape for it: it is the API's own description.
    'GET /api/v1/openapi.json': () => document,
    'POST /api/v1/auth/refresh': () => refuse(401, 'no_session', 'You are not signed in.'),
  } as unknown as Script;
}, 120_000);
afterAll(() => web.stop());

test('whoever is not signed in finds every operation, with its permission and a line for a shell', async () => {
  const { page, faults, context } = await open(browser, `${web.url}/docs`);
  const routes = ofKind(functions, 'route').filter(({ definition }) => definition.only !== 'development');
  await page.getByRole('heading', { name: 'API reference' }).waitFor();
  await page.getByRole('link', { name: '/api/v1/contracts/{id}/restore' }).waitFor();
  const shown = await page.locator('section[id] h3').allInnerTexts();
  expect(shown).toHaveLength(routes.length);
  const restore = page.locator('#contracts-restore-contract');
  expect(await restore.textContent()).toContain('contract:restore');
  expect(await restore.locator('pre').textContent()).toBe(
    `curl -X POST "${web.url}/api/v1/contracts/$ID/restore" -H "Authorization: Bearer $TOKEN"`,
  );
  const create = page.locator('#contracts-create-contract');
  for (const text of ['file_name', 'content_type', '/api/contracts/upload', '409'])
    expect(await create.textContent()).toContain(text);
  const body = /-d '(.*)'$/.exec((await create.locator('pre').textContent()) ?? '')?.[1] ?? '';
  expect(Object.keys(JSON.parse(body))).toEqual(['customer', 'file_name', 'content_type', 'size']);
  expect(faults).toEqual([]);
  await context.close();
});

test('a search narrows it and is part of the address; an operation has an address of its own', async () => {
  const { page, context } = await open(browser, `${web.url}/docs`);
  await page.getByRole('searchbox', { name: 'Search operations' }).fill('contracts/{id}/restore');
  await expect.poll(() => page.locator('section[id] h3').count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('q')).toBe('contracts/{id}/restore');
  await page.goto(`${web.url}/docs#onboarding-list-plans`);
  await page.reload();
  const heading = page.getByRole('heading', { name: '/api/v1/onboarding-plans', exact: false }).first();
  await heading.waitFor();
  await expect
    .poll(() =>
      page.locator('#onboarding-list-plans').evaluate((element) => {
        const { top } = element.getBoundingClientRect();
        return top >= 0 && top < 400;
      }),
    )
    .toBe(true);
  await context.close();
});

test.each(VIEWS)('at $width, $scheme it fits and is accessible', async (view) => {
  const { page, faults, context } = await open(browser, `${web.url}/docs`, view);
  await page.locator('#contracts-create-contract').waitFor();
  await inspect(page, 'docs', view);
  // Operations are all made alike: some of each method stand for the hundred and fifty.
  await page.goto(`${web.url}/docs?q=contracts`);
  await page.locator('#contracts-create-contract').waitFor();
  await expectAccessible(page, 'docs');
  expect(faults).toEqual([]);
  await context.close();
});
