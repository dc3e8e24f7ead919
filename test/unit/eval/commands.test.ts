/** `npm run eval` and `extract --model` as a person calls them, on invented contracts. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const call = (args: readonly string[], environment: Record<string, string> = {}) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, env: { ...process.env, ...environment }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) =>
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
const evaluate = (...args: string[]) => call(['bin/eval.ts', ...args]);

const CONTRACT = `HOSTING AGREEMENT

This Hosting Agreement is dated March 3, 2031 and is made between Quill Software, Inc. ("Provider") and Mossbank Clinics, LLC ("Customer").

The Customer shall pay each invoice within thirty (30) days of receipt.

This Agreement is governed by the laws of the State of Oregon.
`;
const GOLD = {
  documentName: 'Hosting Agreement',
  parties: [{ name: 'Quill Software, Inc.' }, { name: 'Mossbank Clinics, LLC' }],
  agreementDate: '2031-03-03',
  governingLaw: 'Ohio',
};

let folder: string;
const inFolder = (...parts: string[]) => path.join(folder, ...parts);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'eval-'));
  const corpus = (name: string, lines: readonly object[]) => {
    mkdirSync(inFolder(name));
    writeFileSync(inFolder(name, 'one.txt'), CONTRACT);
    writeFileSync(inFolder(name, 'gold.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  };
  // By the hash of its name the first is for tuning, the second set aside.
  corpus('public', [
    { id: 'contract-0', file: 'one.txt', gold: GOLD, unscored: ['term'] },
    { id: 'contract-9', file: 'one.txt', gold: GOLD, unscored: ['term'] },
  ]);
  corpus('filled', [
    { id: 'one', file: 'one.txt', split: 'dev', ...GOLD, paymentTerms: 'net 30' },
    { id: 'two', file: 'one.txt', split: 'heldout', ...GOLD, paymentTerms: 'net 45' },
  ]);
  corpus('broken', []);
  writeFileSync(inFolder('broken', 'gold.jsonl'), '{"id":"one"}\n{"id":');
  corpus('wrong', [{ id: 'one', gold: { parties: 'Quill' } }]);
  corpus('absent', [{ id: 'one', file: 'two.txt' }]);
  mkdirSync(inFolder('empty'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('eval', () => {
  it('reports parts, formats, confidence, speed and cost as one JSON document', async () => {
    const json = inFolder('figures.json');
    const { status, stdout } = await evaluate(
      '--data',
      inFolder('public'),
      '--data',
      inFolder('filled'),
      '--cost',
      '--json',
      json,
    );
    expect(status).toBe(0);
    expect(stdout).toContain('macro F1');
    const figures = JSON.parse(readFileSync(json, 'utf8'));
    const [open, filled] = figures.groups;
    expect(open.formats).toEqual(['text']);
    expect(
      open.parts.map(({ part, documents }: { part: string; documents: number }) => [part, documents]),
    ).toEqual([
      ['tuning', 1],
      ['set-aside', 1],
      ['all', 2],
    ]);
    expect(open.parts[2].fields.parties).toMatchObject({ tp: 4, fp: 0, fn: 0, f1: 1 });
    expect(open.parts[2].fields.governingLaw).toMatchObject({ tp: 0, fp: 2, fn: 2, mistakes: { wrong: 2 } });
    expect(filled.parts.map(({ part }: { part: string }) => part)).toEqual(['heldout', 'dev', 'all']);
    expect(filled.parts[0].fields.paymentTerms).toMatchObject({ tp: 0, fp: 1, fn: 1 });
    expect(figures.confidence.map(({ part }: { part: string }) => part)).toEqual([
      'tuning',
      'set-aside',
      'all',
    ]);
    expect(figures.confidence[2].auroc).toBeGreaterThan(0);
    expect(figures.speed[0]).toMatchObject({ format: 'text', documents: 4, pages: 4 });
    expect(figures.peakMemoryMegabytes).toBeGreaterThan(10);
    expect(Object.values(figures.cost)).toMatchObject([{ contracts: 2 }, { contracts: 2 }]);
  });

  it('prints nothing but the document with --json -', async () => {
    const { stdout } = await evaluate(
      '--data',
      inFolder('public'),
      '--json',
      '-',
      '--field',
      'parties',
      '--limit',
      '1',
    );
    const [{ parts }] = JSON.parse(stdout).groups;
    expect([parts.length, Object.keys(parts[0].fields)]).toEqual([1, ['parties']]);
  });

  it('shows mistakes of the tuning part, and of another one where it is named', async () => {
    const usual = await evaluate('--data', inFolder('public'), '--errors', '9');
    expect(usual.stdout).toContain('contract-0 text governingLaw wrong');
    expect(usual.stdout).not.toContain('contract-9 text governingLaw');
    const named = await evaluate('--data', inFolder('public'), '--errors', '9', '--split', 'set-aside');
    expect(named.stdout).toContain('contract-9 text governingLaw wrong');
  });

  it.each([
    [['--formats', 'odt'], 'There is no format "odt".'],
    [['--limit', 'few'], '--limit takes a whole number'],
    [['--errors', '0'], '--errors takes a whole number'],
    [['--jsno'], '--jsno'],
    [['--calibrate', '--model', 'm'], 'leave out --model'],
    [['--data', 'nowhere'], 'there is no such directory'],
  ])('%j is a wrong call', async (args, message) => {
    const { status, stdout, stderr } = await evaluate(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it.each([
    ['empty', [], 'there is no gold.jsonl in it'],
    ['broken', [], 'line 2: this is no JSON'],
    ['wrong', [], 'line 1: '],
    ['absent', [], 'which is not there'],
    ['public', ['--field', 'colour'], 'Nothing is labelled "colour". Fields: documentName'],
    ['public', ['--split', 'test'], 'Splits: tuning, set-aside.'],
  ])('labels in %s with %j are refused in a sentence', async (name, args, message) => {
    const { status, stdout, stderr } = await evaluate('--data', inFolder(name), ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});

describe('with a model', () => {
  let server: Server;
  let url: string;
  const keys = new Set<string | undefined>();

  /** Reads the law as Ohio, which the contract does not say, and one party. */
  const ANSWERS: Readonly<Record<string, object>> = {
    record_parties: {
      parties: [{ name: 'Quill Software, Inc.', role: 'provider', page: 1, quote: 'Quill Software, Inc.' }],
    },
    record_terms: {
      facts: [{ field: 'agreement_date', value: '2031-03-04', page: 1, quote: 'March 3, 2031' }],
    },
  };

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      keys.add(request.headers.authorization);
      const { tools } = JSON.parse(Buffer.concat(chunks).toString());
      const { name } = tools[0].function;
      response.end(
        JSON.stringify({
          choices: [
            {
              finish_reason: 'tool_calls',
              message: {
                role: 'assistant',
                tool_calls: [
                  {
                    id: '1',
                    type: 'function',
                    function: { name, arguments: JSON.stringify(ANSWERS[name] ?? {}) },
                  },
                ],
              },
            },
          ],
          usage: { prompt_tokens: 1000, completion_tokens: 100 },
        }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('extract says which extractor read, why, and what it cost', async () => {
    const { status, stdout } = await call(
      ['bin/extract.ts', inFolder('public', 'one.txt'), '--model', 'small', '--model-url', url],
      { GANGWAY_MODEL_KEY: 'k-1' },
    );
    const read = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(read).toMatchObject({
      id: 'one',
      extractor: 'model',
      extractor_reason: 'Read by the model, checked against the document and against the rules.',
      prompt_version: expect.any(Number),
      governingLaw: 'Oregon',
    });
    expect(read.usage.input_tokens % 1000).toBe(0);
    expect(read.usage.cost_usd).toBeGreaterThan(0);
    // The document does not hold the model's date: the rules' own stands.
    expect(read.agreementDate).toBe('2031-03-03');
    expect([...keys]).toEqual(['Bearer k-1']);
  });

  it('eval measures what rules and model read together', async () => {
    const { status, stdout } = await call([
      'bin/eval.ts',
      '--data',
      inFolder('public'),
      '--model',
      'small',
      '--model-url',
      url,
      '--json',
      '-',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).groups[0].parts[2].fields.parties).toMatchObject({ tp: 4, fp: 0 });
  });

  it.each(['bin/extract.ts', 'bin/eval.ts'])('%s wants a server for it', async (command) => {
    const file =
      command === 'bin/extract.ts' ? [inFolder('public', 'one.txt')] : ['--data', inFolder('public')];
    const { status, stdout, stderr } = await call([
      command,
      ...file,
      '--model',
      'small',
      '--model-url',
      'nowhere',
    ]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Which server is to be asked?');
  });
});
