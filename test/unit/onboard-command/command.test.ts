import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const call = (...args: string[]) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

describe.each(['bin/onboard.ts', 'bin/iam-report.ts', 'bench/run.ts'])('%s', (command) => {
  it('explains itself on standard output', async () => {
    const { status, stdout, stderr } = await call(command, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^npm run [\s\S]*--json[\s\S]*Exit status/);
  });

  it('refuses an option that it does not know, and leaves standard output empty', async () => {
    const { status, stdout, stderr } = await call(command, '--jsno');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--jsno');
  });
});

it.each([
  [[], 'Name one file.'],
  [['a.pdf', 'b.pdf'], 'Name one file.'],
  [['a.pdf', '--port', 'x'], '--port takes a number'],
  [['a.pdf', '--email', 'a@example.com'], '--email and --password go together.'],
])('onboard %j is a wrong call', async (args, message) => {
  const { status, stdout, stderr } = await call('bin/onboard.ts', ...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});
