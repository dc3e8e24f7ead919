/** The systems under test: the real assembly with its real bundles, policies and state machines, on ports of their own. */
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

export interface Tuning extends Partial<Pick<Options, 'waitScale' | 'maxWorkers'>> {
  /** Changes the templates of a copy of the assembly, which then runs; see {@link editedAssembly}. */
  readonly edit?: Parameters<typeof editedAssembly>[2];
}

interface Started {
  readonly system: System;
  readonly data: string;
  readonly stop: () => Promise<void>;
}

async function start({ edit, ...options }: Tuning): Promise<Started> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gangway-'));
  const data = path.join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const original = await ensureAssembly();
  const assembly = edit ? editedAssembly(original, path.join(folder, 'assembly'), edit) : original;
  const system = await startLocal({ ...options, assembly, data });
  return {
    system,
    data,
    stop: async () => {
      await system.stop();
      remove();
      process.off('exit', remove);
    },
  };
}

/** The system of this worker's files, started by the first of them. It ends with the worker. */
let shared: Promise<Started> | undefined;

/** Leaves what the roles used so far, under the name of the file that is done. */
async function leaveUsage(system: System): Promise<void> {
  mkdirSync(USAGE, { recursive: true });
  const usage = await (await fetch(`${system.appUrl}/_local/usage`)).text();
  const name = path.relative(ROOT, expect.getState().testPath ?? 'unknown').replaceAll(path.sep, '-');
  writeFileSync(path.join(USAGE, `${name}.json`), usage);
}

/** What a file of tests has of a system; there from its first hook or test on. */
export interface Used {
  readonly current: System;
  /** Where the system keeps its state. */
  readonly data: string;
}

function used(begin: () => Promise<Started>, end: (started: Started) => Promise<void>): Used {
  let started: Started | undefined;
  const running = () => {
    if (!started) throw new Error('The system is not running yet.');
    return started;
  };
  beforeAll(async () => {
    started = await begin();
  }, 120_000);
  afterAll(async () => {
    if (!started) return;
    await leaveUsage(started.system);
    await end(started);
  });
  return {
    get current() {
      return running().system;
    },
    get data() {
      return running().data;
    },
  };
}

/**
 * A system that other files use too, before and after: its functions are warm, and what this file does there concerns
 * organizations of its own. Nothing of the system as a
 * whole may be changed for good; breakpoints end with the file.
 */
export const useSystem = (): Used =>
  used(
    () => {
      shared ??= start({ maxWorkers: 128 });
      return shared;
    },
    async ({ system }) => {
      await system.breakpoints.set([]);
    },
  );

/** A system for one file of tests, or for a part of one. Stopped, and its data removed, when they are done. */
export const useOwnSystem = (tuning: Tuning = {}): Used =>
  used(
    () => start(tuning),
    ({ stop }) => stop(),
  );
