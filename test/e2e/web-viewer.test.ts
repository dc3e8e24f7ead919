import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentOf } from '../../bin/extract/document.ts';
import { ROOT } from '../../lib/definitions.ts';
import type { NormalizedDocument } from '../../shared/contracts/document.ts';
import { readFacts } from '../../shared/contracts/extract/read-facts.ts';
import { SCALAR_FIELDS } from '../../shared/contracts/extraction.ts';
import type { Contract, Fact } from '../../web/src/api/types.ts';
import { docx, pagePictures } from '../support/documents.ts';
import { expectAccessibleInBothSchemes } from './web-axe.ts';
import { browserOfWorker, DESKTOP, inspect, open, VIEWS } from './web-browser.ts';
import { account, contract, facts as inventedFacts, organization } from './web-fixtures.ts';
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

const notRecognized = {
  recognize: () => Promise.reject(new Error('The document has a text layer.')),
  close: () => Promise.resolve(),
};

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Facts of one value each, as the pipeline reads them from these bytes. */
async function readAs(
  name: string,
  bytes: Uint8Array,
): Promise<{ document: NormalizedDocument; facts: Fact[] }> {
  const document = await documentOf(name, bytes, notRecognized);
  const extraction = readFacts(document);
  const facts = SCALAR_FIELDS.flatMap((field): Fact[] => {
    const fact = extraction[field];
    if (!fact || field === 'totals') return [];
    return [
      {
        key: `${field}/0`,
        field: snake(field) as Fact['field'],
        value: fact.value,
        original: null,
        evidence: fact.evidence.map(({ page, quote, box }) => ({ page, quote, box })),
        confidence: fact.confidence,
        method: fact.method,
        needs_review: field === 'governingLaw',
        note: null,
        alternative: null,
        decision: 'none',
        decided_by: null,
        decided_at: null,
        version: 1,
      },
    ];
  });
  return { document, facts };
}

/** Serves a finished contract, its facts, and its file or words from storage. */
function serve(of: Contract, facts: readonly Fact[], stored: Uint8Array | string): void {
  const company = organization();
  const link = { url: `${web.url}/_storage`, expires_at: new Date(Date.now() + 300_000).toISOString() };
  const script: Script = {
    'POST /api/v1/auth/refresh': () => ({ access_token: 'token', token_type: 'Bearer', expires_in: 900 }),
    'GET /api/v1/auth/me': () => account(company),
    'GET /api/v1/contracts/{id}/extraction': () => ({ contract: of, facts: [...facts] }),
    'GET /api/v1/contracts/{id}/file': () => ({
      ...link,
      file_name: of.file_name,
      content_type: of.content_type,
    }),
    'GET /api/v1/contracts/{id}/document': () => ({ ...link, run: of.run }),
    'PATCH /api/v1/contracts/{id}/extraction': ({ body }) => ({
      contract: of,
      facts: facts.map((fact) =>
        fact.key === body.changes[0].key
          ? { ...fact, decision: 'confirmed' as const, needs_review: false, version: fact.version + 1 }
          : fact,
      ),
    }),
  };
  web.script = script;
  web.onUpload = (request, response) => {
    request.resume();
    response.writeHead(200).end(stored);
  };
}

const corpus = (name: string) => new Uint8Array(readFileSync(path.join(ROOT, 'test/corpus', name)));

const drawn = (page: Page) => page.locator('canvas[data-drawn]').first().waitFor();
const mark = (page: Page, fact: string) => page.locator(`[data-mark~="${fact}"]`).first();
const row = (page: Page, field: string) => page.locator('[data-fact]').filter({ hasText: field }).first();

/** How dark the page's own pixels are beneath an element, from 0 to 1 of them. */
const inkBeneath = (element: Locator): Promise<number> =>
  element.evaluate((lit) => {
    const canvas = lit.closest('[data-page]')?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return 0;
    const [frame, place] = [canvas.getBoundingClientRect(), lit.getBoundingClientRect()];
    const scale = canvas.width / frame.width;
    const { data } = context.getImageData(
      (place.left - frame.left) * scale,
      (place.top - frame.top) * scale,
      Math.max(1, place.width * scale),
      Math.max(1, place.height * scale),
    );
    let dark = 0;
    for (let at = 0; at < data.length; at += 4)
      if ((data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255) < 384) dark++;
    return dark / (data.length / 4);
  });

