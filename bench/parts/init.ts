/** Module init of each function's bundle, each time in a process of its own, against `client-dynamodb` alone. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { ensureAssembly } from '../../lib/assembly.ts';
import { BUNDLE_OPTIONS } from '../../lib/build.ts';
import { loadFunctions, ROOT } from '../../lib/definitions.ts';
import { BUNDLES } from '../../lib/dist.ts';
import { type Part, verdict } from '../part.ts';
import { interleave, median } from '../statistics.ts';

const BUDGET = 1.5;
const ROUNDS = 7;
const TIME_LIMIT_MS = 90_000;
/**
 * The budget is that of functions whose answer somebody waits for: routes, the authorizer before each of them, and the
 * user pools' triggers within a sign-in. Steps carry the readers of documents.
 */
const WAITED_FOR: ReadonlySet<string> = new Set(['route', 'authorizer', 'socket', 'trigger']);

/** The baseline is measured this often in a round, spread over it. */
const BASELINES = 5;

/** Wall-clock and processor time of one import. */
const MEASURE = `const wall = performance.now(), cpu = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ wall: performance.now() - wall, cpu: (user + system) / 1000 }));`;

/** Milliseconds. */
interface Init {
  readonly wall: number;
  readonly cpu: number;
}

/** Nothing of this process's own settings: neither a compile cache nor preloaded modules. */
const ENVIRONMENT = { PATH: process.env.PATH ?? '', AWS_REGION: 'eu-west-1' };

const run = promisify(execFile);

async function initOf(bundle: string): Promise<Init> {
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--eval', MEASURE, pathToFileURL(bundle).href],
    { env: ENVIRONMENT },
  );
  return JSON.parse(stdout) as Init;
}

/** The product's own esbuild options, for one entry. */
async function buildBaseline(folder: string): Promise<string> {
  const outfile = path.join(folder, 'baseline.mjs');
  await build({
    absWorkingDir: ROOT,
    stdin: {
      contents: `export { DynamoDBClient, GetItemCommand, QueryCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';`,
      resolveDir: ROOT,
    },
    outfile,
    ...BUNDLE_OPTIONS,
  });
  return outfile;
}

export const init: Part = {
  name: 'init',
  about: 'module init of each function against a bundle of client-dynamodb alone',
  async run(progress) {
    await ensureAssembly(progress);
    const functions = await loadFunctions();
    const folder = mkdtempSync(path.join(tmpdir(), 'gangway-bench-'));
    try {
      const baseline = await buildBaseline(folder);
      const bundles = functions.map(({ id }) => path.join(BUNDLES, id, 'index.mjs'));
      const slots = interspersed(bundles, baseline);
      progress(`${functions.length} bundles, ${ROUNDS} rounds at most.`);
      const figures = await interleave(
        slots.map((bundle) => () => initOf(bundle)),
        { rounds: () => ROUNDS, timeLimitMs: TIME_LIMIT_MS },
      );
      const of = (bundle: string): Init => {
        const runs = slots.flatMap((slot, index) => (slot === bundle ? (figures[index] ?? []) : []));
        return { wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) };
      };
      const reference = of(baseline);
      const rows = functions
        .map(({ id, definition: { kind } }, index) => {
          const { wall, cpu } = of(bundles[index] as string);
          const ratio = cpu / reference.cpu;
          const budgeted = WAITED_FOR.has(kind);
          return { id, kind, wall, cpu, ratio, verdict: budgeted ? verdict(ratio, BUDGET) : null };
        })
        .sort((a, b) => b.ratio - a.ratio);
      const rounds = figures[0]?.length ?? 0;
      return {
        title: 'Module init',
        columns: [
          { title: 'FUNCTION' },
          { title: 'KIND' },
          { title: 'MS', align: 'right' },
          { title: 'CPU MS', align: 'right' },
          { title: 'RATIO', align: 'right' },
          { title: `BUDGET ${BUDGET}`, align: 'right' },
        ],
        rows: [
          ['client-dynamodb alone', '', reference.wall.toFixed(1), reference.cpu.toFixed(1), '1.00', ''],
          ...rows.map((row) => [
            row.id,
            row.kind,
            row.wall.toFixed(1),
            row.cpu.toFixed(1),
            row.ratio.toFixed(2),
            row.verdict ?? 'none',
          ]),
        ],
        data: { baseline: reference, budget: BUDGET, rounds, functions: rows },
        over: rows
          .filter((row) => row.verdict === 'over')
          .map(({ id, ratio }) => `init of ${id}: ${ratio.toFixed(2)} times client-dynamodb`),
        notes: [
          `Medians of ${rounds} rounds, all bundles in turn, each in a process of its own. RATIO is that of processor`,
          'time, which others on the machine disturb least.',
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The bundles in their order, the baseline at even distances between them. */
function interspersed(bundles: readonly string[], baseline: string): string[] {
  const distance = Math.ceil(bundles.length / BASELINES);
  return bundles.flatMap((bundle, index) => (index % distance === 0 ? [baseline, bundle] : [bundle]));
}
