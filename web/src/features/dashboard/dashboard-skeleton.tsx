import { useTranslation } from 'react-i18next';
import page from '../../components/page.module.css';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import styles from './dashboard.module.css';

/** The outline of the two columns. */
export function DashboardSkeleton() {
  const { t } = useTranslation();
  return (
    <div className={styles.columns} aria-busy="true">
      <span className={page.hidden} role="status">
        {t('common.loading')}
      </span>
      <div className={styles.column}>
        <RowSkeleton rows={3} />
        <RowSkeleton rows={6} />
      </div>
      <div className={styles.column}>
        <RowSkeleton rows={5} />
        <RowSkeleton rows={6} />
      </div>
    </div>
  );
}
