import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readUsage, usageFiles } from '../../../bin/iam-report/usage.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'usage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes a folder that is not there for one in which suites left nothing', () => {
  expect(usageFiles(path.join(folder, 'none'))).toEqual([]);
});

it('reads every record of the folder, and nothing else', () => {
  const record = { usage: [], functions: [], grants: [] };
  for (const name of ['b.json', 'a.json']) writeFileSync(path.join(folder, name), JSON.stringify(record));
  writeFileSync(path.join(folder, 'notes.txt'), 'no record');
  expect(usageFiles(folder).map((file) => path.basename(file))).toEqual(['a.json', 'b.json']);
  expect(readUsage(folder)).toEqual([record, record]);
});

it.each(['{"message":"Not Found"}', '{"usage":[', ''])('names the file that is no record: %j', (content) => {
  writeFileSync(path.join(folder, 'broken.json'), content);
  expect(() => readUsage(folder)).toThrow(/broken\.json is no record of used permissions/);
});
