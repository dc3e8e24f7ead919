import '../../i18n/texts/dashboard.ts';
import '../../i18n/texts/onboarding.ts';
import { Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Dashboard } from '../../api/types.ts';
import { useRowShortcuts, useShortcuts } from '../../app/shortcuts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDay, localDay } from '../../components/format.ts';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { contractsKey, processAgain } from '../contracts/queries.ts';
import { ActivityList } from '../customers/activity.tsx';
import { accountQuery } from '../identity/queries.ts';
import { usePermission } from '../identity/use-permission.ts';
import { Checklist } from '../organizations/checklist.tsx';
import { ContractSection } from './contract-section.tsx';
import styles from './dashboard.module.css';
import { DashboardSkeleton } from './dashboard-skeleton.tsx';
import { PlanSection } from './plan-section.tsx';
import { dashboardKey, dashboardQuery } from './queries.ts';
import { Section } from './section.tsx';
import { needs } from './summary.ts';
import { TaskSection } from './task-section.tsx';
import { taskId, useTicks } from './use-ticks.ts';

/** Where the day begins: what needs somebody, what comes next, what is in progress, what happened. */
export function DashboardPage() {
  const { t } = useTranslation();
  const day = localDay();
  const { data: known, error, isFetching, refetch } = useQuery(dashboardQuery(day));
  // An organization is empty until just now: what was known is not believed before it is asked again.
  const data = known?.empty && isFetching ? undefined : known;
  // There the first contract is dropped, and is told what will happen to it.
  if (data?.empty) return <Navigate to="/contracts" replace />;
  return (
    <Page title={t('dashboard.title')} subtitle={formatDay(day)}>
      {data && <Checklist />}
      {data && <Loaded dashboard={data} />}
      {!data && error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <DashboardSkeleton />}
    </Page>
  );
}

function Loaded({ dashboard }: { readonly dashboard: Dashboard }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: account } = useQuery(accountQuery);
  const mayTick = usePermission('plan:write');
  const mayRetry = usePermission('contract:write');
  const ticks = useTicks();
  const retry = useMutation({
    mutationFn: processAgain,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: dashboardKey }),
        queryClient.invalidateQueries({ queryKey: contractsKey }),
      ]),
  });
  const screen = useRef<HTMLDivElement>(null);
  useRowShortcuts(screen, '[data-row]');
  const { overdue, upcoming, review, failed, processing, plans, activity } = dashboard;
  const tickFocused = () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-task]')?.dataset.task;
    const task = [...overdue.tasks, ...upcoming.tasks].find((candidate) => taskId(candidate) === id);
    if (task) ticks.set(task, !ticks.isTicked(task));
  };
  const retryFocused = () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-retry]')?.dataset.retry;
    if (id) retry.mutate(id);
  };
  useShortcuts([
    ...(mayTick ? [{ keys: 'x', label: t('dashboard.tick'), group: 'list' as const, run: tickFocused }] : []),
    ...(mayRetry && failed.count > 0
      ? [{ keys: 'r', label: t('dashboard.retry'), group: 'list' as const, run: retryFocused }]
      : []),
    ...(ticks.last
      ? [{ keys: 'u', label: t('dashboard.undo'), group: 'list' as const, run: ticks.undo }]
      : []),
  ]);
  const stale = isApiError(ticks.error, 'version_conflict');
  const summary = needs(dashboard);
  return (
    <>
      <Notice
        message={
          stale ? t('onboarding.conflict') : ticks.last && t('dashboard.ticked', { title: ticks.last.title })
        }
        tone={stale ? 'attention' : 'good'}
        {...(ticks.last && { action: { label: t('dashboard.undo'), run: ticks.undo } })}
        {...(stale && { onClose: ticks.dismiss })}
      />
      {ticks.error && !stale && <ErrorState error={ticks.error} />}
      {retry.error && <ErrorState error={retry.error} />}
      <div className={styles.columns} ref={screen}>
        <div className={styles.column}>
          {summary ? (
            <Text fw={600}>{summary}</Text>
          ) : (
            <p className={styles.calm}>
              <IconCheck size={20} aria-hidden /> {t('dashboard.nothing')}
            </p>
          )}
          <ContractSection
            title={t('dashboard.failed')}
            status="failed"
            {...failed}
            retry={mayRetry ? retry.mutate : undefined}
            retrying={retry.isPending ? retry.variables : undefined}
          />
          <ContractSection title={t('dashboard.review')} status="review" {...review} />
          <TaskSection
            title={t('dashboard.overdue')}
            list={overdue}
            day={dashboard.day}
            ticks={ticks}
            editable={mayTick}
          />
          <ContractSection title={t('dashboard.processing')} status="processing" {...processing} />
          <TaskSection
            title={t('dashboard.upcoming')}
            list={upcoming}
            day={dashboard.day}
            ticks={ticks}
            editable={mayTick}
            empty={t('dashboard.noTasks')}
          />
        </div>
        <div className={styles.column}>
          <PlanSection {...plans} />
          <Section title={t('dashboard.activity')}>
            {activity.length > 0 ? (
              <ActivityList activities={activity} self={account?.id} withCustomer />
            ) : (
              <p className={styles.none}>{t('dashboard.noActivity')}</p>
            )}
          </Section>
        </div>
      </div>
    </>
  );
}
