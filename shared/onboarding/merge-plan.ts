/** A plan made anew, beside the one that people work on: nobody's work is lost, and what nobody touched is up to date. */
import { isDeepStrictEqual } from 'node:util';
import type { PlanDraft, PlanTask, WorkTask } from './plan-model.ts';

/** A task in what a plan gained or lost. */
export interface TaskChange {
  readonly key: string;
  readonly title: string;
}

export interface PlanChanges {
  readonly added: readonly TaskChange[];
  readonly changed: readonly (TaskChange & { readonly fields: readonly string[] })[];
  readonly removed: readonly TaskChange[];
  /** No longer asked for by the contract, but somebody worked on it: it stays. */
  readonly kept: readonly TaskChange[];
}

export interface MergedPlan {
  readonly tasks: readonly WorkTask[];
  readonly changes: PlanChanges;
}

/** A person edited, began, completed or added it. */
export const isTouched = (task: WorkTask): boolean =>
  task.origin === 'person' ||
  task.status !== 'todo' ||
  task.archived_at !== undefined ||
  Object.keys(task.edited).length > 0;

/** Somebody chose where it stands. */
const isPlaced = (task: WorkTask): boolean => task.origin === 'person' || task.edited.order !== undefined;

/** What a rerun may change, and people are told about. */
const REPORTED = [
  'title',
  'description',
  'phase',
  'owner',
  'duration_days',
  'start_date',
  'due_date',
  'depends_on',
] as const;

export function mergePlan(
  existing: readonly WorkTask[],
  draft: Pick<PlanDraft, 'tasks' | 'phases'>,
): MergedPlan {
  const fresh = rekeyed(existing, draft.tasks);
  const before = new Map(existing.map((task) => [task.key, task]));
  const wanted = new Set(fresh.map(({ key }) => key));
  const added: TaskChange[] = [];
  const changed: (TaskChange & { fields: string[] })[] = [];
  const merged: WorkTask[] = fresh.map((task) => {
    const old = before.get(task.key);
    if (!old) {
      added.push(named(task));
      return { ...task, status: 'todo', origin: 'template', edited: {} };
    }
    if (isTouched(old))
      return {
        ...old,
        order: task.order,
        depends_on: old.edited.depends_on === undefined ? task.depends_on : old.depends_on,
      };
    const fields = REPORTED.filter((field) => !isDeepStrictEqual(old[field], task[field]));
    if (fields.length > 0) changed.push({ ...named(task), fields });
    return { ...task, status: 'todo', origin: old.origin, edited: {} };
  });
  const obsolete = existing.filter(({ key }) => !wanted.has(key));
  const kept = obsolete.filter(isTouched);
  const keys = new Set([...wanted, ...kept.map(({ key }) => key)]);
  const there = (task: WorkTask) => ({ ...task, depends_on: task.depends_on.filter((key) => keys.has(key)) });
  const staying = kept.map((task) => ({
    ...task,
    // Behind the others of its phase.
    order: fresh.length + task.order,
  }));
  return {
    tasks: placed(ordered([...merged, ...staying].map(there), draft.phases), existing, draft.phases).map(
      withoutCircle,
    ),
    changes: {
      added,
      changed,
      removed: obsolete.filter((task) => !isTouched(task)).map(named),
      kept: kept.filter(({ origin, archived_at }) => origin === 'template' && !archived_at).map(named),
    },
  };
}

const named = ({ key, title }: PlanTask): TaskChange => ({ key, title });

function ordered(tasks: readonly WorkTask[], phases: PlanDraft['phases']): WorkTask[] {
  const rank = new Map(phases.map(({ key }, index) => [key, index]));
  const phaseOf = ({ phase }: WorkTask) => rank.get(phase) ?? phases.length;
  return [...tasks]
    .sort((a, b) => phaseOf(a) - phaseOf(b) || a.order - b.order || (a.key < b.key ? -1 : 1))
    .map((task, index) => ({ ...task, order: index + 1 }));
}

