import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextLink } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import styles from './platform.module.css';
import { logQuery, type OversightEntry } from './queries.ts';
import { actionText, planText } from './text.ts';

/** What platform administrators did (AUD-02). */
export function LogPage() {
  const { t } = useTranslation();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(logQuery);
  const entries = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page title={t('platform.log')} subtitle={t('platform.logIntro')} wide>
      {!data && !error && <RowSkeleton rows={8} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {entries.length > 0 && <LogTable entries={entries} />}
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.showMore')}
          </Button>
        </div>
      )}
      {data && entries.length === 0 && (
        <EmptyState icon={IconHistory} title={t('platform.logEmptyTitle')}>
          {t('platform.logEmptyHelp')}
        </EmptyState>
      )}
    </Page>
  );
}

function LogTable({ entries }: { readonly entries: readonly OversightEntry[] }) {
  const { t } = useTranslation();
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('platform.logColumn.action')}</th>
            <th scope="col">{t('platform.logColumn.about')}</th>
            <th scope="col">{t('platform.logColumn.reason')}</th>
            <th scope="col">{t('platform.logColumn.who')}</th>
            <th scope="col" className={table.when}>
              {t('platform.logColumn.when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} className={`${table.row} ${styles.logged}`}>
              <td>
                {actionText(entry.action)}
                {entry.action === 'organization.plan_changed' && entry.before && entry.after && (
                  <div className={table.second}>
                    {t('platform.fromTo', { before: planText(entry.before), after: planText(entry.after) })}
                  </div>
                )}
              </td>
              <td className={styles.name}>
                {entry.organization ? (
                  <TextLink to="/platform" search={{ id: entry.organization.id }}>
                    {entry.organization.name}
                  </TextLink>
                ) : (
                  entry.subject
                )}
              </td>
              <td className={styles.reason}>{entry.reason ?? <span className={styles.nothing}>–</span>}</td>
              <td>
                {entry.admin.id === 'operator'
                  ? t('platform.operator')
                  : entry.admin.name || entry.admin.email}
              </td>
              <td className={table.when}>
                <RelativeTime at={entry.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
