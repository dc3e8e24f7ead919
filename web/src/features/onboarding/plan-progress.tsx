import { Progress } from '@mantine/core';
import type { PlanSummary } from '../../api/types.ts';
import styles from './plan.module.css';

export function PlanProgress({ progress: { done, total, percent } }: Pick<PlanSummary, 'progress'>) {
  return (
    <span className={styles.progress}>
      <Progress value={percent} size="sm" w={72} aria-label={`${done} of ${total} tasks done`} />
      <span aria-hidden>
        {done} of {total}
      </span>
    </span>
  );
}
