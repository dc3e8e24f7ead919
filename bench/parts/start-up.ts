/** `npm start` until it is ready: without anything built, and once more. Whole processes, in a copy of the tree. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../lib/definitions.ts';
import { type Part, verdict } from '../part.ts';
import { interleave, median } from '../statistics.ts';

const COLD_BUDGET_MS = 20_000;
const WARM_BUDGET_MS = 8_000;
const ROUNDS = 3;
const TIME_LIMIT_MS = 90_000;
/** A start that takes longer has failed. */
const PATIENCE_MS = 60_000;
const NOT_COPIED = new Set([
  'node_modules',
  'dist',
  'cdk.out',
  '.git',
  '.data',
  'test-output',
  'bench-output',
]);

function copyTree(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'gangway-bench-'));
  cpSync(ROOT, copy, {
    recursive: true,
    preserveTimestamps: true,
    filter: (source) => !NOT_COPIED.has(path.relative(ROOT, source)),
  });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

/** A free port whose next one is free as well. */
async function freePort(): Promise<number> {
  const listen = async (port: number) => {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return { server, port: typeof address === 'object' && address ? address.port : 0 };
  };
  for (;;) {
    const first = await listen(0);
    try {
      const second = await listen(first.port + 1);
      second.server.close();
      return first.port;
    } catch {
      // Somebody has it: another pair.
    } finally {
      first.server.close();
    }
  }
}

/** @returns milliseconds from the process's start to its being ready */
async function startMs(tree: string, data: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ['bin/start.ts', '--port', String(port), '--data', data], {
    cwd: tree,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  const ready = new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ready after')) resolve(performance.now() - began);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (status) => reject(new Error(`The start ended with ${status}:\n${output}`)));
    setTimeout(() => reject(new Error(`Not ready after a minute:\n${output}`)), PATIENCE_MS).unref();
  });
  try {
    return await ready;
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

export const startUp: Part = {
  name: 'start-up',
  about: 'npm start until it is ready, cold (nothing built) and warm',
  async run(progress) {
    const tree = copyTree();
    const data = path.join(tree, '.data');
    try {
      progress(`${ROUNDS} cold and warm starts at most.`);
      const cold = () => {
        for (const folder of [data, path.join(tree, 'dist')])
          rmSync(folder, { recursive: true, force: true });
        return startMs(tree, data);
      };
      const [coldRuns = [], warmRuns = []] = await interleave([cold, () => startMs(tree, data)], {
        rounds: () => ROUNDS,
        timeLimitMs: TIME_LIMIT_MS,
      });
      const results = [
        { name: 'cold: builds and synthesizes first', runs: coldRuns, budget: COLD_BUDGET_MS },
        { name: 'warm: second start', runs: warmRuns, budget: WARM_BUDGET_MS },
      ].map((each) => {
        const ms = median(each.runs);
        return { ...each, ms, verdict: verdict(ms, each.budget) };
      });
      return {
        title: 'Start-up',
        columns: [
          { title: 'START' },
          { title: 'RUNS', align: 'right' },
          { title: 'SECONDS', align: 'right' },
          { title: 'BUDGET', align: 'right' },
          { title: '' },
        ],
        rows: results.map(({ name, runs, ms, budget, verdict: judged }) => [
          name,
          String(runs.length),
          (ms / 1000).toFixed(1),
          (budget / 1000).toFixed(0),
          judged,
        ]),
        data: results,
        over: results
          .filter((each) => each.verdict === 'over')
          .map(({ name, ms }) => `${name}: ${(ms / 1000).toFixed(1)} s`),
        notes: ['Files of node_modules are in the system’s cache, as right after `npm ci`.'],
      };
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  },
};
