import { Anchor, NativeSelect, Progress, Text, Title } from '@mantine/core';
import { IconCalendarTime, IconCircleCheck, IconCoffee, IconMail, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate } from '../../components/format.ts';
import { Notice } from '../../components/notice.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import styles from './portal.module.css';
import { type OwnPlan, type OwnProfile, ownPlanQuery, profileQuery } from './queries.ts';
import { StepList } from './step-list.tsx';
import { Timetable } from './timetable.tsx';
import { useSteps } from './use-steps.ts';

const route = getRouteApi('/portal/customer/dashboard');

/** Where a customer is: how far it is, what is theirs to do, when what comes, whom to ask (ID-37). */
export function PortalDashboardPage() {
  const { t } = useTranslation();
  const { plan: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: me } = useQuery(profileQuery);
  const { data, error, refetch } = useQuery(ownPlanQuery(wanted));
  if (!me) return <PageSkeleton />;
  return (
    <Page title={t('portal.hello', { name: me.name })} documentTitle={null} subtitle={me.customer.name}>
      <title>{t('portal.titleOf', { organization: me.organization.name })}</title>
      {!data && error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <PageSkeleton rows={6} />}
      {data && data.plans.length > 1 && (
        <NativeSelect
          label={t('portal.otherPlans')}
          className={styles.plans}
          value={data.plan?.id ?? ''}
          onChange={(event) => void navigate({ search: { plan: event.currentTarget.value } })}
          data={data.plans.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {data && !data.plan && (
        <EmptyState icon={IconCalendarTime} title={t('portal.noPlan')}>
          {t('portal.noPlanHelp')}
        </EmptyState>
      )}
      {data?.plan ? (
        <PlanView key={data.plan.id} plan={data.plan} wanted={wanted} contact={me.contact} />
      ) : (
        data && <Contact contact={me.contact} />
      )}
    </Page>
  );
}

interface PlanProps {
  readonly plan: OwnPlan;
  readonly wanted: string | undefined;
  readonly contact: OwnProfile['contact'];
}

function PlanView({ plan, wanted, contact }: PlanProps) {
  const { t } = useTranslation();
  const { tasks, check, done, error } = useSteps(plan, wanted);
  const finished = tasks.filter(({ status }) => status === 'done').length;
  const own = tasks.filter(({ yours, status }) => yours && status !== 'done');
  const percent = tasks.length === 0 ? 0 : Math.round((finished * 100) / tasks.length);
  const label = t('portal.progress', { done: finished, total: tasks.length });
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Panel label={t('portal.plan')}>
          <div className={styles.partHead}>
            <Title order={2} size="h4">
              {plan.name}
            </Title>
            <Text className={styles.percent}>{percent}&thinsp;%</Text>
          </div>
          <Progress value={percent} size="lg" aria-label={label} my="sm" />
          <dl className={styles.facts}>
            <div>
              <dt>{label}</dt>
              <dd>{t('portal.stepsLeft', { count: own.length })}</dd>
            </div>
            <div>
              <dt>{t('portal.startsOn')}</dt>
              <dd>{formatDate(plan.start_date)}</dd>
            </div>
            <div>
              <dt>{t('portal.goesLiveOn')}</dt>
              <dd>{formatDate(plan.go_live_date)}</dd>
            </div>
          </dl>
        </Panel>
        <Notice
          message={done?.message}
          tone="good"
          {...(done && { action: { label: t('portal.undo'), run: done.undo } })}
        />
        {error && <ErrorState error={error} />}
        {own.length > 0 ? (
          <Panel label={t('portal.yourSteps')}>
            <Title order={2} size="h4" mb="sm">
              {t('portal.yourSteps')}
            </Title>
            <StepList tasks={own} next={plan.next_step} onCheck={check} />
          </Panel>
        ) : percent === 100 ? (
          <EmptyState icon={IconCircleCheck} title={t('portal.allDone')}>
            {t('portal.allDoneHelp')}
          </EmptyState>
        ) : (
          <EmptyState icon={IconCoffee} title={t('portal.noStepsLeft')}>
            {t('portal.noStepsLeftHelp')}
          </EmptyState>
        )}
      </div>
      <div className={styles.column}>
        <Contact contact={contact} />
        <Timetable plan={plan} tasks={tasks} />
      </div>
    </div>
  );
}

function Contact({ contact }: { readonly contact: OwnProfile['contact'] }) {
  const { t } = useTranslation();
  return (
    <Panel label={t('portal.contact')}>
      <Title order={2} size="h4">
        {t('portal.contact')}
      </Title>
      {contact ? (
        <>
          <Text c="dimmed" size="sm" mb="sm">
            {t('portal.contactHelp')}
          </Text>
          <p className={styles.contactLine}>
            <IconUser size={18} aria-hidden /> {contact.name}
          </p>
          <p className={styles.contactLine}>
            <IconMail size={18} aria-hidden />{' '}
            <Anchor href={`mailto:${contact.email}`}>{contact.email}</Anchor>
          </p>
        </>
      ) : (
        <Text c="dimmed" mt="xs">
          {t('portal.noContact')}
        </Text>
      )}
    </Panel>
  );
}
