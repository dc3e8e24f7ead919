import { Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan, PlanTask } from '../../api/types.ts';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { formatDate } from '../../components/format.ts';
import { AddTask } from './add-task.tsx';
import styles from './plan.module.css';
import { PlanProgress } from './plan-progress.tsx';
import { type TaskActions, TaskRow } from './task-row.tsx';

/** Tasks, from which on a plan is a long one. */
const LONG = 60;

interface Props extends TaskActions {
  readonly plan: Plan;
  readonly tasks: readonly PlanTask[];
  /** Of them, those to be shown. */
  readonly chosen: readonly PlanTask[];
  readonly today: string;
  readonly editable: boolean;
}

export function Checklist({ plan, tasks, chosen, today, editable, ...actions }: Props) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  useRowShortcuts(root, 'input[type=checkbox]');
  const { edit } = actions;
  const drop = useRef(edit);
  useEffect(() => {
    drop.current = edit;
  });
  useEffect(() => {
    if (!editable) return;
    let detach: (() => void) | undefined;
    let gone = false;
    void import('./drag.ts').then(({ attachDragging }) => {
      if (gone || !root.current) return;
      detach = attachDragging(root.current, ({ key, phase, after }) => {
        const task = tasks.find((candidate) => candidate.key === key);
        if (task) drop.current(task, { phase, after });
      });
    });
    return () => {
      gone = true;
      detach?.();
    };
  }, [editable, tasks]);
  return (
    <div ref={root} className={styles.phases} data-long={chosen.length > LONG}>
      {plan.phases.map((phase) => {
        const own = chosen.filter((task) => task.phase === phase.key);
        return (
          <section key={phase.key} aria-label={phase.name}>
            <header className={styles.phase}>
              <Title order={2} size="h4">
                {phase.name}
              </Title>
              <Text size="sm" c="dimmed">
                {t('onboarding.span', {
                  from: formatDate(phase.start_date),
                  to: formatDate(phase.end_date),
                })}
              </Text>
              <PlanProgress progress={phase.progress} />
              <Text size="sm" c="dimmed" className={styles.goal}>
                {phase.goal}
              </Text>
            </header>
            {own.length > 0 ? (
              <ul className={styles.tasks}>
                {own.map((task) => (
                  <TaskRow
                    key={task.key}
                    plan={plan}
                    task={task}
                    tasks={tasks}
                    today={today}
                    editable={editable}
                    {...actions}
                  />
                ))}
              </ul>
            ) : (
              <Text size="sm" c="dimmed">
                {t('onboarding.noneHere')}
              </Text>
            )}
            {editable && <AddTask planId={plan.id} phase={phase} />}
          </section>
        );
      })}
    </div>
  );
}
