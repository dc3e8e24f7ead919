import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanTask, TaskChanges } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import styles from './plan.module.css';
import { ownerText } from './task-facts.ts';
import type { TaskEdit, TaskEdits } from './use-task-edits.ts';

interface Props {
  readonly plan: Plan;
  readonly conflict: TaskEdit;
  readonly settle: TaskEdits['settle'];
}

/** Two people changed one task: both versions, side by side, for one to choose. */
export function Conflict({ plan, conflict, settle }: Props) {
  const { t } = useTranslation();
  const { task, changes } = conflict;
  const now = plan.tasks.find(({ key }) => key === task.key);
  const words = (of: Partial<PlanTask> | undefined, only: TaskChanges) =>
    [
      only.title !== undefined && of?.title,
      only.status !== undefined && of?.status && t(`onboarding.state.${of.status}`),
      only.due_date !== undefined && of?.due_date && formatDate(of.due_date),
      only.owner !== undefined && of?.owner && ownerText(of.owner),
      only.phase !== undefined && plan.phases.find(({ key }) => key === of?.phase)?.name,
    ]
      .filter(Boolean)
      .join(' · ');
  const mine = {
    ...task,
    ...changes,
    owner: { ...task.owner, ...changes.owner },
  } as PlanTask;
  return (
    <div role="alert" className={styles.late}>
      <strong>{now?.title ?? task.title}</strong>
      <div>{t('onboarding.conflict')}</div>
      <div>
        {t('onboarding.theirs', { value: words(now, changes) || (now ? '–' : t('onboarding.removed')) })}
      </div>
      <div>{t('onboarding.yours', { value: words(mine, changes) || '–' })}</div>
      <Group gap="xs" mt={8}>
        {now && (
          <Button size="compact-sm" onClick={() => settle(conflict, true)}>
            {t('onboarding.keepMine')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => settle(conflict, false)}>
          {t('onboarding.takeTheirs')}
        </Button>
      </Group>
    </div>
  );
}
