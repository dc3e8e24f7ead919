import { Checkbox, Text } from '@mantine/core';
import type { PlanTask } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import { Origin } from './origin.tsx';
import styles from './plan.module.css';
import { isOverdue, ownerText, waitsFor } from './task-facts.ts';

interface Props {
  readonly task: PlanTask;
  readonly tasks: readonly PlanTask[];
  readonly today: string;
  readonly editable: boolean;
  readonly onTick: (task: PlanTask, done: boolean) => void;
}

export function TaskRow({ task, tasks, today, editable, onTick }: Props) {
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
            After: {waits.join(', ')}
          </Text>
        )}
        <Origin source={task.source} />
      </div>
      <div className={styles.meta}>
        <span data-overdue={isOverdue(task, today)} className={styles.due}>
          {isOverdue(task, today) ? 'Was due ' : 'Due '}
          <time dateTime={task.due_date}>{formatDate(task.due_date)}</time>
        </span>
        <span>{ownerText(task.owner)}</span>
        {task.status === 'blocked' && <Status tone="bad">Blocked</Status>}
        {task.status === 'in_progress' && <Status tone="good">In progress</Status>}
      </div>
    </li>
  );
}
