/** What a task's line says about it. */
import '../../i18n/texts/onboarding.ts';
import type { PlanSource, PlanTask, TaskChanges } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { locale, t } from '../../i18n/i18n.ts';

/** A person where one fits, else the role; always whose side. */
export const ownerText = ({ name, role, side }: PlanTask['owner']): string =>
  t('onboarding.owner', { name: name ?? t(`onboarding.role.${role}`), side: t(`onboarding.side.${side}`) });

/** @param today an ISO 8601 day where the reader is */
export const isOverdue = (
  { status, due_date }: Pick<PlanTask, 'status' | 'due_date'>,
  today: string,
): boolean => status !== 'done' && due_date < today;

/** `in 3 days`, `yesterday`; from two weeks on, the date. */
function inDays(date: string, today: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  if (Math.abs(days) > 14) return formatDate(date);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day');
}

/** Whose it is, when a person has written a name; nobody's, when it was emptied. */
export const ownerEdit = (
  name: string,
  before: PlanTask['owner'],
  known: PlanTask['owner'] | undefined,
): NonNullable<TaskChanges['owner']> => ({
  side: known?.side ?? before.side,
  stakeholder_id: known?.stakeholder_id ?? null,
  name: name || null,
});

/** When it is due, and whether that has passed. */
export const dueText = (task: Pick<PlanTask, 'status' | 'due_date'>, today: string): string =>
  t(isOverdue(task, today) ? 'onboarding.wasDue' : 'onboarding.due', { date: inDays(task.due_date, today) });

export const originText = ({ fact_key, page }: PlanSource): string =>
  fact_key === null
    ? t('onboarding.why')
    : page === null
      ? t('onboarding.fromContract')
      : t('onboarding.fromPage', { page });

/** What it waits for, by title. */
export const waitsFor = (task: PlanTask, tasks: readonly PlanTask[]): string[] =>
  tasks.filter(({ key }) => task.waits_for.includes(key)).map(({ title }) => title);
