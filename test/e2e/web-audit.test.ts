import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../shared/audit/chain.ts';
import { hashOf } from '../../shared/audit/chain.ts';
import { expectAccessibleInBothSchemes } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, listOf, minutesAgo, newId, organization } from './web-fixtures.ts';
import { type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
const company = organization();

const HAPPENED: readonly Partial<AuditEntry>[] = [
  { event: 'organization.created', resource: { type: 'organization', id: company.id, label: company.name } },
  {
    event: 'contract.created',
    actor: { id: 'system:upload', name: 'system:upload', kind: 'system', address: null, agent: null },
    resource: {
      type: 'contract',
      id: '01KCONTRACT',
      label: 'Master Subscription Agreement between Harborlight and Meridian Freight',
    },
  },
  {
    event: 'stakeholder.updated',
    resource: { type: 'stakeholder', id: '01KPERSON', label: 'Renata Okafor' },
    changes: [
      { field: 'email', hidden: 'sensitive' },
      { field: 'title', before: 'COO', after: 'Chief Operating Officer' },
    ],
  },
  {
    event: 'customer.updated',
    resource: { type: 'customer', id: '01KCUSTOMER', label: 'Meridian Freight LLC' },
    changes: [
      { field: 'name', before: 'Meridian Freight', after: 'Meridian Freight LLC' },
      { field: 'next_follow_up_at', before: null, after: '2027-01-04' },
    ],
  },
];

/** Entries as the log has them, oldest first. */
async function chain(): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const [index, more] of HAPPENED.entries()) {
    const previous = entries.at(-1);
    const at = minutesAgo(60 - index * 10);
    const content = {
      id: newId(),
      organization_id: company.id,
      sequence: index + 1,
      event_id: `event-${index}`,
      event: 'customer.updated',
      at,
      recorded_at: at,
      actor: {
        id: 'user-1',
        name: 'Ada Lovelace',
        kind: 'user' as const,
        address: '192.0.2.17',
        agent:
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
      },
      resource: { type: 'customer', id: '01KCUSTOMER', label: 'Meridian Freight LLC' },
      changes: [],
      request_id: `0b4bb42c-4ca0-4c38-a1c8-${index}`,
      previous_hash: previous?.hash ?? null,
      previous_at: previous?.recorded_at ?? null,
      ...more,
    };
    entries.push({ ...content, hash: await hashOf(content) });
  }
  return entries;
}

type Entries = ReturnType<NonNullable<Script['GET /api/v1/audit/{id}']>>;

const script = (entries: readonly AuditEntry[]): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/organizations/current': () => company,
  'GET /api/v1/audit': ({ query }) => {
    const sorted = query.get('sort') === 'recorded_at' ? entries : entries.toReversed();
    const fits = (name: string, value: string) => !query.get(name) || query.get(name) === value;
    const found = sorted.filter(
      (entry) =>
        fits('event', entry.event) &&
        fits('actor', entry.actor.id) &&
        fits('resource_type', entry.resource.type) &&
        fits('resource_id', entry.resource.id),
    );
    return { ...listOf(found as never[]), total: found.length };
  },
  'GET /api/v1/audit/{id}': ({ params }) =>
    entries.find(({ id }) => id === params.id) as unknown as Awaited<Entries>,
  'GET /api/v1/audit/verify': () => {
    const head = entries.at(-1) as AuditEntry;
    return {
      intact: true,
      complete: false,
      checked: 1,
      broken: null,
      head: { sequence: head.sequence, hash: head.hash, recorded_at: head.recorded_at },
      retention_days: 0,
      next_cursor: 'more',
    };
  },
});

let entries: AuditEntry[];
beforeAll(async () => {
  [web, browser, entries] = await Promise.all([startWeb(), browserOfWorker(), chain()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
  web.script = script(entries);
});

const PAGE = '/settings/audit';

describe('the audit log', () => {
  test('tells the newest first, and an entry field by field, by keyboard and by its address', async () => {
    const { page, faults, context } = await open(browser, `${web.url}${PAGE}`);
    const rows = page.locator('tbody [data-row]');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(4);
    expect(await rows.first().textContent()).toContain('Customer: changed');
    expect(await rows.nth(2).textContent()).toContain('System');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Person: changed' });
    await drawer.getByText('Chief Operating Officer').waitFor();
    expect(await drawer.getByRole('row', { name: /email/ }).textContent()).toContain('personal or secret');
    expect(await drawer.textContent()).toContain('192.0.2.17');
    const address = page.url();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.goto(address);
    await drawer.getByText('Chief Operating Officer').waitFor();
    await drawer.getByRole('link', { name: 'Everything about this record' }).click();
    await drawer.waitFor({ state: 'detached' });
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('link', { name: 'Remove the filter: Renata Okafor' }).click();
    expect(page.url()).toMatch(/\?type=stakeholder$/);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('is narrowed by what is in the address', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByLabel('Kind of record').selectOption('customer');
    await page.getByLabel('Event', { exact: true }).selectOption('updated');
    await page.getByLabel('From').fill('2026-01-01');
    await expect.poll(() => page.url()).toContain('event=customer.updated');
    const asked = () => web.calls.filter(({ operation }) => operation === 'GET /api/v1/audit').at(-1)?.query;
    await expect.poll(() => asked()?.get('from')).toBe('2026-01-01');
    expect(asked()?.get('event')).toBe('customer.updated');
    expect(asked()?.get('resource_type')).toBe('customer');
    web.script = { ...script(entries), 'GET /api/v1/audit': () => ({ ...listOf([]), total: 0 }) };
    await page.goto(`${web.url}${PAGE}?actor=somebody`);
    await page.getByText('No entry fits').waitFor();
    await context.close();
  });

  test('is verified in the browser: it holds, and whatever was altered is named', async () => {
    const { page, faults, context } = await open(browser, `${web.url}${PAGE}`);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Intact: 4 entries').waitFor();
    const forged = entries.with(2, { ...(entries[2] as AuditEntry), event: 'stakeholder.deleted' });
    web.script = script(forged);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('broken at entry 3: its content was altered').waitFor();
    web.script = script(entries.toSpliced(1, 1));
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('broken at entry 3: the entry before it is missing').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test.each(VIEWS)('is readable at $width, $scheme', async (view) => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`, view);
    await page.locator('tbody [data-row]').first().waitFor();
    await inspect(page, 'audit', view);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Intact: 4 entries').waitFor();
    await page.locator('tbody [data-row] a').first().click();
    await page.getByRole('dialog').getByText('Meridian Freight LLC').first().waitFor();
    await inspect(page, 'audit-entry', view);
    await context.close();
  });

  test('is accessible, in both schemes', async () => {
    const { page, context } = await open(browser, `${web.url}${PAGE}`);
    await page.locator('tbody [data-row]').first().waitFor();
    await expectAccessibleInBothSchemes(page, 'audit');
    await page.locator('tbody [data-row] a').first().click();
    await page.getByRole('dialog').getByText('2027-01-04').waitFor();
    await expectAccessibleInBothSchemes(page, 'audit-entry');
    await context.close();
  });
});
