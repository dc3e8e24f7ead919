import { CloseButton, Skeleton, TextInput } from '@mantine/core';
import { IconBuilding, IconFilter, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerStatus } from '../../api/types.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import styles from './customers.module.css';
import { CustomersTable } from './customers-table.tsx';
import { customersListQuery } from './queries.ts';
import { STATUSES } from './search.ts';

const route = getRouteApi('/app/customers');
const DEBOUNCE_MS = 300;

const Views = lazy(async () => ({ default: (await import('./customer-views.tsx')).CustomerViews }));

/** All customers: found by the beginning of their name, narrowed by status, as many as there are. */
export function CustomersPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    customersListQuery(search),
  );
  const customers = data?.pages.flatMap((page) => page.data);
  const narrowed = search.q !== undefined || search.status !== undefined;
  const none = customers?.length === 0;
  return (
    <Page title={t('customers.customers')}>
      {!(none && !narrowed) && (
        <div className={styles.tools}>
          <Search />
          <Filters active={search.status} />
          <Suspense fallback={<Skeleton width={120} height={36} />}>
            <Views search={search} />
          </Suspense>
        </div>
      )}
      {!data && !error && <RowSkeleton rows={8} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {customers && !none && (
        <CustomersTable
          key={`${search.q} ${search.status} ${search.sort}`}
          customers={customers}
          search={search}
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
          {t('customers.noneHelp')}
        </EmptyState>
      )}
    </Page>
  );
}

/** What is typed is in the address a moment later; going back empties the field again. */
function Search() {
  const { t } = useTranslation();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);
  useShortcuts([{ keys: '/', label: t('customers.find'), group: 'list', run: () => input.current?.focus() }]);
  useEffect(() => {
    setTyped((before) => (before.trim() === q.trim() ? before : q));
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const find = (text: string, wait: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () =>
        void navigate({
          search: ({ q: _, ...rest }) => ({ ...rest, ...(text.trim() && { q: text }) }),
          replace: true,
        }),
      wait,
    );
  };
  return (
    <TextInput
      ref={input}
      className={styles.search}
      type="search"
      aria-label={t('customers.find')}
      placeholder={t('customers.findPlaceholder')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed && <CloseButton size="sm" aria-label={t('customers.clear')} onClick={() => find('', 0)} />
      }
      maxLength={200}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget }) => find(currentTarget.value, DEBOUNCE_MS)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') find(typed, 0);
        if (key === 'Escape') find('', 0);
      }}
    />
  );
}

/** Filters are addresses: they can be kept, sent and gone back from. */
function Filters({ active }: { readonly active: CustomerStatus | undefined }) {
  const { t } = useTranslation();
  const { q, sort } = route.useSearch();
  const kept = { ...(q && { q }), ...(sort === '-name' && { sort }) };
  const chip = (status: CustomerStatus | undefined, label: string) => (
    <Link
      key={status ?? 'all'}
      to="/customers"
      search={{ ...kept, ...(status && { status }) }}
      className={styles.chip}
      data-active={active === status}
      aria-current={active === status ? 'page' : undefined}
    >
      {label}
    </Link>
  );
  return (
    <nav className={styles.chips} aria-label={t('customers.filter')}>
      {chip(undefined, t('customers.all'))}
      {STATUSES.map((status) => chip(status, t(`customers.status.${status}`)))}
    </nav>
  );
}
