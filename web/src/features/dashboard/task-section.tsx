import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Dashboard, DashboardTask } from '../../api/types.ts';
import { dueText, isOverdue, ownerText } from '../onboarding/task-facts.ts';
import styles from './dashboard.module.css';
import { Section } from './section.tsx';
import { countText } from './summary.ts';
import { type Ticks, taskId } from './use-ticks.ts';

interface Props {
  readonly title: string;
  readonly list: Dashboard['overdue'];
  readonly day: string;
  readonly ticks: Ticks;
  readonly editable: boolean;
  /** Said where there are none; without it the section is left out. */
  readonly empty?: string;
}

/** Tasks of all plans; a tick is made here, the rest on the plan. */
export function TaskSection({ title, list, day, ticks, editable, empty }: Props) {
  if (list.tasks.length === 0 && empty === undefined) return null;
  return (
    <Section title={title} {...(list.count > 0 && { count: countText(list) })}>
      {list.tasks.length === 0 ? (
        <p className={styles.none}>{empty}</p>
      ) : (
        <ul className={styles.rows}>
          {list.tasks.map((task) => (
            <TaskRow key={taskId(task)} task={task} day={day} ticks={ticks} editable={editable} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function TaskRow({
  task,
  day,
  ticks,
  editable,
}: Omit<Props, 'title' | 'list' | 'empty'> & { readonly task: DashboardTask }) {
  const { t } = useTranslation();
  const done = ticks.isTicked(task);
  return (
    <li className={styles.row} data-task={taskId(task)} data-done={done}>
      <Checkbox
        className={styles.action}
        checked={done}
        disabled={!editable}
        aria-label={t('dashboard.tickTask', { title: task.title })}
        onChange={({ currentTarget }) => ticks.set(task, currentTarget.checked)}
      />
      <div className={styles.body}>
        <Link to="/plans/$id" params={{ id: task.plan_id }} className={styles.link} data-row>
          {task.title}
        </Link>
        <div className={styles.second}>
          {task.customer_name}
          {' · '}
          {task.mine ? <strong>{t('dashboard.mine')}</strong> : ownerText(task.owner)}
          {task.waits && ` · ${t('dashboard.waits')}`}
        </div>
      </div>
      <div className={styles.meta}>
        <time dateTime={task.due_date} className={styles.due} data-overdue={isOverdue(task, day)}>
          {dueText(task, day)}
        </time>
      </div>
    </li>
  );
}
