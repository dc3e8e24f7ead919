import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlanSource } from '../../api/types.ts';
import styles from './plan.module.css';
import { originText } from './task-facts.ts';

interface Props {
  readonly source: PlanSource;
  readonly contractId: string;
}

/** Where a part of the plan comes from; opened, why, and the contract's own words. */
export function Origin({ source, contractId }: Props) {
  const { t } = useTranslation();
  return (
    <details className={styles.origin}>
      <summary>{originText(source)}</summary>
      <p>{source.reason}</p>
      {source.quote && source.fact_key && (
        <>
          <blockquote>{t('onboarding.quote', { words: source.quote })}</blockquote>
          <Link to="/contracts/$id" params={{ id: contractId }} search={{ fact: source.fact_key }}>
            {t('onboarding.showInContract')}
          </Link>
        </>
      )}
    </details>
  );
}
