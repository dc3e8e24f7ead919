import '../../i18n/texts/onboarding.ts';
import { Text, Title } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanSummary } from '../../api/types.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate, localDay } from '../../components/format.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { PlanProgress } from '../onboarding/plan-progress.tsx';
import { planQuery } from '../onboarding/queries.ts';
import { dueText, ownerText } from '../onboarding/task-facts.ts';
import styles from './customer-page.module.css';
import { customerPlansQuery } from './queries.ts';

/** How far the customer's plans are, and what comes next in each. */
export function PlanTab({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(customerPlansQuery(id));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <RowSkeleton rows={4} />;
  if (data.data.length === 0)
    return (
      <EmptyState icon={IconChecklist} title={t('customers.noPlanTitle')}>
        {t('onboarding.emptyHelp')}
      </EmptyState>
    );
  return data.data.map((plan) => <PlanCard key={plan.id} summary={plan} />);
}

function PlanCard({ summary }: { readonly summary: PlanSummary }) {
  const { t } = useTranslation();
  const { data: plan, error, refetch } = useQuery(planQuery(summary.id));
  return (
    <section className={styles.plan} aria-label={summary.name}>
      <div className={styles.planHead}>
        <Title order={2} size="h4">
          {summary.name}
        </Title>
        <PlanProgress progress={summary.progress} />
      </div>
      <Text size="sm" c="dimmed">
        {t('onboarding.goesLive', { date: formatDate(summary.go_live_date) })}
      </Text>
      {error && !plan && <ErrorState error={error} retry={() => void refetch()} />}
      {plan && (
        <>
          {plan.next_step ? (
            <div>
              <Text size="sm" c="dimmed">
                {t('onboarding.nextStep')}
              </Text>
              <Text fw={600}>{plan.next_step.title}</Text>
              <Text size="sm" c="dimmed">
                {dueText(plan.next_step, localDay())} · {ownerText(plan.next_step.owner)}
              </Text>
            </div>
          ) : (
            <Text>{t('onboarding.allDone')}</Text>
          )}
          <ul className={styles.phases}>
            {plan.phases.map((phase) => (
              <li key={phase.key} className={styles.phase}>
                <span>{phase.name}</span>
                <PlanProgress progress={phase.progress} />
              </li>
            ))}
          </ul>
        </>
      )}
      <div>
        <LinkButton to="/plans/$id" params={{ id: summary.id }} variant="default">
          {t('contracts.plan')}
        </LinkButton>
      </div>
    </section>
  );
}
