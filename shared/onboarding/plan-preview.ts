/** What a new draft would do to a plan, told before it is done: which tasks come, go and move. */
import { mergePlan, type TaskChange } from './merge-plan.ts';
import type { PlanDraft, WorkTask } from './plan-model.ts';

/** ISO dates. */
interface DatedTask extends TaskChange {
  readonly due_date: string;
}

export interface PlanPreview {
  readonly added: readonly DatedTask[];
  readonly changed: readonly (DatedTask & {
    readonly fields: readonly string[];
    readonly due_date_before: string;
  })[];
  readonly removed: readonly DatedTask[];
}

export function planPreview(existing: readonly WorkTask[], draft: PlanDraft): PlanPreview {
  const { tasks, changes } = mergePlan(existing, draft);
  const [before, after] = [dueDates(existing), dueDates(tasks)];
  const dated = (change: TaskChange, dates: ReadonlyMap<string, string>) => ({
    key: change.key,
    title: change.title,
    due_date: dates.get(change.key) ?? '',
  });
  return {
    added: changes.added.map((change) => dated(change, after)),
    changed: changes.changed.map((change) => ({
      ...dated(change, after),
      fields: change.fields,
      due_date_before: before.get(change.key) ?? '',
    })),
    removed: changes.removed.map((change) => dated(change, before)),
  };
}

const dueDates = (tasks: readonly WorkTask[]): ReadonlyMap<string, string> =>
  new Map(tasks.map(({ key, due_date }) => [key, due_date]));
