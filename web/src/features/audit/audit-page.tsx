import '../../i18n/texts/audit.ts';
import { Button, Text } from '@mantine/core';
import { IconFilter, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import styles from './audit.module.css';
import { AuditActions } from './audit-actions.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { auditQuery } from './queries.ts';

const route = getRouteApi('/app/settings/audit');

/** Who changed what (AUD-02): narrowed by what is in the address, entry by entry, verified here. */
export function AuditPage() {
  const { t } = useTranslation();
  const { entry, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(filter),
  );
  const entries = data?.pages.flatMap((page) => page.data) ?? [];
  const total = data?.pages[0]?.total ?? null;
  const narrowed = Object.keys(filter).length > 0;
  // A page may have nothing that fits, and the one behind it something.
  const seeks = data !== undefined && entries.length === 0 && hasNextPage;
  useEffect(() => {
    if (seeks && !isFetchingNextPage) void fetchNextPage();
  }, [seeks, isFetchingNextPage, fetchNextPage]);
  const isEmpty = data !== undefined && entries.length === 0 && !hasNextPage;
  return (
    <>
      <title>{t('common.pageTitle', { title: t('audit.audit') })}</title>
      <div className={styles.intro}>
        <Text c="dimmed">{t('audit.intro')}</Text>
        <AuditActions filter={filter} />
      </div>
      {!(isEmpty && !narrowed) && <AuditFilters filter={filter} entries={entries} />}
      {!data && !error && <RowSkeleton rows={8} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {entries.length > 0 && <AuditTable entries={entries} filter={filter} />}
      {data && !isEmpty && (
        <div className={styles.foot}>
          <Text size="sm" c="dimmed" role="status">
            {seeks
              ? t('audit.looking')
              : total === null
                ? t('audit.shown', { count: entries.length })
                : t('audit.of', { shown: entries.length, total: Math.max(total, entries.length) })}
          </Text>
          {hasNextPage && !seeks && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('audit.more')}
            </Button>
          )}
        </div>
      )}
      {isEmpty && !narrowed && (
        <EmptyState icon={IconHistory} title={t('audit.emptyTitle')}>
          {t('audit.emptyHelp')}
        </EmptyState>
      )}
      {isEmpty && narrowed && (
        <EmptyState
          icon={IconFilter}
          title={t('audit.noneTitle')}
          action={
            <LinkButton to="/settings/audit" variant="default">
              {t('audit.clear')}
            </LinkButton>
          }
        >
          {t('audit.noneHelp')}
        </EmptyState>
      )}
      <EntryDrawer
        id={entry}
        known={entries.find(({ id }) => id === entry)}
        onClose={() => void navigate({ search: filter, resetScroll: false })}
      />
    </>
  );
}
