/** From an upload to a plan: digital and scanned contracts, with each stage's share. AI off. */
import type { Session, StageProgress } from '../../bin/client/session.ts';
import { AGREEMENT, digitalPdf, scannedPdf, TYPES } from '../../test/support/documents.ts';
import { type Part, verdict } from '../part.ts';
import { interleave, median } from '../statistics.ts';
import { newAdmin, withSystem } from '../system.ts';

/** Of a contract of ten digital pages. */
const TOTAL_BUDGET_MS = 3_000;
const READING_BUDGET_MS = 1_000;
/** Of a scanned page, on one core. */
const PAGE_BUDGET_MS = 2_000;
const RUNS = 5;
const RUNS_LARGE = 3;
const TIME_LIMIT_MS = 95_000;
const POLL_MS = 20;
const STAGES = ['inspect', 'read', 'parse', 'ground', 'stakeholders', 'plan', 'publish'];

interface Document {
  readonly name: string;
  readonly pages: number;
  readonly scanned: boolean;
  readonly runs: number;
  readonly bytes: Uint8Array;
}

/** Milliseconds. */
export interface Run {
  readonly total: number;
  readonly stages: Readonly<Record<string, number>>;
}

async function documents(): Promise<Document[]> {
  // One page's worth of the agreement, so that a repetition is a page.
  const page = AGREEMENT.slice(0, AGREEMENT.indexOf('5. Technical'));
  const digital = async (pages: number, runs: number): Promise<Document> => ({
    name: `${pages} digital`,
    pages,
    scanned: false,
    runs,
    bytes: await digitalPdf(AGREEMENT, pages),
  });
  const scanned = async (pages: number, runs: number): Promise<Document> => ({
    name: `${pages} scanned`,
    pages,
    scanned: true,
    runs,
    bytes: await scannedPdf(page, pages),
  });
  return [
    await digital(1, RUNS),
    await digital(10, RUNS),
    await digital(100, RUNS_LARGE),
    await scanned(1, RUNS),
    await scanned(5, RUNS_LARGE),
  ];
}

let uploads = 0;

async function onboard(session: Session, document: Document): Promise<Run> {
  const file = { name: 'contract.pdf', type: TYPES.pdf, bytes: document.bytes };
  const began = performance.now();
  const announced = await session.upload(file, { name: `Customer ${++uploads}` });
  const contract = await session.settled(announced.id, { pollMs: POLL_MS, timeoutMs: 120_000 });
  const total = performance.now() - began;
  if (contract.pages !== document.pages || !contract.plan_id)
    throw new Error(
      `${document.name}: ${contract.status}, ${contract.pages} pages. ${contract.failure?.message ?? ''}`,
    );
  return { total, stages: stageTimes(contract.progress.stages) };
}

const stageTimes = (stages: readonly StageProgress[]): Record<string, number> =>
  Object.fromEntries(
    stages.map(({ stage, entered_at, left_at }) => [
      stage,
      Date.parse(left_at ?? entered_at) - Date.parse(entered_at),
    ]),
  );

/** The middle of each figure by itself; `outside` is what no stage accounts for: upload, events, waiting. */
export function summary(runs: readonly Run[]) {
  const total = median(runs.map((run) => run.total));
  const stages = Object.fromEntries(
    STAGES.map((stage) => [stage, median(runs.map((run) => run.stages[stage] ?? 0))]),
  );
  const outside = median(
    runs.map((run) => run.total - Object.values(run.stages).reduce((sum, each) => sum + each, 0)),
  );
  return { total, stages, outside };
}

/** The budgets that a document has. Recognition lies between inspecting and reading, and counts as reading. */
export function judge(document: Pick<Document, 'pages' | 'scanned'>, figures: ReturnType<typeof summary>) {
  const { stages, total } = figures;
  const reading = (stages.inspect ?? 0) + (stages.read ?? 0);
  if (document.scanned) {
    const page = reading / document.pages;
    return [{ what: 'a page', value: page, budget: PAGE_BUDGET_MS, verdict: verdict(page, PAGE_BUDGET_MS) }];
  }
  if (document.pages !== 10) return [];
  const extracting = (stages.read ?? 0) + (stages.parse ?? 0);
  return [
    { what: 'in all', value: total, budget: TOTAL_BUDGET_MS, verdict: verdict(total, TOTAL_BUDGET_MS) },
    {
      what: 'read and parse',
      value: extracting,
      budget: READING_BUDGET_MS,
      verdict: verdict(extracting, READING_BUDGET_MS),
    },
  ];
}

const seconds = (ms: number) => (ms / 1000).toFixed(2);

export const pipeline: Part = {
  name: 'pipeline',
  about: 'upload to plan for 1, 10 and 100 digital and 1 and 5 scanned pages, by stage',
  run: (progress) =>
    withSystem(progress, async (system) => {
      const all = await documents();
      const session = await newAdmin(system);
      // Containers and the recogniser's model are loaded once; that is the part about starting up.
      for (const document of [all[0], all[3]]) if (document) await onboard(session, document);
      progress(`${all.length} documents, ${RUNS} runs at most.`);
      const runs = await interleave(
        all.map((document) => () => onboard(session, document)),
        { rounds: (task) => all[task]?.runs ?? 0, timeLimitMs: TIME_LIMIT_MS },
      );
      const results = all.map((document, index) => {
        const figures = summary(runs[index] ?? []);
        return {
          name: document.name,
          runs: runs[index]?.length ?? 0,
          ...figures,
          budgets: judge(document, figures),
        };
      });
      return {
        title: 'Upload to plan, seconds (p50)',
        columns: [
          { title: 'PAGES' },
          ...['RUNS', 'IN ALL', 'OUTSIDE', ...STAGES.map((stage) => stage.toUpperCase())].map((title) => ({
            title,
            align: 'right' as const,
          })),
          { title: 'BUDGET' },
        ],
        rows: results.map(({ name, runs: count, total, outside, stages, budgets }) => [
          name,
          String(count),
          seconds(total),
          seconds(outside),
          ...STAGES.map((stage) => seconds(stages[stage] ?? 0)),
          budgets
            .map((each) => `${each.what} ${seconds(each.value)} of ${seconds(each.budget)}: ${each.verdict}`)
            .join('; ') || 'none',
        ]),
        data: results,
        over: results.flatMap(({ name, budgets }) =>
          budgets
            .filter((each) => each.verdict === 'over')
            .map((each) => `${name} pages, ${each.what}: ${seconds(each.value)} s`),
        ),
        notes: [
          'Warm containers, AI off. OUTSIDE: upload, the event that it arrived, and until it was seen to be done.',
          'Of a scan, INSPECT and READ together have the recognition of its pages.',
        ],
      };
    }),
};
