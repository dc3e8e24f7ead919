import { useTranslation } from 'react-i18next';
import type { PlanSource } from '../../api/types.ts';
import styles from './plan.module.css';
import { originText } from './task-facts.ts';

/** Where a part of the plan comes from; opened, why, and the contract's own words. */
export function Origin({ source }: { readonly source: PlanSource }) {
  const { t } = useTranslation();
  return (
    <details className={styles.origin}>
      <summary>{originText(source)}</summary>
      <p>{source.reason}</p>
      {source.quote && <blockquote>{t('onboarding.quote', { words: source.quote })}</blockquote>}
    </details>
  );
}
