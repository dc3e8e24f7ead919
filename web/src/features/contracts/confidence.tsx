import { useTranslation } from 'react-i18next';
import { formatPercent } from '../../components/format.ts';
import styles from './facts.module.css';

const STEPS = [0.5, 0.75, 0.9] as const;

/** How sure the reading is, as a quiet mark of three bars; the figure on hover and for screen readers. */
export function Confidence({ value }: { readonly value: number }) {
  const { t } = useTranslation();
  const label = t('contracts.confidence', { value: formatPercent(Math.round(value * 100) / 100) });
  return (
    <span className={styles.confidence} role="img" aria-label={label} title={label}>
      {STEPS.map((step) => (
        <span key={step} data-on={value >= step} />
      ))}
    </span>
  );
}
