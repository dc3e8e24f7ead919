import { Checkbox, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanTask } from '../../api/types.ts';
import { Status } from '../../components/status.tsx';
import { Origin } from './origin.tsx';
import styles from './plan.module.css';
import { dueText, isOverdue, ownerText, waitsFor } from './task-facts.ts';

interface Props {
  readonly task: PlanTask;
  readonly tasks: readonly PlanTask[];
  readonly today: string;
  readonly editable: boolean;
  readonly onTick: (task: PlanTask, done: boolean) => void;
}

export function TaskRow({ task, tasks, today, editable, onTick }: Props) {
  const { t } = useTranslation();
  const waits = waitsFor(task, tasks);
  const done = task.status === 'done';
  return (
    <li className={styles.task} data-done={done}>
      <Checkbox
        className={styles.tick}
        checked={done}
        disabled={!editable}
        aria-label={task.title}
        onChange={({ currentTarget }) => onTick(task, currentTarget.checked)}
      />
      <div className={styles.taskBody}>
        <div className={styles.title}>{task.title}</div>
        {!done && (
          <Text size="sm" c="dimmed">
            {task.description}
          </Text>
        )}
        {!done && waits.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('onboarding.after', { titles: waits.join(', ') })}
          </Text>
        )}
        <Origin source={task.source} />
      </div>
      <div className={styles.meta}>
        <time dateTime={task.due_date} data-overdue={isOverdue(task, today)} className={styles.due}>
          {dueText(task, today)}
        </time>
        <span>{ownerText(task.owner)}</span>
        {task.status === 'blocked' && <Status tone="bad">{t('onboarding.state.blocked')}</Status>}
        {task.status === 'in_progress' && <Status tone="good">{t('onboarding.state.in_progress')}</Status>}
      </div>
    </li>
  );
}
