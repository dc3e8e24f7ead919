import { IconBuilding, IconFilter } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { everyMemberQuery } from '../team/queries.ts';
import { CustomersTable } from './customers-table.tsx';
import { CustomersToolbar } from './customers-toolbar.tsx';
import { customersListQuery } from './queries.ts';
import { filterOf } from './search.ts';
import { useListColumns } from './use-list-columns.ts';

const route = getRouteApi('/app/customers');

/** All customers: found by the beginning of their name, narrowed by status and owner, as many as there are. */
export function CustomersPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    customersListQuery(filterOf(search)),
  );
  const columns = useListColumns();
  const { data: members } = useQuery({ ...everyMemberQuery, enabled: columns.columns.includes('owner') });
  const names = useMemo(() => members && new Map(members.map(({ id, name }) => [id, name])), [members]);
  const customers = data?.pages.flatMap((page) => page.data);
  const { q, status, owner, sort } = search;
  const narrowed = q !== undefined || status !== undefined || owner !== undefined;
  const none = customers?.length === 0;
  return (
    <Page title={t('customers.customers')}>
      {!(none && !narrowed) && <CustomersToolbar columns={columns} />}
      {!data && !error && <RowSkeleton rows={8} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {customers && !none && (
        <CustomersTable
          key={`${q} ${status} ${owner} ${sort}`}
          customers={customers}
          search={search}
          columns={columns.columns}
          fields={columns.shown}
          names={names}
          loading={isFetchingNextPage}
          more={hasNextPage ? () => void fetchNextPage() : undefined}
        />
      )}
      {none && !narrowed && (
        <EmptyState
          icon={IconBuilding}
          title={t('customers.emptyTitle')}
          action={
            <LinkButton to="/contracts" search={{ upload: true }}>
              {t('contracts.upload')}
            </LinkButton>
          }
        >
          {t('customers.emptyHelp')}
        </EmptyState>
      )}
      {none && narrowed && (
        <EmptyState
          icon={IconFilter}
          title={t('customers.noneTitle')}
          action={
            <LinkButton to="/customers" variant="default">
              {t('customers.showAll')}
            </LinkButton>
          }
        >
          {t(q === undefined ? 'customers.noneFiltered' : 'customers.noneHelp')}
        </EmptyState>
      )}
    </Page>
  );
}
