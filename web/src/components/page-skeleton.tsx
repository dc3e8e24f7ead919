import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

/** The outline of a screen whose content is on its way. */
export function PageSkeleton({ rows = 5 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.page} aria-busy="true">
      <span className={styles.hidden} role="status">
        {t('common.loading')}
      </span>
      <Skeleton height={30} width="min(280px, 60%)" />
      <RowSkeleton rows={rows} />
    </div>
  );
}

export function RowSkeleton({ rows = 5 }: { readonly rows?: number }) {
  return (
    <div className={styles.panel}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outlines without identity
        <Skeleton key={row} height={18} my={14} width={`${92 - ((row * 17) % 40)}%`} />
      ))}
    </div>
  );
}
