/** Where phases, tasks and what waits for what stand on a timeline; across in per cent, down in rows. */
import type { PlanPhase, PlanTask } from '../../api/types.ts';

/** Height of a row in pixels. */
export const ROW = 34;
const DAY = 86_400_000;

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;

export function timelineOf(phases: readonly PlanPhase[], tasks: readonly PlanTask[], today: string) {
  const dates = [...tasks, ...phases].flatMap((span) => [
    dayOf(span.start_date),
    dayOf('due_date' in span ? span.due_date : span.end_date),
  ]);
  const first = dates.reduce((a, b) => Math.min(a, b), dates[0] ?? dayOf(today)) - 1;
  const last = dates.reduce((a, b) => Math.max(a, b), first + 7) + 2;
  const at = (date: string, days = 0) => ((dayOf(date) + days - first) * 100) / (last - first);
  const rows = phases.flatMap((phase) => [
    bar(phase.key, phase.name, [phase.start_date, phase.end_date]),
    ...tasks
      .filter((task) => task.phase === phase.key)
      .map((task) => ({ ...bar(`task ${task.key}`, task.title, [task.start_date, task.due_date]), task })),
  ]) as readonly Row[];
  function bar(key: string, label: string, span: readonly [string, string]) {
    return { key, label, span, from: at(span[0]), width: at(span[1], 1) - at(span[0]) };
  }
  const rowOf = new Map(rows.map(({ task }, index) => [task?.key, index]));
  const arrows = tasks.flatMap((task) =>
    task.depends_on.flatMap((key) => {
      const before = tasks.find((other) => other.key === key);
      const [above, below] = [rowOf.get(key), rowOf.get(task.key)];
      if (!before || above === undefined || below === undefined) return [];
      const [x, y] = [at(before.due_date, 1), (above + 0.5) * ROW];
      const [to, end] = [at(task.start_date), (below + 0.5) * ROW];
      const turn = Math.max(x, to) === to ? (x + to) / 2 : x + 0.6;
      return [
        {
          key: `${key} ${task.key}`,
          path: `M${x} ${y}H${turn}V${end}H${to}`,
          broken: before.status !== 'done' && before.due_date >= task.start_date,
        },
      ];
    }),
  );
  const inside = dayOf(today) >= first && dayOf(today) <= last;
  return { rows, arrows, now: inside ? at(today, 0.5) : undefined, months: monthsOf(first, last, at) };
}

interface Row {
  readonly key: string;
  readonly label: string;
  readonly span: readonly [string, string];
  readonly from: number;
  readonly width: number;
  /** Undefined for a phase. */
  readonly task?: PlanTask;
}

/** Firsts of months, thinned out to at most eight. */
function monthsOf(first: number, last: number, at: (date: string) => number) {
  const dates: string[] = [];
  for (let day = first; day <= last; day++) {
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    if (date.endsWith('-01')) dates.push(date);
  }
  const step = Math.ceil(dates.length / 8);
  return dates
    .filter((_, index) => index % step === 0)
    .map((date) => ({ date, at: at(date) }))
    .filter((month) => month.at < 92);
}
