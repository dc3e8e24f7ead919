import { useTranslation } from 'react-i18next';
import type { Plan, PlanTask } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { dueText, isOverdue, ownerText } from './task-facts.ts';
import styles from './timeline.module.css';
import { ROW, timelineOf } from './timeline-layout.ts';

interface Props {
  readonly plan: Plan;
  readonly tasks: readonly PlanTask[];
  readonly today: string;
}

/** Phases and tasks by date; lines lead from a task to those that wait for it. */
export function Timeline({ plan, tasks, today }: Props) {
  const { t } = useTranslation();
  const { rows, arrows, now, months } = timelineOf(plan.phases, tasks, today);
  return (
    <section className={styles.chart} aria-label={t('onboarding.view.timeline')}>
      <div className={styles.months} aria-hidden>
        {months.map(({ date, at }) => (
          <span key={date} style={{ left: `${at}%` }}>
            {formatDate(date.slice(0, 7))}
          </span>
        ))}
      </div>
      <div className={styles.body}>
        <div className={styles.canvas} aria-hidden>
          <svg
            aria-hidden="true"
            viewBox={`0 0 100 ${rows.length * ROW}`}
            preserveAspectRatio="none"
            className={styles.lines}
          >
            {arrows.map(({ key, path, broken }) => (
              <path key={key} d={path} data-broken={broken} vectorEffect="non-scaling-stroke" />
            ))}
          </svg>
          {now !== undefined && <div className={styles.today} style={{ left: `${now}%` }} />}
        </div>
        <ul className={styles.rows}>
          {rows.map(({ key, label, from, width, task, span }) => (
            <li key={key} className={styles.row} data-phase={task === undefined}>
              <span className={styles.label} title={label}>
                {label}
              </span>
              <span className={styles.track}>
                <span
                  className={styles.bar}
                  data-kind={task === undefined ? 'phase' : task.status}
                  data-overdue={task !== undefined && isOverdue(task, today)}
                  style={{ left: `${from}%`, width: `${width}%` }}
                  title={t('onboarding.span', { from: formatDate(span[0]), to: formatDate(span[1]) })}
                />
              </span>
              <span className={styles.said}>
                {task ? `${dueText(task, today)}, ${ownerText(task.owner)}` : formatDate(span[1])}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <p className={styles.legend}>{t('onboarding.today', { date: formatDate(today) })}</p>
    </section>
  );
}
