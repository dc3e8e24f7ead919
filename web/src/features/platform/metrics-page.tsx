import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { formatElapsed, formatNumber } from '../../components/format.ts';
import { Page, Panel } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import styles from './platform.module.css';
import { type FleetMetrics, metricsQuery } from './queries.ts';
import { STATUSES } from './search.ts';
import { blueprintText, planText } from './text.ts';

const STEPS = ['registered', 'verified', 'founded', 'wizard', 'first_contract', 'team'] as const;

/** The fleet in figures: organizations, the way from signing up to working, setting up, queues (OPS-09). */
export function MetricsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(metricsQuery);
  if (!data) return error ? <ErrorState error={error} retry={() => void refetch()} /> : <PageSkeleton />;
  const { organizations, funnel, provisioning, queues } = data;
  const statusText = (key: string) => {
    const known = STATUSES.find((status) => status === key);
    return known ? t(`platform.status.${known}`) : key;
  };
  const stepText = (key: string) => {
    const known = STEPS.find((step) => step === key);
    return known ? t(`platform.funnelStep.${known}`) : key;
  };
  return (
    <Page
      title={t('platform.metrics')}
      subtitle={
        <>
          {t('platform.measured')} <RelativeTime at={data.measured_at} />
        </>
      }
      wide
    >
      <div className={styles.cards}>
        <Card title={t('platform.total')}>
          <strong className={styles.big}>{formatNumber(organizations.total)}</strong>
          <Text size="sm" c="dimmed">
            {t('platform.foundedEver', organizations)}
          </Text>
        </Card>
        <Card title={t('platform.byStatus')}>
          <Bars entries={named(organizations.by_status, statusText)} />
        </Card>
        <Card title={t('platform.byPlan')}>
          <Bars entries={named(organizations.by_plan, planText)} />
        </Card>
        <Card title={t('platform.byBlueprint')}>
          <Bars entries={named(organizations.by_blueprint, blueprintText)} />
        </Card>
        <Card title={t('platform.funnel')}>
          <Bars entries={funnel.map(({ step, count }) => [stepText(step), count])} />
          <Text size="sm" c="dimmed">
            {t('platform.funnelHelp')}
          </Text>
        </Card>
        <Card title={t('platform.setUpTime')}>
          {provisioning.seconds_average === null ? (
            <Text c="dimmed">{t('platform.setUpNone')}</Text>
          ) : (
            <>
              <Text>
                {t('platform.setUpAverage', { time: formatElapsed(provisioning.seconds_average * 1000) })}
              </Text>
              <Bars
                entries={provisioning.within.map(({ seconds, count }) => [
                  t('platform.within', { seconds }),
                  count,
                ])}
              />
            </>
          )}
        </Card>
      </div>
      <Queues queues={queues} />
    </Page>
  );
}

const named = (counts: Readonly<Record<string, number>>, name: (key: string) => string) =>
  Object.entries(counts)
    .map(([key, count]) => [name(key), count] as const)
    .sort(([, a], [, b]) => b - a);

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Panel label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
    </Panel>
  );
}

/** Figures with their share of the largest as a bar; the figure itself is always there. */
function Bars({ entries }: { readonly entries: readonly (readonly [name: string, count: number])[] }) {
  const most = Math.max(1, ...entries.map(([, count]) => count));
  return (
    <dl className={styles.bars}>
      {entries.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatNumber(count)}</dd>
          <span className={styles.bar} aria-hidden>
            <span style={{ width: `${(count / most) * 100}%` }} />
          </span>
        </div>
      ))}
    </dl>
  );
}

function Queues({ queues }: { readonly queues: FleetMetrics['queues'] }) {
  const { t } = useTranslation();
  const working = queues.filter(({ dead }) => !dead);
  const lettersOf = (name: string) => queues.find((queue) => queue.dead && queue.name === `${name}-dead`);
  const alone = queues.filter(
    ({ dead, name }) => dead && !working.some((queue) => name === `${queue.name}-dead`),
  );
  const rows = [
    ...working.map((queue) => ({ name: queue.name, queue, letters: lettersOf(queue.name) })),
    ...alone.map((letters) => ({ name: letters.name, queue: undefined, letters })),
  ];
  const figure = (value: number | null | undefined) =>
    value === undefined ? '–' : value === null ? t('platform.notAsked') : formatNumber(value);
  return (
    <section aria-label={t('platform.queues')} className={styles.queues}>
      <Title order={2} size="h4">
        {t('platform.queues')}
      </Title>
      <Text c="dimmed">{t('platform.queuesHelp')}</Text>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('platform.queue')}</th>
              <th scope="col">{t('platform.waiting')}</th>
              <th scope="col">{t('platform.inFlight')}</th>
              <th scope="col">{t('platform.deadLetters')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, queue, letters }) => (
              <tr key={name} className={table.row}>
                <td>{name}</td>
                <td>
                  <span className={styles.small}>{t('platform.waiting')} </span>
                  {figure(queue?.waiting)}
                </td>
                <td>
                  <span className={styles.small}>{t('platform.inFlight')} </span>
                  {figure(queue?.in_flight)}
                </td>
                <td>
                  <span className={styles.small}>{t('platform.deadLetters')} </span>
                  <Status tone={letters?.waiting === 0 ? 'good' : letters?.waiting ? 'bad' : 'quiet'}>
                    {figure(letters?.waiting)}
                  </Status>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
