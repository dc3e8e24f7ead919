import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../../api/types.ts';
import styles from './plan.module.css';

export function PlanProgress({ progress: { done, total, percent } }: Pick<PlanSummary, 'progress'>) {
  const { t } = useTranslation();
  return (
    <span className={styles.progress}>
      <Progress value={percent} size="sm" w={72} aria-label={t('onboarding.progressLong', { done, total })} />
      <span aria-hidden>{t('onboarding.progress', { done, total })}</span>
    </span>
  );
}
