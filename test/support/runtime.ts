/** The system under test: the real assembly with its real bundles, policies and state machines, on ports of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { startLocal } from '../../bin/local-runtime.ts';
import { ensureAssembly } from '../../lib/assembly.ts';
import { ROOT } from '../../lib/definitions.ts';
import { editedAssembly } from './edited-assembly.ts';

export type System = Awaited<ReturnType<typeof startLocal>>;

/** Where suites leave what they used, for `npm run iam:report`. */
export const USAGE = path.join(ROOT, 'test-output/usage');

type Options = Parameters<typeof startLocal>[0];

export interface Tuning extends Partial<Pick<Options, 'waitScale'>> {
  /** Changes the templates of a copy of the assembly, which then runs; see {@link editedAssembly}. */
  readonly edit?: Parameters<typeof editedAssembly>[2];
}

/** One system for a file of tests. Stopped, and its data removed, when they are done. */
export function useSystem({ edit, ...options }: Tuning = {}): {
  readonly current: System;
  readonly data: string;
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'gangway-'));
  const data = path.join(folder, 'data');
  let system: System | undefined;
  beforeAll(async () => {
    const original = await ensureAssembly();
    const assembly = edit ? editedAssembly(original, path.join(folder, 'assembly'), edit) : original;
    system = await startLocal({ ...options, assembly, data });
  }, 120_000);
  afterAll(async () => {
    if (system) {
      mkdirSync(USAGE, { recursive: true });
      const usage = await (await fetch(`${system.appUrl}/_local/usage`)).text();
      const name = path.relative(ROOT, expect.getState().testPath ?? 'unknown').replaceAll(path.sep, '-');
      writeFileSync(path.join(USAGE, `${name}.json`), usage);
      await system.stop();
    }
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    /** Where the system keeps its state. */
    data,
    get current() {
      if (!system) throw new Error('The system is not running yet.');
      return system;
    },
  };
}
