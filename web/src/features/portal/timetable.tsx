import { Badge, Title, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../components/format.ts';
import { Panel } from '../../components/page.tsx';
import styles from './portal.module.css';
import type { OwnPlan, OwnTask } from './queries.ts';

/** The plan's phases with their dates; what is in them when it is asked for. */
export function Timetable({ plan, tasks }: { readonly plan: OwnPlan; readonly tasks: readonly OwnTask[] }) {
  const { t } = useTranslation();
  return (
    <Panel label={t('portal.timetable')}>
      <Title order={2} size="h4" mb="sm">
        {t('portal.timetable')}
      </Title>
      <ol className={styles.phases}>
        {plan.phases.map((phase) => (
          <Phase key={phase.key} phase={phase} tasks={tasks.filter((task) => task.phase === phase.key)} />
        ))}
      </ol>
    </Panel>
  );
}

function Phase({
  phase,
  tasks,
}: {
  readonly phase: OwnPlan['phases'][number];
  readonly tasks: readonly OwnTask[];
}) {
  const { t } = useTranslation();
  const done = tasks.filter(({ status }) => status === 'done').length;
  const complete = tasks.length > 0 && done === tasks.length;
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <UnstyledButton className={styles.phase} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={styles.phaseMark} data-done={complete}>
          {complete ? <IconCheck size={16} aria-hidden /> : <IconCircle size={16} aria-hidden />}
        </span>
        <span className={styles.phaseText}>
          <span className={styles.phaseName}>{phase.name}</span>
          <span className={styles.quiet}>
            {formatDate(phase.start_date)} – {formatDate(phase.end_date)}
          </span>
        </span>
        <span className={styles.quiet}>{t('portal.steps', { done, total: tasks.length })}</span>
        <Chevron size={16} aria-hidden />
      </UnstyledButton>
      {open && (
        <ul className={styles.phaseTasks}>
          {tasks.map((task) => (
            <li key={task.key}>
              <span>
                {task.title} {task.yours && <Badge variant="light">{t('portal.yours')}</Badge>}
              </span>
              <span className={styles.quiet}>
                {t(`portal.status.${task.status}`)} · {formatDate(task.due_date)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
