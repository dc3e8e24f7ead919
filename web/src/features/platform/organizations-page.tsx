import { Button, Text } from '@mantine/core';
import { IconBuilding, IconFilter } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { OrganizationDrawer } from './organization-drawer.tsx';
import { OrganizationTools } from './organization-tools.tsx';
import { OrganizationsTable } from './organizations-table.tsx';
import styles from './platform.module.css';
import { fleetQuery } from './queries.ts';

const route = getRouteApi('/platform/');

/** Every organization, found by how its name begins, narrowed by status, plan and trade (PLT-01). */
export function OrganizationsPage() {
  const { t } = useTranslation();
  const { id, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const [told, setTold] = useState<string>();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    fleetQuery(filter),
  );
  const organizations = data?.pages.flatMap((page) => page.data) ?? [];
  const narrowed = Object.keys(filter).length > 0;
  // A page may have nothing that fits, and the one behind it something.
  const seeks = data !== undefined && organizations.length === 0 && hasNextPage;
  useEffect(() => {
    if (seeks && !isFetchingNextPage) void fetchNextPage();
  }, [seeks, isFetchingNextPage, fetchNextPage]);
  const none = data !== undefined && organizations.length === 0 && !hasNextPage;
  return (
    <Page title={t('platform.organizations')} wide>
      {!(none && !narrowed) && <OrganizationTools filter={filter} />}
      <Notice message={told} tone="good" onClose={() => setTold(undefined)} />
      {((!data && !error) || seeks) && <RowSkeleton rows={8} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {organizations.length > 0 && (
        <>
          <OrganizationsTable organizations={organizations} filter={filter} />
          <div className={styles.foot}>
            <Text size="sm" c="dimmed" role="status">
              {hasNextPage
                ? t('platform.shownMore', { count: organizations.length })
                : t('platform.shown', { count: organizations.length })}
            </Text>
            {hasNextPage && (
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('common.showMore')}
              </Button>
            )}
          </div>
        </>
      )}
      {none && (
        <EmptyState
          icon={narrowed ? IconFilter : IconBuilding}
          title={narrowed ? t('platform.noneTitle') : t('platform.emptyTitle')}
          action={
            narrowed && (
              <LinkButton to="/platform" variant="default">
                {t('platform.showAll')}
              </LinkButton>
            )
          }
        >
          {narrowed ? t('platform.noneHelp') : t('platform.emptyHelp')}
        </EmptyState>
      )}
      <OrganizationDrawer
        id={id}
        onClose={() => void navigate({ search: filter, resetScroll: false })}
        onTold={setTold}
      />
    </Page>
  );
}