/** What somebody placed stands behind the task that it stood behind, or first in its phase. */
function placed(
  tasks: readonly WorkTask[],
  existing: readonly WorkTask[],
  phases: PlanDraft['phases'],
): WorkTask[] {
  if (!tasks.some(isPlaced)) return [...tasks];
  const rank = new Map(phases.map(({ key }, index) => [key, index]));
  const phaseOf = ({ phase }: WorkTask) => rank.get(phase) ?? phases.length;
  const before = existing.toSorted((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  const result = tasks.filter((task) => !isPlaced(task));
  for (const { key } of before) {
    const task = tasks.find((candidate) => candidate.key === key && isPlaced(candidate));
    if (!task) continue;
    const peers = before.filter(({ phase }) => phase === task.phase).map((peer) => peer.key);
    const ahead = peers.slice(0, peers.indexOf(key)).reverse();
    const found = ahead
      .map((peer) => result.findIndex((other) => other.key === peer && other.phase === task.phase))
      .find((index) => index !== -1);
    const first = result.findIndex((other) => phaseOf(other) >= phaseOf(task));
    result.splice(found === undefined ? (first === -1 ? result.length : first) : found + 1, 0, task);
  }
  return result.map((task, index) => ({ ...task, order: index + 1 }));
}

/** Where a person's word on the order of things and the contract's contradict each other, the person's holds. */
function withoutCircle(task: WorkTask, _: number, all: readonly WorkTask[]): WorkTask {
  if (task.edited.depends_on !== undefined || task.origin === 'person') return task;
  const words = all.filter(({ origin, edited }) => origin === 'person' || edited.depends_on !== undefined);
  if (words.length === 0) return task;
  const depends_on = task.depends_on.filter((key) => !leadsTo(key, task.key, all));
  return depends_on.length === task.depends_on.length ? task : { ...task, depends_on };
}

/** Whether one waits, directly or not, for the other. */
export function leadsTo(
  from: string,
  to: string,
  tasks: readonly Pick<WorkTask, 'key' | 'depends_on'>[],
): boolean {
  const of = new Map(tasks.map(({ key, depends_on }) => [key, depends_on]));
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === to) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    open.push(...(of.get(key) ?? []));
  }
  return false;
}

/**
 * Fresh tasks under the keys by which people know them. A task belongs to the words of the contract it was made from: when
 * facts are read in another order, their numbers change, the words do not.
 */
function rekeyed(existing: readonly WorkTask[], fresh: readonly PlanTask[]): PlanTask[] {
  const words = ({ source }: PlanTask) =>
    source.fact_key === null || !source.quote
      ? undefined
      : JSON.stringify([source.template_key, source.quote]);
  const known = onlyOnes(existing, words);
  const now = onlyOnes(fresh, words);
  const keys = new Map<string, string>();
  for (const [quote, task] of now) {
    const old = known.get(quote);
    if (old) keys.set(task.key, old.key);
  }
  const taken = new Set([...keys.values(), ...existing.map(({ key }) => key)]);
  const given = new Set(keys.values());
  for (const { key, source } of fresh) {
    if (keys.has(key)) continue;
    const old = existing.find((task) => task.key === key);
    const moved = given.has(key) || (old !== undefined && old.source.template_key !== source.template_key);
    const free = moved ? nextFree(key, taken) : key;
    taken.add(free);
    given.add(free);
    keys.set(key, free);
  }
  const current = (key: string) => keys.get(key) ?? key;
  return fresh.map((task) => ({ ...task, key: current(task.key), depends_on: task.depends_on.map(current) }));
}

/** Tasks by their words, where no two have the same. */
function onlyOnes<T extends PlanTask>(
  tasks: readonly T[],
  words: (task: T) => string | undefined,
): Map<string, T> {
  const groups = Map.groupBy(tasks, words);
  return new Map(
    [...groups].flatMap(([quote, [task, ...more]]) =>
      quote && task && more.length === 0 ? [[quote, task]] : [],
    ),
  );
}

/** `sso-setup-3` → the first of `sso-setup-4`, `sso-setup-5`, … that nobody has. */
function nextFree(key: string, taken: ReadonlySet<string>): string {
  const [, stem = key, number] = /^(.*?)-(\d+)$/.exec(key) ?? [];
  let next = Number(number ?? 1);
  while (taken.has(`${stem}-${next}`)) next++;
  return `${stem}-${next}`;
}
