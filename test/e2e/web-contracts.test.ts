import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Contract, Fact } from '../../web/src/api/types.ts';
import { browserOfWorker, open } from './web-browser.ts';
import { account, contract, customer, emptyList, facts, listOf, organization } from './web-fixtures.ts';
import { accept, refuse, type Script, startWeb, type WebServer } from './web-server.ts';

let web: WebServer;
let browser: Browser;
beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), browserOfWorker()]);
}, 120_000);
afterAll(() => web.stop());
beforeEach(() => {
  web.calls.length = 0;
  web.onUpload = accept;
});

const company = organization();
const signedIn: Script = {
  'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
  'GET /api/v1/auth/me': () => account(company),
  'GET /api/v1/customers': () => listOf([customer('Quayside Foods GmbH')]),
  'GET /api/v1/contracts': () => emptyList(),
};
const PDF = { name: 'agreement.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 made up') };
const calls = (operation: string) => web.calls.filter((call) => call.operation === operation);

/** The API's part of an upload: announces, hands out a form, and shows what `stored` is by then. */
function uploads(stored: () => { contract: Contract; facts: Fact[] }): Script {
  const handOut = () => ({
    contract: stored().contract,
    upload: {
      url: `${web.url}/_storage`,
      fields: { key: 'tenants/1/original', policy: 'signed' },
      expires_at: new Date(Date.now() + 900_000).toISOString(),
      maximum_bytes: 52_428_800,
    },
  });
  return {
    ...signedIn,
    'POST /api/v1/contracts': handOut,
    'POST /api/v1/contracts/{id}/upload': handOut,
    'GET /api/v1/contracts/{id}/extraction': stored,
    'DELETE /api/v1/contracts/{id}': () => undefined,
  };
}

const choose = (page: Page, file: typeof PDF) => page.locator('input[type=file]').first().setInputFiles(file);

test('a chosen file becomes a contract of a new customer: announced, sent with all fields before the file, opened', async () => {
  const arrived = contract('processing', {}, 2);
  let form = '';
  web.script = uploads(() => ({ contract: arrived, facts: [] }));
  web.onUpload = (request, response) => {
    request.on('data', (chunk: Buffer) => {
      form += chunk.toString('latin1');
    });
    request.on('end', () => response.writeHead(201).end());
  };
  const { page, faults, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  await choose(page, PDF);
  await page.getByRole('textbox', { name: 'Customer' }).fill('Meridian Freight LLC');
  await page.getByText('A new customer of this name.').waitFor();
  await page.getByRole('button', { name: 'Upload and read' }).click();
  await page.waitForURL(`**/contracts/${arrived.id}`);
  await page.getByText('Read the pages').waitFor();
  expect(calls('POST /api/v1/contracts')[0]?.body).toEqual({
    customer: { name: 'Meridian Freight LLC' },
    file_name: 'agreement.pdf',
    content_type: 'application/pdf',
    size: PDF.buffer.length,
  });
  expect([...form.matchAll(/ name="(\w+)"/g)].map(([, name]) => name)).toEqual(['key', 'policy', 'file']);
  expect(faults).toEqual([]);
  await context.close();
});

test('an existing customer is chosen from the list by keyboard', async () => {
  web.script = uploads(() => ({ contract: contract('processing', {}, 1), facts: [] }));
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  await choose(page, PDF);
  const input = page.getByRole('textbox', { name: 'Customer' });
  await input.pressSequentially('quay');
  await page.getByRole('option', { name: 'Quayside Foods GmbH' }).waitFor();
  await input.press('ArrowDown');
  await input.press('Enter');
  await page.getByText('An existing customer.').waitFor();
  await page.getByRole('button', { name: 'Upload and read' }).click();
  await page.getByText('Check the file').waitFor();
  expect(calls('POST /api/v1/contracts')[0]?.body.customer).toHaveProperty('id');
  await context.close();
});

test('a new customer whose name is there already is offered, and one click uses it', async () => {
  const arrived = contract('processing', {}, 1);
  const script = uploads(() => ({ contract: arrived, facts: [] }));
  web.script = {
    ...script,
    'POST /api/v1/contracts': (call) =>
      'name' in call.body.customer
        ? refuse(409, 'customer_exists', 'There is already a customer "Oduya & Partners".', {
            customer_id: '01KODUYA',
            customer_name: 'Oduya & Partners',
          })
        : (script['POST /api/v1/contracts']?.(call) ?? refuse(500, 'x', 'x')),
  };
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  await choose(page, PDF);
  await page.getByRole('textbox', { name: 'Customer' }).fill('oduya & partners');
  await page.getByRole('button', { name: 'Upload and read' }).click();
  await page.getByRole('button', { name: 'Use “Oduya & Partners”' }).click();
  await page.waitForURL(`**/contracts/${arrived.id}`);
  expect(calls('POST /api/v1/contracts').at(-1)?.body.customer).toEqual({ id: '01KODUYA' });
  await context.close();
});

test('a file that cannot be read is refused with a sentence, before anything is sent', async () => {
  web.script = signedIn;
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  await choose(page, { ...PDF, name: 'old.doc', mimeType: 'application/msword' });
  await page.getByText('Save it as PDF or DOCX').waitFor();
  await choose(page, { ...PDF, name: 'nothing.pdf', buffer: Buffer.alloc(0) });
  await page.getByText('“nothing.pdf” is empty.').waitFor();
  expect(calls('POST /api/v1/contracts')).toEqual([]);
  await context.close();
});

test('a dropped file and a pasted file are taken like a chosen one', async () => {
  web.script = signedIn;
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  for (const kind of ['drop', 'paste']) {
    await page.evaluate((type) => {
      const data = new DataTransfer();
      data.items.add(new File(['%PDF'], `${type}.pdf`, { type: 'application/pdf' }));
      window.dispatchEvent(
        type === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: data }),
      );
    }, kind);
    await page.getByText(`${kind}.pdf`).waitFor();
  }
  await context.close();
});

