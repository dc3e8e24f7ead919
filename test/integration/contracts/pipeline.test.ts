import { beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../bin/client/session.ts';
import { AGREEMENT, digitalPdf, docx, pagePictures, scannedPdf, TYPES } from '../../support/documents.ts';
import { newAdmin } from '../../support/people.ts';
import { useSystem } from '../../support/runtime.ts';

const system = useSystem();
let session: Session;
beforeAll(async () => {
  session = await newAdmin(system.current.appUrl);
});

const STAGES = ['inspect', 'read', 'parse', 'ground', 'stakeholders', 'plan', 'publish'];

const FORMATS = [
  ['a digital PDF', 'agreement.pdf', TYPES.pdf, 'text-layer', () => digitalPdf()],
  ['a DOCX', 'agreement.docx', TYPES.docx, 'mammoth', () => docx()],
  ['plain text', 'agreement.txt', TYPES.txt, 'plain', async () => Buffer.from(AGREEMENT)],
  ['a scanned PDF', 'scan.pdf', TYPES.pdf, 'textract', () => scannedPdf()],
  ['a picture', 'page.png', TYPES.png, 'textract', async () => pagePictures()[0] ?? Buffer.alloc(0)],
] as const;

describe.each(FORMATS)('%s', (_, name, type, reader, make) => {
  it('becomes facts with their places, people, entitlements, prices and a dated plan', {
    timeout: 120_000,
  }, async () => {
    const announced = await session.upload(
      { name, type, bytes: await make() },
      { name: `Meridian via ${name}` },
    );
    expect(announced.status).toBe('awaiting_upload');
    const contract = await session.settled(announced.id, { timeoutMs: 100_000 });
    expect(contract.failure).toBeNull();
    expect(['ready', 'review']).toContain(contract.status);
    expect(contract).toMatchObject({ reader, extractor: 'rules', plan_id: announced.id });
    expect(contract.extractor_reason).toContain('AI');
    expect(contract.progress.stages.map(({ stage }: { stage: string }) => stage)).toEqual(STAGES);
    for (const { left_at } of contract.progress.stages) expect(left_at).not.toBeNull();

    const { facts } = await session.expect('GET', `/api/v1/contracts/${contract.id}/extraction`);
    const value = (key: string) => facts.find((fact: { key: string }) => fact.key === key)?.value;
    expect(value('effectiveDate/0')).toBe('2027-03-03');
    expect(value('governingLaw/0')).toBe('Oregon');
    for (const fact of facts) {
      expect(fact.evidence.length > 0 || fact.needs_review, fact.key).toBe(true);
      for (const { page, quote } of fact.evidence) {
        expect(page, fact.key).toBeGreaterThanOrEqual(1);
        expect(quote, fact.key).not.toBe('');
      }
    }

    const people = await session.expect('GET', `/api/v1/stakeholders?customer_id=${contract.customer_id}`);
    expect(people.data.map(({ name }: { name: string }) => name)).toContain('Renata Okafor');
    const pricing = await session.expect('GET', `/api/v1/customers/${contract.customer_id}/pricing`);
    expect(pricing.data.length).toBeGreaterThan(0);

    const plan = await session.expect('GET', `/api/v1/onboarding-plans/${contract.plan_id}`);
    expect(plan.tasks.length).toBeGreaterThan(5);
    for (const task of plan.tasks) {
      expect(task.due_date, task.key).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(['Sat', 'Sun'], task.key).not.toContain(
        new Date(`${task.due_date}T12:00:00Z`).toLocaleDateString('en-US', {
          weekday: 'short',
          timeZone: 'UTC',
        }),
      );
      expect(task.source.reason, task.key).not.toBe('');
    }
  });
});

describe('a file that cannot be processed ends as failed, with a sentence that says what to do', () => {
  const cases: readonly [string, string, string, () => Promise<Uint8Array> | Uint8Array, string][] = [
    ['a PDF cut short', 'cut.pdf', TYPES.pdf, async () => (await digitalPdf()).slice(0, 700), 'damaged'],
    [
      'a picture under a PDF’s name is read as what it is: noise',
      'noise.pdf',
      TYPES.pdf,
      () => Buffer.from('%PDF-1.7 nothing'),
      'damaged',
    ],
    [
      'an old Word file',
      'old.docx',
      TYPES.docx,
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]),
      '',
    ],
    [
      'an archive',
      'archive.docx',
      TYPES.docx,
      async () => (await import('../../support/documents.ts')).zip({ 'a.txt': 'x' }),
      'wrong_type',
    ],
    ['a document without a word', 'blank.txt', TYPES.txt, () => Buffer.from('   \n \n'), 'empty'],
  ];
  it.each(cases)('%s', async (_, name, type, make, code) => {
    const announced = await session.upload({ name, type, bytes: await make() }, { name: `For ${name}` });
    const contract = await session.settled(announced.id);
    expect(contract.status).toBe('failed');
    if (code) expect(contract.failure.code).toBe(code);
    expect(contract.failure.message).toMatch(/\. .*(pload|ave|heck|emove|npack)/);
    // Nothing is lost: the file is there to look at.
    const file = await session.expect('GET', `/api/v1/contracts/${contract.id}/file`);
    const response = await fetch(file.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
  });
});

