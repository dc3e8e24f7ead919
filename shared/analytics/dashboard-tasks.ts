/** Which of an organization's open tasks its dashboard shows. */
import { fold } from '../kernel/fold.ts';
import type { StoredTask } from '../onboarding/plan-record.ts';
import { addDays } from '../onboarding/working-days.ts';

/** What is due later is not next, unless nothing else is. */
const AHEAD_DAYS = 60;

/** As they stand in the list of open tasks. */
export type ListedTask = StoredTask & { readonly plan_id: string };

export interface TaskChoice {
  /** Of those that were read. */
  readonly count: number;
  readonly tasks: readonly (ListedTask & { readonly mine: boolean; readonly waits: boolean })[];
}

const name = (text: string) => fold(text).replace(/\s+/g, ' ').trim();

/**
 * Overdue and coming tasks, one's own first, then by the day they are due.
 * @param open by the day they are due
 * @param person the name of whoever asks
 * @param shown how many of each
 */
export function chooseTasks(
  open: readonly ListedTask[],
  { person, day, shown }: { readonly person: string; readonly day: string; readonly shown: number },
): { overdue: TaskChoice; upcoming: TaskChoice } {
  const own = name(person);
  const isOpen = new Set(open.map(({ plan_id, key }) => `${plan_id} ${key}`));
  const marked = open.map((task) => ({
    ...task,
    mine: own !== '' && task.owner.name !== null && name(task.owner.name) === own,
    waits: task.depends_on.some((key) => isOpen.has(`${task.plan_id} ${key}`)),
  }));
  const choice = (tasks: typeof marked): TaskChoice => ({
    count: tasks.length,
    tasks: tasks.toSorted((a, b) => Number(b.mine) - Number(a.mine)).slice(0, shown),
  });
  // What still waits for something else is nobody's next task.
  const free = marked.filter(({ due_date, waits }) => due_date >= day && !waits);
  const soon = free.filter(({ due_date }) => due_date <= horizon(day));
  return {
    overdue: choice(marked.filter(({ due_date }) => due_date < day)),
    upcoming: choice(soon.length > 0 ? soon : free.slice(0, 1)),
  };
}

export const horizon = (day: string): string => addDays(day, AHEAD_DAYS);
