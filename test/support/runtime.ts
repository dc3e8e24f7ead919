/** The system under test: the real assembly with its real bundles, policies and state machines, on ports of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { startLocal } from '../../bin/local-runtime.ts';
import { ensureAssembly } from '../../lib/assembly.ts';
import { ROOT } from '../../lib/definitions.ts';

export type System = Awaited<ReturnType<typeof startLocal>>;

/** Where suites leave what they used, for `npm run iam:report`. */
export const USAGE = path.join(ROOT, 'test-output/usage');

/** One system for a file of tests. Stopped, and its data removed, when they are done. */
export function useSystem(): { readonly current: System } {
  const data = mkdtempSync(path.join(tmpdir(), 'gangway-'));
  let system: System | undefined;
  beforeAll(async () => {
    system = await startLocal({ assembly: await ensureAssembly(), data, appPort: 0, awsPort: 0 });
  }, 120_000);
  afterAll(async () => {
    if (system) {
      mkdirSync(USAGE, { recursive: true });
      const usage = await (await fetch(`${system.appUrl}/_local/usage`)).text();
      const name = path.relative(ROOT, expect.getState().testPath ?? 'unknown').replaceAll(path.sep, '-');
      writeFileSync(path.join(USAGE, `${name}.json`), usage);
      await system.stop();
    }
    rmSync(data, { recursive: true, force: true });
  });
  return {
    get current() {
      if (!system) throw new Error('The system is not running yet.');
      return system;
    },
  };
}
