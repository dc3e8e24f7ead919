import { Text, Title } from '@mantine/core';
import type { Plan } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import { Origin } from './origin.tsx';
import styles from './plan.module.css';
import { SEVERITY, TEXT } from './text.ts';

/** What may go wrong, and how one knows that it went right. */
export function RisksAndCriteria({ plan: { risks, success_criteria } }: { readonly plan: Plan }) {
  return (
    <>
      {risks.length > 0 && (
        <section aria-label={TEXT.risks}>
          <header className={styles.phase}>
            <Title order={2} size="h4">
              {TEXT.risks}
            </Title>
          </header>
          <ul className={styles.tasks}>
            {risks.map(({ key, severity, sentence, mitigation, source }) => (
              <li key={key} className={styles.risk}>
                <Status tone={SEVERITY[severity].tone}>{SEVERITY[severity].label}</Status>
                <div className={styles.taskBody}>
                  <div className={styles.title}>{sentence}</div>
                  <Text size="sm" c="dimmed">
                    {mitigation}
                  </Text>
                  <Origin source={source} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {success_criteria.length > 0 && (
        <section aria-label={TEXT.success}>
          <header className={styles.phase}>
            <Title order={2} size="h4">
              {TEXT.success}
            </Title>
          </header>
          <ul className={styles.tasks}>
            {success_criteria.map(({ key, sentence, target_date, source }) => (
              <li key={key} className={styles.risk}>
                <span className={styles.due}>
                  By <time dateTime={target_date}>{formatDate(target_date)}</time>
                </span>
                <div className={styles.taskBody}>
                  <div className={styles.title}>{sentence}</div>
                  <Origin source={source} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
