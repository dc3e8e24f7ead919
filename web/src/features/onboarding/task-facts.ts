/** What a task's line says about it. */
import type { PlanSource, PlanTask } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { t } from '../../i18n/i18n.ts';

/** A person where one fits, else the role; always whose side. */
export const ownerText = ({ name, role, side }: PlanTask['owner']): string =>
  t('onboarding.owner', { name: name ?? t(`onboarding.role.${role}`), side: t(`onboarding.side.${side}`) });

/** @param today an ISO 8601 day where the reader is */
export const isOverdue = (
  { status, due_date }: Pick<PlanTask, 'status' | 'due_date'>,
  today: string,
): boolean => status !== 'done' && due_date < today;

/** When it is due, and whether that has passed. */
export const dueText = (task: Pick<PlanTask, 'status' | 'due_date'>, today: string): string =>
  t(isOverdue(task, today) ? 'onboarding.wasDue' : 'onboarding.due', { date: formatDate(task.due_date) });

/** The reader's day, as `2027-03-01`. */
export function localDay(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const originText = ({ fact_key, page }: PlanSource): string =>
  fact_key === null
    ? t('onboarding.why')
    : page === null
      ? t('onboarding.fromContract')
      : t('onboarding.fromPage', { page });

/** What it waits for, by title. */
export const waitsFor = (task: PlanTask, tasks: readonly PlanTask[]): string[] =>
  tasks.filter(({ key }) => task.waits_for.includes(key)).map(({ title }) => title);
