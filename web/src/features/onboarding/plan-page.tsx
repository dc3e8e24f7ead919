import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Plan, PlanTask } from '../../api/types.ts';
import { useRecent } from '../../app/recents.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate } from '../../components/format.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { NextStep } from './next-step.tsx';
import styles from './plan.module.css';
import { PlanProgress } from './plan-progress.tsx';
import { planQuery } from './queries.ts';
import { RisksAndCriteria } from './risks-and-criteria.tsx';
import { localDay } from './task-facts.ts';
import { TaskRow } from './task-row.tsx';
import { useTaskTicks } from './use-task-ticks.ts';

const route = getRouteApi('/app/plans/$id');

export function PlanPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(planQuery(id));
  if (data) return <LoadedPlan key={id} plan={data} />;
  if (error)
    return (
      <Page title={t('onboarding.plan')}>
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    );
  return <PageSkeleton rows={8} />;
}

function LoadedPlan({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation();
  useRecent({ kind: 'plan', id: plan.id, title: plan.customer_name, detail: plan.name });
  const [notice, setNotice] = useState<string>();
  const editable = usePermission('plan:write') && !plan.archived_at;
  const ticks = useTaskTicks(plan.id, setNotice);
  const today = localDay();
  const onTick = (task: PlanTask, done: boolean) => {
    setNotice(undefined);
    ticks.mutate({ task, done });
  };
  const late = plan.agreed_go_live_date !== null && plan.go_live_date > plan.agreed_go_live_date;
  return (
    <Page
      title={plan.name}
      documentTitle={plan.customer_name}
      subtitle={
        <Group gap="md">
          <span>{plan.customer_name}</span>
          <time dateTime={plan.go_live_date}>
            {t('onboarding.goesLive', { date: formatDate(plan.go_live_date) })}
          </time>
          <PlanProgress progress={plan.progress} />
        </Group>
      }
      actions={
        <LinkButton to="/contracts/$id" params={{ id: plan.contract_id }} variant="default">
          {t('onboarding.openContract')}
        </LinkButton>
      }
    >
      <Notice
        message={plan.archived_at ? t('onboarding.archived') : notice}
        onClose={() => setNotice(undefined)}
      />
      {ticks.error && !isApiError(ticks.error, 'version_conflict') && <ErrorState error={ticks.error} />}
      <NextStep plan={plan} today={today} editable={editable} onTick={onTick} />
      {late && (
        <div className={styles.late}>
          {t('onboarding.later', {
            agreed: formatDate(plan.agreed_go_live_date ?? ''),
            planned: formatDate(plan.go_live_date),
          })}
        </div>
      )}
      <Text size="sm" c="dimmed">
        {plan.anchor.note}
      </Text>
      {plan.phases.map((phase) => (
        <section key={phase.key} aria-label={phase.name}>
          <header className={styles.phase}>
            <Title order={2} size="h4">
              {phase.name}
            </Title>
            <Text size="sm" c="dimmed">
              {t('onboarding.span', {
                from: formatDate(phase.start_date),
                to: formatDate(phase.end_date),
              })}
            </Text>
            <PlanProgress progress={phase.progress} />
            <Text size="sm" c="dimmed" className={styles.goal}>
              {phase.goal}
            </Text>
          </header>
          <ul className={styles.tasks}>
            {plan.tasks
              .filter((task) => task.phase === phase.key)
              .map((task) => (
                <TaskRow
                  key={task.key}
                  task={task}
                  tasks={plan.tasks}
                  today={today}
                  editable={editable}
                  onTick={onTick}
                />
              ))}
          </ul>
        </section>
      ))}
      <RisksAndCriteria plan={plan} />
    </Page>
  );
}