describe('the upload', () => {
  const announce = (body: object = {}) =>
    session.call('POST', '/api/v1/contracts', {
      customer: { name: `Customer ${Math.random()}` },
      file_name: 'a.txt',
      content_type: 'text/plain',
      size: 100,
      ...body,
    });
  const post = (
    upload: { url: string; fields: Record<string, string> },
    content: Buffer,
    changes: Record<string, string> = {},
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...upload.fields, ...changes })) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(content)]), 'a.txt');
    return fetch(upload.url, { method: 'POST', body: form });
  };

  it.each([
    ['an empty file', { size: 0 }],
    ['more than 50 MB', { size: 50 * 1024 * 1024 + 1 }],
    ['a type that is not a contract’s', { content_type: 'application/x-msdownload' }],
    ['a path for a name', { file_name: '../../etc/passwd' }],
    ['a customer id of nobody', { customer: { id: 'x' } }],
  ])('of %s is refused before it begins', async (_, body) => {
    expect((await announce(body)).status).toBe(400);
  });

  it('goes only to the announced place and with the announced type: anything else is 403', async () => {
    const { body } = await announce();
    const key = String(body.upload.fields.key);
    const elsewhere = key.replace(/contracts\/[^/]+/, 'contracts/01JQ3V9N0W8ZC7KXH5T2R4M6PA');
    expect((await post(body.upload, Buffer.from('x'), { key: elsewhere })).status).toBe(403);
    expect((await post(body.upload, Buffer.from('x'), { 'Content-Type': 'text/html' })).status).toBe(403);
    const policy = Buffer.from(String(body.upload.fields.Policy), 'base64')
      .toString('utf8')
      .replace('52428800', '99999999');
    const wider = Buffer.from(policy).toString('base64');
    expect((await post(body.upload, Buffer.from('x'), { Policy: wider })).status).toBe(403);
    expect((await post(body.upload, Buffer.alloc(0))).status).toBe(400);
    expect((await session.expect('GET', `/api/v1/contracts/${body.contract.id}`)).status).toBe(
      'awaiting_upload',
    );
  });

  it('for a customer whose name is there is answered with that customer (K18)', async () => {
    const first = await announce({ customer: { name: 'Bluewater Ltd.' } });
    const second = await announce({ customer: { name: 'BLUEWATER LIMITED' } });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      code: 'customer_exists',
      data: { customer_id: first.body.contract.customer_id },
    });
    const third = await announce({ customer: { id: second.body.data.customer_id } });
    expect(third.body.contract.customer_name).toBe('Bluewater Ltd.');
  });
});
