import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Contract } from '../../web/src/api/types.ts';
import { expectAccessible } from './web-axe.ts';
import { browserOfWorker, inspect, open, VIEWS } from './web-browser.ts';
import { account, contract, customer, listOf, organization } from './web-fixtures.ts';
import { accept, refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());

const company = organization();
let stored: Contract[];
beforeEach(() => {
  web.calls.length = 0;
  web.onUpload = accept;
  stored = [contract('ready', { customer_name: 'Oduya & Partners' })];
  web.script = script();
});

const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);
const form = (of: Contract) => ({
  contract: of,
  upload: {
    url: `${web.url}/_storage`,
    fields: { key: of.id },
    expires_at: new Date(Date.now() + 900_000).toISOString(),
    maximum_bytes: 52_428_800,
  },
});

/** The API's part: what is announced is kept, and waits for its file. */
const script = (): Script => ({
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/customers': () => listOf([customer('Quayside Foods GmbH')]),
  'GET /api/v1/onboarding-plans': () => listOf([]),
  'GET /api/v1/contracts': () => listOf(stored),
  'GET /api/v1/contracts/{id}': ({ params }) => stored.find(({ id }) => id === params.id) ?? gone(),
  'GET /api/v1/contracts/{id}/extraction': ({ params }) => {
    const found = stored.find(({ id }) => id === params.id);
    return found ? { contract: found, facts: [] } : gone();
  },
  'POST /api/v1/contracts': ({ body }) => {
    const made = contract('awaiting_upload', {
      customer_id: body.customer.id ?? `customer of ${body.customer.name}`,
      customer_name: body.customer.name ?? 'Meridian Freight LLC',
      file_name: body.file_name,
      created_at: new Date().toISOString(),
    });
    stored = [made, ...stored];
    return form(made);
  },
  'POST /api/v1/contracts/{id}/upload': ({ params }) => {
    const found = stored.find(({ id }) => id === params.id);
    return found ? form(found) : gone();
  },
  'DELETE /api/v1/contracts/{id}': ({ params }) => {
    stored = stored.filter(({ id }) => id !== params.id);
    return undefined;
  },
});
const gone = () => refuse(404, 'not_found', 'There is no such record.');

const pdf = (name: string, content = name, size = 0) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from(`%PDF-1.7 ${content}`), Buffer.alloc(size, ' ')]),
});
const choose = (page: Page, files: ReturnType<typeof pdf>[]) =>
  page.locator('input[type=file][multiple]').first().setInputFiles(files);
const dock = (page: Page) => page.getByRole('region', { name: 'Uploads' });
const begin = async (page: Page, customerName = 'Meridian Freight LLC') => {
  await page.getByRole('textbox', { name: 'Customer', exact: true }).fill(customerName);
  await page.getByRole('button', { name: 'Upload and read' }).click();
};

