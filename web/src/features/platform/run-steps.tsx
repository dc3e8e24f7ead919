import { useTranslation } from 'react-i18next';
import { formatElapsed } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import styles from './platform.module.css';
import type { Run } from './queries.ts';
import { RUN_TONES } from './text.ts';

/** An attempt at setting up, step by step. */
export function RunSteps({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.run}>
        {t('platform.attempt', { attempt: run.attempt })}:{' '}
        <Status tone={RUN_TONES[run.status]}>{t(`platform.runStatus.${run.status}`)}</Status>
        {run.seconds !== null && (
          <span className={styles.dimmed}>
            {t('platform.took', { time: formatElapsed(run.seconds * 1000) })}
          </span>
        )}
      </p>
      <ol className={styles.steps}>
        {run.steps.map(({ key, status, error }) => (
          <li key={key}>
            <span>{t(`platform.step.${key}`)}</span>
            <Status tone={RUN_TONES[status]}>{t(`platform.runStatus.${status}`)}</Status>
            {error && <span className={styles.stepError}>{error}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
