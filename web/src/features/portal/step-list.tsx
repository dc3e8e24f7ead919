import { Badge, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate, localDay } from '../../components/format.ts';
import { isOverdue } from '../onboarding/task-facts.ts';
import styles from './portal.module.css';
import type { OwnTask } from './queries.ts';

interface Props {
  readonly tasks: readonly OwnTask[];
  /** The key of what can be done now. */
  readonly next: string | null;
  readonly onCheck: (task: OwnTask) => void;
}

/** What is the customer's to do, the next first. */
export function StepList({ tasks, next, onCheck }: Props) {
  const { t } = useTranslation();
  const today = localDay();
  const ordered = tasks.toSorted(
    (a, b) =>
      Number(b.key === next) - Number(a.key === next) ||
      Number(a.waits_for.length > 0) - Number(b.waits_for.length > 0) ||
      (a.due_date < b.due_date ? -1 : 1),
  );
  return (
    <ul className={styles.steps}>
      {ordered.map((task) => (
        <li key={task.key} className={styles.step} data-next={task.key === next}>
          <Checkbox
            checked={false}
            onChange={() => onCheck(task)}
            aria-label={t('portal.markDone', { title: task.title })}
            size="md"
          />
          <div className={styles.stepText}>
            <span className={styles.stepTitle}>
              {task.title}
              {task.key === next && <Badge variant="light">{t('portal.next')}</Badge>}
            </span>
            {task.description && <span className={styles.quiet}>{task.description}</span>}
            <span className={styles.quiet} data-late={isOverdue(task, today)}>
              {t(isOverdue(task, today) ? 'portal.wasDue' : 'portal.due', {
                date: formatDate(task.due_date),
              })}
              {task.waits_for.length > 0 &&
                ` · ${t('portal.waitsFor', { titles: task.waits_for.join(', ') })}`}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
