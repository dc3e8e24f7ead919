import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const CLI = join(import.meta.dirname, '../../../../bin/extract.ts');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extract-'));
  await writeFile(
    join(folder, 'one.txt'),
    'SERVICE AGREEMENT\n\nThis Service Agreement is dated March 3, 2025 and is made between Quill Software, Inc. ("Provider") and Mossbank Clinics, LLC ("Customer").\n\nThis Agreement is governed by the laws of the State of Oregon.\n',
  );
  await writeFile(join(folder, 'two.txt'), 'LETTER AGREEMENT\n\nNothing else.\n');
  await writeFile(join(folder, 'bad.pdf'), '%PDF-1.7\nnot really');
});
afterAll(() => rm(folder, { recursive: true }));

const call = (...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> =>
  run(process.execPath, [CLI, ...args]).then(
    ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  );

test('prints one line for each file in the order given, and goes on after one that cannot be read', async () => {
  const names = ['two.txt', 'bad.pdf', 'absent.pdf', 'one.txt'];
  const { stdout, code } = await call(...names.map((name) => join(folder, name)));
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.id)).toEqual(['two', 'bad', 'absent', 'one']);
  expect(lines[1]).toEqual({ id: 'bad', error: { code: expect.any(String), message: expect.any(String) } });
  expect(lines[2].error.code).toBe('not_found');
  expect(code).toBe(1);
  expect(lines[3]).toMatchObject({
    documentName: 'SERVICE AGREEMENT',
    parties: [
      { name: 'Quill Software, Inc.', role: 'provider' },
      { name: 'Mossbank Clinics, LLC', role: 'customer' },
    ],
    agreementDate: '2025-03-03',
    governingLaw: 'Oregon',
    stakeholders: [],
    totals: { annual: null, total: null, currency: null },
    evidence: { agreementDate: [{ page: 1, quote: 'March 3, 2025', box: null }] },
  });
  expect(lines[3].confidence.parties).toHaveLength(2);
  expect(lines[3].confidence.parties[0]).toBeGreaterThan(0.5);
}, 30_000);

test('with nothing but readable files ends well', async () => {
  expect((await call(join(folder, 'one.txt'))).code).toBe(0);
}, 30_000);

test('says how it is used, and refuses what it does not know', async () => {
  expect(await call('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('extract -- FILE') });
  expect(await call('--formt', 'json')).toMatchObject({ code: 2, stdout: '' });
  expect(await call()).toMatchObject({ code: 2, stdout: '' });
}, 30_000);
