import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../api/types.ts';
import { useRecent } from '../../app/recents.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { PageSkeleton, RowSkeleton } from '../../components/page-skeleton.tsx';
import { CustomerHeader } from './customer-header.tsx';
import styles from './customer-page.module.css';
import { PeopleTab } from './people-tab.tsx';
import { customerQuery } from './queries.ts';
import { type CustomerTab, TABS } from './search.ts';

// The tab that one sees first is there with the page; the others come when they are opened.
const CommercialTab = lazy(async () => ({ default: (await import('./commercial-tab.tsx')).CommercialTab }));
const ContractsTab = lazy(async () => ({ default: (await import('./contracts-tab.tsx')).ContractsTab }));
const PlanTab = lazy(async () => ({ default: (await import('./plan-tab.tsx')).PlanTab }));
const CustomFields = lazy(async () => ({ default: (await import('./custom-fields.tsx')).CustomFields }));
const TimelineTab = lazy(async () => ({ default: (await import('./timeline-tab.tsx')).TimelineTab }));

const route = getRouteApi('/app/customers/$id');

export function CustomerPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(customerQuery(id));
  if (data) return <Loaded key={id} customer={data} />;
  if (error)
    return (
      <Page title={t('customers.customer')}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    );
  return <PageSkeleton rows={8} />;
}

function Loaded({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation();
  const { tab = 'people', kind } = route.useSearch();
  useRecent({
    kind: 'customer',
    id: customer.id,
    title: customer.name,
    detail: t(`customers.status.${customer.status}`),
  });
  return (
    <CustomerHeader customer={customer}>
      <Suspense>
        <CustomFields customer={customer} />
      </Suspense>
      <Tabs id={customer.id} active={tab} />
      {tab === 'people' && <PeopleTab customer={customer} />}
      <Suspense fallback={<RowSkeleton rows={5} />}>
        {tab === 'commercial' && <CommercialTab customer={customer} />}
        {tab === 'contracts' && <ContractsTab id={customer.id} />}
        {tab === 'plan' && <PlanTab id={customer.id} />}
        {tab === 'timeline' && <TimelineTab id={customer.id} kind={kind} />}
      </Suspense>
    </CustomerHeader>
  );
}

/** Tabs are addresses: they can be sent, kept and gone back from. */
function Tabs({ id, active }: { readonly id: string; readonly active: CustomerTab }) {
  const { t } = useTranslation();
  const tabs = useRef<HTMLElement>(null);
  // On a narrow screen the one that is open may stand outside of it.
  useEffect(() => {
    tabs.current
      ?.querySelector(`[data-tab=${active}]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <nav ref={tabs} className={styles.tabs} aria-label={t('customers.parts')}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="/customers/$id"
          params={{ id }}
          search={tab === 'people' ? {} : { tab }}
          resetScroll={false}
          className={styles.tab}
          data-tab={tab}
          data-active={active === tab}
          aria-current={active === tab ? 'page' : undefined}
        >
          {t(`customers.tab.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}
