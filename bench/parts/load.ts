/** Scenarios of load as parts of the benchmark: each alone, or all of them one after another on one system. */
import type { Load } from '../load/drive.ts';
import { type Figure, SCENARIOS, type Scenario } from '../load/scenarios.ts';
import type { Part, PartOptions, PartResult } from '../part.ts';
import { percentile } from '../statistics.ts';
import { type System, withSystem } from '../system.ts';

/** A scenario that takes longer than this, its set-up included, is given up. */
const LIMIT_MS = 15 * 60_000;

/** What a figure is held to: errors count as not met, whatever was fast. */
export function judgeLoad({ load, budget }: Pick<Figure, 'load' | 'budget'>): string {
  const failed = load.outcomes.filter(({ error }) => error !== undefined).length;
  if (failed > 0) return `not met: ${failed} failed`;
  if (!budget) return 'none';
  const value = budget.of === 'all' ? load.wall : percentile(times(load), 0.95);
  const verdict = value <= budget.ms ? 'met' : 'not met';
  return `${verdict} (${budget.row}; ${budget.of === 'all' ? 'all together' : 'p95'})`;
}

const times = ({ outcomes }: Load) => outcomes.map(({ ms }) => ms);

async function inTime<T>(name: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`"${name}" took more than ${LIMIT_MS / 60_000} minutes.`)),
      LIMIT_MS,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function play(
  system: System,
  { name, count, run }: Scenario,
  { count: asked }: PartOptions,
  progress: (line: string) => void,
): Promise<readonly Figure[]> {
  const figures = await inTime(name, run(system, Math.min(asked ?? count, count)));
  for (const figure of figures) progress(`${figure.name}: ${Math.round(figure.load.wall)} ms.`);
  return figures;
}

const SHARES = [0.5, 0.95, 0.99] as const;

function result(figures: readonly Figure[]): PartResult {
  const rows = figures.map((figure) => ({
    ...figure,
    calls: figure.load.outcomes.length,
    percentiles: SHARES.map((share) => Math.round(percentile(times(figure.load), share))),
    errors: figure.load.outcomes.flatMap(({ error }) => error ?? []),
    judged: judgeLoad(figure),
  }));
  const right = ['CALLS', 'IN ALL', 'P50', 'P95', 'P99', 'ERRORS'].map((title) => ({
    title,
    align: 'right' as const,
  }));
  return {
    title: 'Load, milliseconds',
    columns: [{ title: 'WHAT' }, ...right, { title: 'BUDGET', wrap: true }],
    rows: rows.map(({ name, calls, load: { wall }, percentiles, errors, judged }) => [
      name,
      ...[calls, Math.round(wall), ...percentiles, errors.length].map(String),
      judged,
    ]),
    data: rows.map(({ name, calls, load: { wall }, percentiles: [p50, p95, p99], errors, judged }) => ({
      name,
      calls,
      wall,
      p50,
      p95,
      p99,
      errors: errors.length,
      firstError: errors[0] ?? null,
      judged,
    })),
    over: rows
      .filter(({ judged }) => judged.startsWith('not met'))
      .map(({ name, judged }) => `${name}: ${judged}`),
    notes: [
      ...rows.flatMap(({ name, errors }) => (errors[0] ? [`First error of "${name}": ${errors[0]}`] : [])),
      'Callers and system share this machine’s cores; nothing leaves it. What is set up before is not timed.',
    ],
  };
}

export const load: Part = {
  name: 'load',
  about: `all of the following, one after another (${SCENARIOS.map(({ name }) => name).join(', ')})`,
  run: (progress, options) =>
    withSystem(progress, async (system) => {
      const figures: Figure[] = [];
      for (const scenario of SCENARIOS)
        try {
          figures.push(...(await play(system, scenario, options, progress)));
        } catch (error) {
          // What the others say is worth having all the same.
          const outcomes = [{ ms: 0, error: (error as Error).message }];
          figures.push({ name: scenario.name, load: { outcomes, wall: 0 } });
        }
      return result(figures);
    }),
};

/** Each scenario as a part of its own; only where it is asked for, because `load` has them all. */
export const loadParts: readonly Part[] = SCENARIOS.map((scenario) => ({
  name: scenario.name,
  about: `load: ${scenario.about} (${scenario.count.toLocaleString('en-US')})`,
  run: (progress, options) =>
    withSystem(progress, async (system) => result(await play(system, scenario, options, progress))),
}));
