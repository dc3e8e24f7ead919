import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { expect, it } from 'vitest';
import { forbidden, options } from './rules.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

it('every import keeps to the house rules, and no modules form a circle', { timeout: 120_000 }, async () => {
  const { output } = await cruise(['bin', 'functions', 'lib', 'local', 'shared', 'web/src'], {
    ...options,
    baseDir: ROOT,
    validate: true,
    ruleSet: { forbidden },
    outputType: 'json',
  } as never);
  const { summary } = JSON.parse(String(output)) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(100);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});
