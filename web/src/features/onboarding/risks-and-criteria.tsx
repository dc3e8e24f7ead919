import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { Status, type Tone } from '../../components/status.tsx';
import { Origin } from './origin.tsx';
import styles from './plan.module.css';

const TONE = { high: 'bad', medium: 'attention', low: 'quiet' } as const satisfies Record<string, Tone>;

/** What may go wrong, and how one knows that it went right. */
export function RisksAndCriteria({
  plan: { risks, success_criteria, contract_id },
}: {
  readonly plan: Plan;
}) {
  const { t } = useTranslation();
  return (
    <>
      {risks.length > 0 && (
        <section aria-label={t('onboarding.risks')}>
          <header className={styles.phase}>
            <Title order={2} size="h4">
              {t('onboarding.risks')}
            </Title>
          </header>
          <ul className={styles.tasks}>
            {risks.map(({ key, severity, sentence, mitigation, source }) => (
              <li key={key} className={styles.risk}>
                <Status tone={TONE[severity]}>{t(`onboarding.severity.${severity}`)}</Status>
                <div className={styles.taskBody}>
                  <div className={styles.title}>{sentence}</div>
                  <Text size="sm" c="dimmed">
                    {mitigation}
                  </Text>
                  <Origin source={source} contractId={contract_id} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {success_criteria.length > 0 && (
        <section aria-label={t('onboarding.success')}>
          <header className={styles.phase}>
            <Title order={2} size="h4">
              {t('onboarding.success')}
            </Title>
          </header>
          <ul className={styles.tasks}>
            {success_criteria.map(({ key, sentence, target_date, source }) => (
              <li key={key} className={styles.risk}>
                <time dateTime={target_date} className={styles.due}>
                  {t('onboarding.by', { date: formatDate(target_date) })}
                </time>
                <div className={styles.taskBody}>
                  <div className={styles.title}>{sentence}</div>
                  <Origin source={source} contractId={contract_id} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
