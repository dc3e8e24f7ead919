/** What a task's line says about it. */
import type { PlanSource, PlanTask } from '../../api/types.ts';
import { OWNER_ROLE, SIDE, TEXT } from './text.ts';

/** A person where one fits, else the role; always whose side. */
export const ownerText = ({ name, role, side }: PlanTask['owner']): string =>
  `${name ?? OWNER_ROLE[role]} (${SIDE[side]})`;

/** @param today an ISO 8601 day where the reader is */
export const isOverdue = (
  { status, due_date }: Pick<PlanTask, 'status' | 'due_date'>,
  today: string,
): boolean => status !== 'done' && due_date < today;

/** The reader's day, as `2027-03-01`. */
export function localDay(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const originText = ({ fact_key, page }: PlanSource): string =>
  fact_key === null ? TEXT.why : page === null ? TEXT.fromContract : TEXT.fromPage(page);

/** What it waits for, by title. */
export const waitsFor = (task: PlanTask, tasks: readonly PlanTask[]): string[] =>
  tasks.filter(({ key }) => task.waits_for.includes(key)).map(({ title }) => title);
