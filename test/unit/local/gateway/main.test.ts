import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesize } from './fixture/app.ts';

const directory = mkdtempSync(join(tmpdir(), 'gangway-main-'));
const data = join(directory, 'data');
const main = join(import.meta.dirname, '../../../../local/main.ts');
const children: ChildProcess[] = [];
let assembly: string;

beforeAll(async () => {
  assembly = await synthesize(directory);
}, 120_000);
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const run = (...args: string[]): ChildProcess => {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
};

async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = run('--assembly', assembly, '--data', data, '--port', '0');
  let output = '';
  child.stderr!.on('data', (chunk) => {
    output += String(chunk);
  });
  for await (const chunk of child.stdout!) {
    output += String(chunk);
    const url = /Application +(http:\S+)/.exec(output)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(output);
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

test('what was acknowledged survives kill -9; a signal ends the process in order', async () => {
  const headers = { authorization: 'Bearer acme' };
  const first = await start();
  const written = await fetch(`${first.url}/api/records/k1`, { method: 'PUT', body: 'kept', headers });
  expect(written.status).toBe(201);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await start();
  expect(await (await fetch(`${second.url}/api/records/k1`, { headers })).json()).toEqual({ found: 'kept' });
  expect(await (await fetch(`${second.url}/_local/health`)).json()).toEqual({ status: 'ready' });
  second.child.kill('SIGTERM');
  expect(await exitCode(second.child)).toBe(0);
}, 60_000);

test.each([
  [['--help'], 0],
  [['--assembly', directory], 1],
  [['--assembly', directory, '--data', join(directory, 'none')], 1],
  [['--assembly', directory, '--data', data, '--port', 'x'], 1],
  [['--unknown'], 1],
])('%j ends with %i', async (args, code) => {
  expect(await exitCode(run(...args))).toBe(code);
});