const isInSight = (element: Locator): Promise<boolean> =>
  element.evaluate((lit) => {
    const frame = lit.closest('[data-scroller]')?.getBoundingClientRect();
    const place = lit.getBoundingClientRect();
    return frame !== undefined && place.top >= frame.top - 1 && place.bottom <= frame.bottom + 1;
  });

describe('a PDF beside its facts', () => {
  const bytes = corpus('b-01.pdf');
  const of = contract('review', { file_name: 'b-01.pdf', pages: 6, needs_review: 1 });
  let facts: Fact[];
  beforeAll(async () => {
    ({ facts } = await readAs('b-01.pdf', bytes));
  });

  test('is drawn; the words of a fact under the pointer are lit, and there is ink beneath', async () => {
    serve(of, facts, bytes);
    const { page, faults, context } = await open(browser, `${web.url}/contracts/${of.id}`);
    await drawn(page);
    const first = facts.find(({ field }) => field === 'document_name');
    expect(first).toBeDefined();
    await row(page, 'Document').hover();
    const lit = mark(page, first!.key);
    await expect.poll(() => lit.getAttribute('data-lit')).toBe('true');
    expect(await inkBeneath(lit)).toBeGreaterThan(0.02);
    await inspect(page, 'contract-pdf', DESKTOP);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('goes to a fact that is clicked, keeps it in the address, and comes back to it', async () => {
    serve(of, facts, bytes);
    const { page, faults, context } = await open(browser, `${web.url}/contracts/${of.id}`);
    await drawn(page);
    const law = mark(page, 'governingLaw/0');
    expect(await isInSight(law)).toBe(false);
    await row(page, 'Governing law').click();
    await expect.poll(() => isInSight(law), { timeout: 8000 }).toBe(true);
    expect(new URL(page.url()).searchParams.get('fact')).toBe('governingLaw/0');
    await page.reload();
    await drawn(page);
    await expect.poll(() => isInSight(mark(page, 'governingLaw/0')), { timeout: 8000 }).toBe(true);
    await expect.poll(() => inkBeneath(mark(page, 'governingLaw/0'))).toBeGreaterThan(0.02);
    expect(await row(page, 'Governing law').getAttribute('data-chosen')).toBe('true');
    expect(faults).toEqual([]);
    await context.close();
  });

  test('chooses the fact whose words are clicked', async () => {
    serve(of, facts, bytes);
    const { page, context } = await open(browser, `${web.url}/contracts/${of.id}`);
    await drawn(page);
    await mark(page, 'documentName/0').click();
    await expect.poll(() => row(page, 'Document').getAttribute('data-chosen')).toBe('true');
    await context.close();
  });

  test('follows the keyboard: j and k go from fact to fact, c confirms, + and - zoom', async () => {
    serve(of, facts, bytes);
    const { page, faults, context } = await open(browser, `${web.url}/contracts/${of.id}`);
    await drawn(page);
    const width = () => page.locator('[data-page="1"]').evaluate((each) => each.clientWidth);
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before * 1.2);
    await page.keyboard.press('0');
    await expect.poll(width).toBe(before);
    await page.keyboard.press('j');
    // What is in doubt comes first.
    await expect.poll(() => isInSight(mark(page, 'governingLaw/0')), { timeout: 8000 }).toBe(true);
    await page.keyboard.press('c');
    await page.getByText('You have looked at everything').waitFor();
    expect(web.calls.filter(({ operation }) => operation.startsWith('PATCH'))[0]?.body).toEqual({
      changes: [{ action: 'confirm', key: 'governingLaw/0', version: 1 }],
    });
    expect(faults).toEqual([]);
    await context.close();
  });

  test('is accessible, wide and narrow, light and dark; a narrow screen shows one or the other', async () => {
    serve(of, facts, bytes);
    for (const view of VIEWS) {
      const { page, faults, context } = await open(browser, `${web.url}/contracts/${of.id}`, view);
      await row(page, 'Governing law').waitFor();
      if (view.width < 1100) {
        await inspect(page, 'contract-facts', view);
        await row(page, 'Governing law')
          .getByRole('button', { name: /show in the document/ })
          .first()
          .click();
      } else await row(page, 'Governing law').click();
      await drawn(page);
      await expect.poll(() => isInSight(mark(page, 'governingLaw/0')), { timeout: 8000 }).toBe(true);
      await inspect(page, 'contract-document', view);
      expect(faults).toEqual([]);
      await context.close();
    }
    const { page, context } = await open(browser, `${web.url}/contracts/${of.id}`);
    await drawn(page);
    await expectAccessibleInBothSchemes(page, 'contract beside its document');
    await context.close();
  });
});

test('a Word document is shown by its words, with those of facts lit; its text is never markup', async () => {
  const bytes = await docx(
    'MASTER SERVICES AGREEMENT\n\nThis Agreement is dated March 3, 2027.\n\n<img src=x onerror="document.title=1"> is text.\n\nThis Agreement is governed by the laws of the State of Oregon.',
  );
  const { document, facts } = await readAs('order.docx', bytes);
  const of = contract('ready', {
    file_name: 'order.docx',
    pages: document.pages.length,
    content_type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  });
  serve(of, facts, JSON.stringify(document));
  const { page, faults, context } = await open(browser, `${web.url}/contracts/${of.id}`);
  await page.getByText('<img src=x onerror="document.title=1"> is text.').waitFor();
  expect(await page.locator('[data-scroller] img').count()).toBe(0);
  await row(page, 'Governing law').hover();
  await expect.poll(() => mark(page, 'governingLaw/0').getAttribute('data-lit')).toBe('true');
  expect(await mark(page, 'governingLaw/0').textContent()).toContain('Oregon');
  await inspect(page, 'contract-words', DESKTOP);
  expect(faults).toEqual([]);
  await context.close();
});

test('a photograph is shown as it is, with places on it', async () => {
  const [picture] = pagePictures();
  const of = contract('review', { file_name: 'scan.png', content_type: 'image/png', pages: 1 });
  serve(of, inventedFacts(), new Uint8Array(picture!));
  const { page, faults, context } = await open(
    browser,
    `${web.url}/contracts/${of.id}?fact=effective_date%2F0`,
  );
  const image = page.getByRole('img', { name: 'The scanned page' });
  await image.waitFor();
  await expect
    .poll(() => image.evaluate((each) => (each as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  expect(await mark(page, 'effective_date/0').getAttribute('data-chosen')).toBe('true');
  await inspect(page, 'contract-picture', DESKTOP);
  expect(faults).toEqual([]);
  await context.close();
});

test('a file that cannot be loaded is said with a way on, and the facts stay', async () => {
  const of = contract('review');
  serve(of, inventedFacts(), '');
  let refused = true;
  const bytes = corpus('b-01.pdf');
  web.onUpload = (request, response) => {
    request.resume();
    if (refused) response.writeHead(403).end('<Error/>');
    else response.writeHead(200).end(bytes);
  };
  const { page, context } = await open(browser, `${web.url}/contracts/${of.id}`);
  await page.getByText('The file could not be loaded').waitFor();
  await row(page, 'Governing law').waitFor();
  refused = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await drawn(page);
  await context.close();
});

test('what a correction does to the plan is told beside the facts', async () => {
  const of = contract('review', { plan_id: '01KPLAN0000000000000000000' });
  const corrected = inventedFacts().map((fact) =>
    fact.field === 'effective_date' ? { ...fact, decision: 'corrected' as const, value: '2027-05-03' } : fact,
  );
  serve(of, corrected, corpus('b-01.pdf'));
  web.script = {
    ...web.script,
    'GET /api/v1/contracts/{id}/plan-changes': () => ({
      added: [{ key: 'a', title: 'Train 120 users', due_date: '2027-06-01' }],
      changed: [
        {
          key: 'b',
          title: 'Go live',
          due_date: '2027-07-01',
          due_date_before: '2027-05-01',
          fields: ['due_date'],
        },
      ],
      removed: [{ key: 'c', title: 'Migrate the old records', due_date: '2027-04-01' }],
    }),
  };
  const { page, faults, context } = await open(browser, `${web.url}/contracts/${of.id}`);
  const effect = page.getByRole('region', { name: 'In the plan, when you confirm' });
  await effect.getByText('New: Train 120 users, due Jun 1, 2027').waitFor();
  await effect.getByText('Go live: due Jul 1, 2027 instead of May 1, 2027').waitFor();
  await effect.getByText('Gone: Migrate the old records').waitFor();
  await inspect(page, 'contract-plan-effect', DESKTOP);
  expect(faults).toEqual([]);
  await context.close();
});

describe('what is being typed', () => {
  const of = contract('review');
  const start = async () => {
    serve(of, inventedFacts(), corpus('b-01.pdf'));
    const opened = await open(browser, `${web.url}/contracts/${of.id}`);
    const { page } = opened;
    await row(page, 'Governing law').getByRole('button', { name: 'Correct' }).click();
    await row(page, 'Governing law').getByRole('textbox').fill('Washington State');
    return opened;
  };
  const typed = (page: Page) => row(page, 'Governing law').getByRole('textbox').inputValue();
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

  test('outlives a lost network, and is saved when it is back', async () => {
    const { page, context } = await start();
    await context.setOffline(true);
    await save(page);
    await page.getByText('could not be reached').first().waitFor();
    expect(await typed(page)).toBe('Washington State');
    await context.setOffline(false);
    await save(page);
    await row(page, 'Governing law').getByRole('textbox').waitFor({ state: 'detached' });
    expect(
      web.calls.findLast(({ operation }) => operation.startsWith('PATCH'))?.body.changes[0],
    ).toMatchObject({
      action: 'correct',
      value: 'Washington State',
    });
    await context.close();
  });

  test('outlives a session that ends, and a reload', async () => {
    const { page, context } = await start();
    const signedIn = web.script;
    web.script = {
      ...signedIn,
      'POST /api/v1/auth/refresh': () => refuse(401, 'not_signed_in', 'Sign in to go on.'),
      'PATCH /api/v1/contracts/{id}/extraction': () => refuse(401, 'not_signed_in', 'Sign in to go on.'),
    };
    await save(page);
    await page.waitForURL('**/sign-in**');
    web.script = signedIn;
    await page.goto(`${web.url}/contracts/${of.id}`);
    await expect.poll(() => typed(page)).toBe('Washington State');
    // Given up, it is gone.
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: 'Cancel' })
      .click({ timeout: 500 })
      .catch(() => undefined);
    await page.reload();
    await row(page, 'Governing law').waitFor();
    expect(await row(page, 'Governing law').getByRole('textbox').count()).toBe(0);
    await context.close();
  });

  test('meets what somebody else decided with both in sight', async () => {
    const { page, context } = await start();
    const theirs = inventedFacts().map((fact) =>
      fact.field === 'governing_law'
        ? { ...fact, value: 'Idaho', decision: 'corrected' as const, version: 2 }
        : fact,
    );
    let saved: unknown;
    web.script = {
      ...web.script,
      'GET /api/v1/contracts/{id}/extraction': () => ({ contract: of, facts: theirs }),
      'PATCH /api/v1/contracts/{id}/extraction': ({ body }) => {
        if (body.changes[0].version !== 2)
          return refuse(409, 'version_conflict', 'Somebody else changed this fact.', { version: 2 });
        saved = body.changes[0].value;
        return { contract: of, facts: [] };
      },
    };
    await save(page);
    await page.getByText('In the meantime somebody set this to: Idaho.').waitFor();
    expect(await typed(page)).toBe('Washington State');
    await inspect(page, 'contract-conflict', DESKTOP);
    await save(page);
    await expect.poll(() => saved).toBe('Washington State');
    await context.close();
  });
});
