import { Button, Group } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate } from '../../components/format.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import table from '../../components/table.module.css';
import { PlanProgress } from './plan-progress.tsx';
import { plansQuery } from './queries.ts';

export function PlansPage() {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowShortcuts(body, 'a');
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } =
    useInfiniteQuery(plansQuery);
  const plans = data?.pages.flatMap((page) => page.data);
  return (
    <Page title={t('onboarding.plans')}>
      {!data && !error && <RowSkeleton />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {plans?.length === 0 && (
        <EmptyState
          icon={IconChecklist}
          title={t('onboarding.emptyTitle')}
          action={<LinkButton to="/contracts">{t('onboarding.toContracts')}</LinkButton>}
        >
          {t('onboarding.emptyHelp')}
        </EmptyState>
      )}
      {plans && plans.length > 0 && (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('onboarding.column.plan')}</th>
                <th scope="col">{t('onboarding.column.goesLive')}</th>
                <th scope="col">{t('onboarding.column.done')}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {plans.map((plan) => (
                <tr key={plan.id} className={table.row}>
                  <td>
                    <Link to="/plans/$id" params={{ id: plan.id }} className={table.rowLink}>
                      {plan.customer_name}
                    </Link>
                    <div className={table.second}>{plan.name}</div>
                  </td>
                  <td className={table.when}>{formatDate(plan.go_live_date)}</td>
                  <td>
                    <PlanProgress progress={plan.progress} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.showMore')}
          </Button>
        </Group>
      )}
    </Page>
  );
}