test('an upload shows how far it is; cancelled, it stops and leaves no contract behind', async () => {
  const waiting = contract('awaiting_upload');
  web.script = uploads(() => ({ contract: waiting, facts: [] }));
  // Takes nothing, so that the upload stays under way.
  web.onUpload = (request) => request.pause();
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  await choose(page, { ...PDF, buffer: Buffer.alloc(12 * 1024 * 1024, '%PDF-1.7 ') });
  await page.getByRole('textbox', { name: 'Customer' }).fill('Meridian Freight LLC');
  await page.getByRole('button', { name: 'Upload and read' }).click();
  await page.getByText(/Uploading · .* of 12 MB/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Upload and read' }).waitFor();
  // What was entered is still there.
  expect(await page.getByRole('textbox', { name: 'Customer' }).inputValue()).toBe('Meridian Freight LLC');
  expect(calls('DELETE /api/v1/contracts/{id}').map(({ params }) => params.id)).toEqual([waiting.id]);
  await context.close();
});

test('what storage refuses is said with its code, and trying again takes a new form for the same contract', async () => {
  const arrived = contract('processing', {}, 1);
  web.script = uploads(() => ({ contract: arrived, facts: [] }));
  web.onUpload = (request, response) =>
    request.resume().on('end', () => {
      response.writeHead(400).end('<Error><Code>EntityTooLarge</Code><RequestId>S3-9</RequestId></Error>');
    });
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByText('Drop your first contract here').waitFor();
  await choose(page, PDF);
  await page.getByRole('textbox', { name: 'Customer' }).fill('Meridian Freight LLC');
  await page.getByRole('button', { name: 'Upload and read' }).click();
  await page.getByText('larger than 50 MB').waitFor();
  await page.getByText('S3-9').waitFor();
  web.onUpload = accept;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForURL(`**/contracts/${arrived.id}`);
  expect(calls('POST /api/v1/contracts')).toHaveLength(1);
  expect(calls('POST /api/v1/contracts/{id}/upload').map(({ params }) => params.id)).toEqual([arrived.id]);
  await context.close();
});

test('the pipeline’s steps move while it runs, and the page stops asking when it is done', async () => {
  let reads = 0;
  const id = contract('processing').id;
  web.script = {
    ...signedIn,
    'GET /api/v1/contracts/{id}/extraction': () =>
      ++reads < 3
        ? { contract: contract('processing', { id }, reads + 1), facts: [] }
        : { contract: contract('review', { id, facts: 17, needs_review: 2 }), facts: facts() },
  };
  const { page, context } = await open(browser, `${web.url}/contracts/${id}`);
  await page.getByRole('heading', { name: 'Needs you' }).waitFor();
  expect(reads).toBe(3);
  await page.waitForTimeout(2_200);
  expect(reads).toBe(3);
  await context.close();
});

test('a failed contract says why and can be tried again', async () => {
  let status: Contract['status'] = 'failed';
  const failure = {
    code: 'took_too_long',
    message: 'Processing took longer than it may. Try again.',
    redrivable: true,
  };
  const state = () => contract(status, { id: '01KF', ...(status === 'failed' && { failure }) }, 3);
  web.script = {
    ...signedIn,
    'GET /api/v1/contracts/{id}/extraction': () => ({ contract: state(), facts: [] }),
    'POST /api/v1/contracts/{id}/parse': () => {
      status = 'processing';
      return state();
    },
  };
  const { page, context } = await open(browser, `${web.url}/contracts/01KF`);
  const alert = page.getByRole('alert').filter({ hasText: 'Processing took longer than it may.' });
  await alert.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Being read').waitFor();
  await context.close();
});

/** A contract in review whose facts can be changed as the API does it. */
function review() {
  const state = { contract: contract('review', { id: '01KR', facts: 17, needs_review: 2 }), facts: facts() };
  web.script = {
    ...signedIn,
    'GET /api/v1/contracts/{id}/extraction': () => state,
    'PATCH /api/v1/contracts/{id}/extraction': ({ body }) => {
      const [change] = body.changes;
      const before = state.facts.find(({ key }) => key === change.key);
      if (!before || before.version !== change.version)
        return refuse(409, 'version_conflict', 'Somebody else changed this fact.', {
          current_version: before?.version,
        });
      const decision = { confirm: 'confirmed', reject: 'rejected', correct: 'corrected', reset: 'none' }[
        change.action as 'confirm'
      ] as Fact['decision'];
      const after: Fact = {
        ...before,
        decision,
        version: before.version + 1,
        needs_review: false,
        ...(change.action === 'correct' && { value: change.value, original: before.value, method: 'person' }),
      };
      state.facts = state.facts.map((fact) => (fact.key === after.key ? after : fact));
      return { contract: state.contract, facts: [after] };
    },
  };
  return state;
}
const row = (page: Page, text: string) => page.locator('[data-fact]').filter({ hasText: text }).first();

test('a fact in doubt is confirmed with a click, stays where it is, and can be undone', async () => {
  review();
  const { page, context } = await open(browser, `${web.url}/contracts/01KR`);
  const ends = row(page, 'Mar 2, 2030');
  await ends.getByRole('button', { name: 'Confirm' }).click();
  await ends.getByText('Confirmed').waitFor();
  expect(await page.locator('[data-fact]').first().textContent()).toContain('Mar 2, 2030');
  await ends.getByRole('button', { name: 'Undo' }).click();
  await ends.getByRole('button', { name: 'Confirm' }).waitFor();
  await context.close();
});

test('facts are decided by keyboard alone', async () => {
  const state = review();
  const { page, context } = await open(browser, `${web.url}/contracts/01KR`);
  await page.getByRole('heading', { name: 'Needs you' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await row(page, 'Mar 2, 2030').getByText('Confirmed').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await row(page, 'Harborlight Dispatch').getByText('Rejected').waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('e');
  await page.getByLabel('Ends').fill('2030-03-31');
  await page.keyboard.press('Enter');
  await row(page, 'Mar 31, 2030').getByText('Corrected').waitFor();
  expect(state.facts.find(({ key }) => key === 'expiration_date/0')?.value).toBe('2030-03-31');
  await context.close();
});

test('a correction that cannot be right is said beside the input, by the app or by the API', async () => {
  review();
  const patch = web.script['PATCH /api/v1/contracts/{id}/extraction'];
  web.script['PATCH /api/v1/contracts/{id}/extraction'] = (call) =>
    call.body.changes[0].value === 'next spring'
      ? refuse(400, 'validation_failed', 'changes.0.value: use YYYY-MM-DD, YYYY-MM or YYYY', {
          errors: [
            { field: 'changes.0.value', code: 'invalid_format', message: 'use YYYY-MM-DD, YYYY-MM or YYYY' },
          ],
        })
      : (patch?.(call) ?? refuse(500, 'x', 'x'));
  const { page, context } = await open(browser, `${web.url}/contracts/01KR`);
  const effective = page.locator('[data-fact]').filter({ hasText: /^Effective date/ });
  await page.getByRole('heading', { name: 'Dates and renewal' }).waitFor();
  await effective.getByRole('button', { name: 'Correct' }).click();
  const input = page.getByLabel('Effective date');
  await input.fill('next spring');
  await input.press('Enter');
  await page.getByText('use YYYY-MM-DD, YYYY-MM or YYYY').waitFor();
  expect(await input.inputValue()).toBe('next spring');
  await input.press('Escape');
  await effective.waitFor();
  expect(await input.count()).toBe(0);
  await context.close();
});

test('a fact that somebody else changed is reloaded, and that is said', async () => {
  const state = review();
  const { page, context } = await open(browser, `${web.url}/contracts/01KR`);
  await row(page, '36 months').waitFor();
  state.facts = state.facts.map((fact) =>
    fact.key === 'term/0'
      ? { ...fact, value: '24 months', version: 2, decision: 'corrected', original: '36 months' }
      : fact,
  );
  await row(page, '36 months').getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Somebody else changed this contract in the meantime.').waitFor();
  await row(page, '24 months').waitFor();
  await context.close();
});

test('confirming all takes the contract over in the version that was read', async () => {
  const state = review();
  web.script['POST /api/v1/contracts/{id}/confirm'] = ({ body }) => {
    expect(body).toEqual({ version: state.contract.version });
    state.contract = { ...state.contract, status: 'confirmed', needs_review: 0, version: 4 };
    return {
      contract: state.contract,
      counts: { stakeholders: 1, entitlements: 1, prices: 2, tasks: 9 },
      plan_changes: { added: [{ key: 'a', title: 'A' }], changed: [], removed: [], kept: [] },
    };
  };
  const { page, context } = await open(browser, `${web.url}/contracts/01KR`);
  await page.getByRole('button', { name: 'Confirm all' }).click();
  await page.getByText('Confirmed: 1 person, 1 entitlement, 2 prices. In the plan: 1 task added.').waitFor();
  await context.close();
});

test('what stands in a contract is shown as text, whatever it looks like', async () => {
  const state = review();
  const markup = '<img src=x onerror="window.broken=1"><b>bold</b>';
  state.contract = { ...state.contract, customer_name: markup, document_name: markup, file_name: markup };
  state.facts = state.facts.map((fact) =>
    fact.key === 'term/0'
      ? { ...fact, value: markup, note: markup, evidence: [{ page: 1, quote: markup, box: null }] }
      : fact,
  );
  const { page, context } = await open(browser, `${web.url}/contracts/01KR`);
  await page.getByRole('heading', { name: markup, exact: true }).waitFor();
  await row(page, markup).waitFor();
  expect(
    await page.evaluate(() => 'broken' in window || document.querySelector('main img, main b') !== null),
  ).toBe(false);
  await context.close();
});

test('a filter is an address: it narrows the list and survives a reload', async () => {
  web.script = {
    ...signedIn,
    'GET /api/v1/contracts': ({ query }) =>
      query.get('status') === 'failed'
        ? listOf([contract('failed', { customer_name: 'Tallis Robotics' })])
        : listOf([contract('ready')]),
  };
  const { page, context } = await open(browser, `${web.url}/contracts`);
  await page.getByRole('link', { name: 'Failed', exact: true }).click();
  await page.getByText('Tallis Robotics').waitFor();
  expect(page.url()).toContain('status=failed');
  await page.reload();
  await page.getByText('Tallis Robotics').waitFor();
  await context.close();
});

test('e archives the row that has the focus: gone at once, and back with a key', async () => {
  const [first, second] = [contract('ready'), contract('ready', { customer_name: 'Tallis Robotics' })];
  let stored = [first, second];
  web.script = {
    ...signedIn,
    'GET /api/v1/contracts': () => listOf(stored),
    'DELETE /api/v1/contracts/{id}': ({ params }) => {
      stored = stored.filter(({ id }) => id !== params.id);
      return undefined;
    },
    'POST /api/v1/contracts/{id}/restore': () => {
      stored = [first, second];
      return second;
    },
  };
  const { page, context } = await open(browser, `${web.url}/contracts`);
  const row = page.getByRole('link', { name: 'Tallis Robotics' });
  await row.waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByText('“Tallis Robotics” is archived.').waitFor();
  expect(await row.count()).toBe(0);
  await page.keyboard.press('u');
  await row.waitFor();
  // The row is back before the server knows.
  await expect
    .poll(() => calls('POST /api/v1/contracts/{id}/restore').map(({ params }) => params.id))
    .toEqual([second.id]);
  expect(calls('DELETE /api/v1/contracts/{id}').map(({ params }) => params.id)).toEqual([second.id]);
  await context.close();
});
