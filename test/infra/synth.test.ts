import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { ROOT } from '../../lib/definitions.ts';
import { resourcesIn } from './templates.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'gangway-synth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const synth = async (stage: string) => {
  const { CDK_VALIDATION: _, ...env } = process.env;
  const { stdout, stderr } = await run(
    path.join(ROOT, 'node_modules/.bin/cdk'),
    ['synth', '--quiet', '--no-notices', '-c', `stage=${stage}`, '--output', path.join(folder, stage)],
    { cwd: ROOT, env },
  );
  return stdout + stderr;
};

it.each(['dev', 'prod'])(
  '%s synthesizes without an error or a warning of the validator or the rule pack',
  { timeout: 120_000 },
  async (stage) => {
    const output = await synth(stage);
    expect(output).not.toMatch(/ERROR|WARNING|error:/);
  },
);

it('stages differ in values only: the same resources, the same properties', () => {
  const shape = (dir: string) =>
    resourcesIn(dir).map(({ stack, id, Type, Properties }) => [stack, id, Type, keys(Properties)]);
  expect(shape(path.join(folder, 'prod'))).toEqual(shape(path.join(folder, 'dev')));
});

/** Names of all properties, without their values. */
function keys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keys);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, keys(entry)]));
}