test('several files at once: at most three are sent at a time, one new customer is made once, all arrive', async () => {
  let open_ = 0;
  let most = 0;
  web.onUpload = (request, response) => {
    most = Math.max(most, ++open_);
    request.resume().on('end', () =>
      setTimeout(() => {
        open_--;
        response.writeHead(201).end();
      }, 150),
    );
  };
  const { page, faults, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(
    page,
    ['a', 'b', 'c', 'd', 'e'].map((name) => pdf(`${name}.pdf`)),
  );
  await page.getByLabel('The other 4 files belong to this customer too').check();
  await begin(page);
  await page.getByText('5 files uploaded').waitFor();
  expect(most).toBeLessThanOrEqual(3);
  expect(most).toBeGreaterThan(1);
  const announced = calls('POST /api/v1/contracts').map(({ body }) => body.customer);
  expect(announced).toHaveLength(5);
  expect(announced.filter((named) => 'name' in named)).toHaveLength(1);
  expect(new Set(calls('POST /api/v1/contracts').map(({ headers }) => headers['idempotency-key'])).size).toBe(
    5,
  );
  expect(faults).toEqual([]);
  await context.close();
});

test('an upload goes on while one moves about, and says what became of it', async () => {
  const waiting: (() => void)[] = [];
  web.onUpload = (request, response) => {
    request.resume().on('end', () => waiting.push(() => response.writeHead(201).end()));
  };
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(page, [pdf('moving.pdf')]);
  await begin(page);
  await page.getByRole('link', { name: 'Plans' }).click();
  await page.getByText('Plans come from contracts').waitFor();
  await dock(page).getByText('moving.pdf').waitFor();
  await expect.poll(() => waiting.length).toBe(1);
  stored = stored.map((each) =>
    each.file_name === 'moving.pdf'
      ? {
          ...each,
          status: 'failed',
          failure: { code: 'encrypted', message: 'The file is protected by a password.' },
        }
      : each,
  );
  waiting[0]?.();
  await dock(page).getByText('The file is protected by a password.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/plans');
  await dock(page).getByRole('link', { name: 'Open' }).click();
  await page.waitForURL('**/contracts/*');
  await context.close();
});

test('a reload in the middle of an upload loses nothing: it goes on with a new form for the same contract', async () => {
  web.onUpload = (request) => request.pause();
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(page, [pdf('kept.pdf', 'kept', 3_000_000), pdf('draft.pdf')]);
  await begin(page);
  await dock(page)
    .getByText(/Uploading · .* of 2.9 MB/)
    .waitFor();
  let bytes = 0;
  web.onUpload = (request, response) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.writeHead(201).end());
  };
  await page.reload();
  // The one that was not started yet still asks for its customer.
  await dock(page).getByText('draft.pdf').waitFor();
  await dock(page).getByRole('link', { name: 'Open' }).waitFor();
  expect(bytes).toBeGreaterThan(3_000_000);
  expect(calls('POST /api/v1/contracts')).toHaveLength(1);
  expect(calls('POST /api/v1/contracts/{id}/upload')).toHaveLength(1);
  // Somebody else, before the draft was sent: it is not theirs.
  web.script['GET /api/v1/auth/me'] = () => ({ ...account(company), id: 'user-2' });
  await page.reload();
  await page.getByText('Oduya & Partners').waitFor();
  await expect.poll(() => page.evaluate(left)).toEqual([]);
  expect(await dock(page).count()).toBe(0);
  await context.close();
});

test('a connection that breaks off, and comes back, ends no upload', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  web.onUpload = (request) => request.socket.destroy();
  await choose(page, [pdf('broken.pdf')]);
  await begin(page);
  await dock(page).getByText('The connection broke off during the upload.').waitFor();
  web.onUpload = accept;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.waitForURL('**/contracts/*');
  expect(calls('POST /api/v1/contracts')).toHaveLength(1);
  await context.close();
});

test('a session that ends before an upload loses neither the file nor what was entered', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(page, [pdf('patient.pdf')]);
  web.script['POST /api/v1/contracts'] = () => refuse(401, 'unauthenticated', 'Sign in.');
  web.script['POST /api/v1/auth/refresh'] = () => refuse(401, 'session_expired', 'Sign in again.');
  await begin(page);
  await page.waitForURL('**/sign-in*');
  // Signed in again.
  web.script = script();
  await page.goto(`${web.url}/contracts`);
  await page.waitForURL('**/contracts/*');
  expect(calls('POST /api/v1/contracts').at(-1)?.body).toMatchObject({
    customer: { name: 'Meridian Freight LLC' },
    file_name: 'patient.pdf',
  });
  await context.close();
});

