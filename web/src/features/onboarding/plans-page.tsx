import '../../i18n/texts/onboarding.ts';
import { Button, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate, localDay } from '../../components/format.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import table from '../../components/table.module.css';
import { PlanProgress } from './plan-progress.tsx';
import { plansQuery } from './queries.ts';
import type { PlansSearch } from './search.ts';
import { dueText, ownerText } from './task-facts.ts';

const route = getRouteApi('/app/plans');

export function PlansPage() {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowShortcuts(body, 'a');
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } =
    useInfiniteQuery(plansQuery);
  const plans = data?.pages.flatMap((page) => page.data);
  const { state, owner } = route.useSearch();
  const navigate = route.useNavigate();
  const today = localDay();
  const go = (changes: { [K in keyof PlansSearch]?: PlansSearch[K] | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...changes }) as PlansSearch, replace: true });
  const chosen = plans?.filter(
    ({ next_step: next }) =>
      (state !== 'done' || next === null) &&
      (state !== 'open' || next !== null) &&
      (state !== 'overdue' || (next !== null && next.due_date < today)) &&
      (owner === undefined || next?.owner.name === owner),
  );
  const owners = [...new Set(plans?.flatMap(({ next_step: next }) => next?.owner.name ?? []))].sort();
  // What is asked for may stand on any page.
  const filtered = state !== undefined || owner !== undefined;
  useEffect(() => {
    if (filtered && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [filtered, hasNextPage, isFetchingNextPage, fetchNextPage]);
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
        <Group gap="sm">
          <SegmentedControl
            aria-label={t('onboarding.plansState.label')}
            value={state ?? 'all'}
            onChange={(value) => go({ state: value === 'all' ? undefined : (value as 'open') })}
            data={(['all', 'open', 'overdue', 'done'] as const).map((value) => ({
              value,
              label: t(`onboarding.plansState.${value}`),
            }))}
          />
          <NativeSelect
            aria-label={t('onboarding.show.owner')}
            value={owner ?? ''}
            onChange={({ currentTarget }) => go({ owner: currentTarget.value || undefined })}
            data={[
              { value: '', label: t('onboarding.show.everybody') },
              ...owners.map((name) => ({ value: name, label: name })),
            ]}
          />
        </Group>
      )}
      {plans && plans.length > 0 && chosen?.length === 0 && <p>{t('onboarding.noMatch')}</p>}
      {chosen && chosen.length > 0 && (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('onboarding.column.plan')}</th>
                <th scope="col">{t('onboarding.column.next')}</th>
                <th scope="col">{t('onboarding.column.goesLive')}</th>
                <th scope="col">{t('onboarding.column.done')}</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {chosen.map((plan) => (
                <tr key={plan.id} className={table.row}>
                  <td>
                    <Link to="/plans/$id" params={{ id: plan.id }} className={table.rowLink}>
                      {plan.customer_name}
                    </Link>
                    <div className={table.second}>{plan.name}</div>
                  </td>
                  <td>
                    {plan.next_step?.title}
                    {plan.next_step && (
                      <div className={table.second} title={formatDate(plan.next_step.due_date)}>
                        {dueText({ ...plan.next_step, status: 'todo' }, today)} ·{' '}
                        {ownerText(plan.next_step.owner)}
                      </div>
                    )}
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