/** What of a person is in the browser: files that wait, and what is stored by name. */
const left = async () => {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('gangway-uploads', 1);
    request.onsuccess = () => resolve(request.result);
  });
  const files = await new Promise<{ file: File }[]>((resolve) => {
    const request = database.transaction('files').objectStore('files').getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  const named = [localStorage, sessionStorage]
    .flatMap((storage) => Object.entries(storage))
    .filter((entry) => /user-1|Meridian/.test(entry.join()));
  return [...files.map(({ file }) => file.name), ...named.map(([key]) => key)];
};

test('the same file twice is told; signing out asks about one that waits, and leaves nothing behind', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(page, [pdf('one.pdf', 'same'), pdf('two.pdf', 'same')]);
  await page.getByText('“two.pdf” is in the list already').waitFor();
  await begin(page);
  await page.waitForURL('**/contracts/*');
  await page.goto(`${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(page, [pdf('three.pdf', 'same')]);
  await page.getByText('You uploaded this very file before, for Meridian Freight LLC.').waitFor();
  web.script['POST /api/v1/auth/logout'] = () => ({ sign_out_url: `${web.url}/about` });
  const other = await context.newPage();
  await other.goto(`${web.url}/plans`);
  await other.getByText('Plans come from contracts').waitFor();
  const signOut = async () => {
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('1 file is not uploaded yet.').waitFor();
    await page.getByText('What you typed and did not save is lost.').waitFor();
  };
  await page.evaluate(() => sessionStorage.setItem('gangway.drafts', '{"invite":{"typed":"x@y.example"}}'));
  await signOut();
  await inspect(page, 'uploads-leaving', { width: 1440, scheme: 'light' });
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await dock(page).getByText('three.pdf').first().waitFor();
  expect(calls('POST /api/v1/auth/logout')).toEqual([]);
  expect(await page.evaluate(left)).toContain('three.pdf');
  await signOut();
  await page.getByRole('button', { name: 'Sign out anyway' }).click();
  await page.waitForURL(`${web.url}/about`);
  // Other tabs of this browser show nothing of the person any more.
  await other.waitForURL(`${web.url}/sign-in`);
  expect(await other.evaluate(left)).toEqual([]);
  await context.close();
});

test('what cannot be read is said before anything is sent, each file with its own sentence', async () => {
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Oduya & Partners').waitFor();
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await choose(page, [
    { ...pdf('renamed.pdf'), buffer: Buffer.from('PK not a pdf') },
    { name: 'locked.docx', mimeType: word, buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
    { ...pdf('empty.pdf'), buffer: Buffer.alloc(0) },
    pdf('fine.pdf', 'trailer << /Encrypt 12 0 R >>'),
  ]);
  await page.getByText('“renamed.pdf” is not what its name says').waitFor();
  await page.getByText('“locked.docx” is protected by a password').waitFor();
  await page.getByText('“empty.pdf” is empty').waitFor();
  await page.getByText('This PDF is protected.').waitFor();
  expect(calls('POST /api/v1/contracts')).toEqual([]);
  await context.close();
});

test('a contract whose file never came takes it from the list, and only one of its kind', async () => {
  const lost = contract('awaiting_upload', {
    file_name: 'lost.pdf',
    created_at: new Date(Date.now() - 3_600_000).toISOString(),
  });
  stored = [lost];
  const { page, context } = await open(browser, `${web.url}/contracts`);
  const again = page.locator('tbody input[type=file]');
  await page.getByRole('button', { name: 'Choose its file' }).waitFor();
  await again.setInputFiles({ name: 'lost.txt', mimeType: 'text/plain', buffer: Buffer.from('text') });
  await page.getByText('is of another kind than “lost.pdf”').waitFor();
  await again.setInputFiles(pdf('lost.pdf'));
  await page.waitForURL(`**/contracts/${lost.id}`);
  expect(calls('POST /api/v1/contracts/{id}/upload').map(({ params }) => params.id)).toEqual([lost.id]);
  expect(calls('POST /api/v1/contracts')).toEqual([]);
  await context.close();
});

test.each(VIEWS)('at $width, $scheme the uploads fit and are accessible', async (view) => {
  web.onUpload = (request) => request.pause();
  const { page, faults, context } = await open(browser, `${web.url}/contracts`, view);
  await page.getByText('Oduya & Partners').waitFor();
  await choose(page, [
    pdf('master-agreement.pdf', 'm', 9_000_000),
    pdf('order-form.pdf', 'o', 1_000_000),
    pdf('renewal.pdf'),
  ]);
  await begin(page, 'Quayside Foods GmbH');
  await dock(page)
    .getByText(/Uploading/)
    .waitFor();
  await page.getByRole('textbox', { name: 'Customer', exact: true }).fill('Tallis Robotics');
  await page.getByRole('heading', { name: '3 files to upload' }).click();
  await inspect(page, 'uploads', view);
  await expectAccessible(page, 'uploads');
  expect(faults).toEqual([]);
  await context.close();
});
