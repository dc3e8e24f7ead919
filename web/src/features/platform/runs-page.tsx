import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import chips from '../../components/chips.module.css';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatElapsed } from '../../components/format.ts';
import { Page } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import styles from './platform.module.css';
import { type Run, runsQuery } from './queries.ts';
import { RUN_STATUSES } from './search.ts';
import { RUN_TONES } from './text.ts';

const route = getRouteApi('/platform/provisioning');

/** Attempts at setting organizations up, those that failed first (ORG-25). */
export function RunsPage() {
  const { t } = useTranslation();
  const { status } = route.useSearch();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    runsQuery(status),
  );
  const runs = data?.pages.flatMap((page) => page.data) ?? [];
  const chip = (to: Run['status'] | undefined, label: string) => (
    <Link
      key={to ?? 'all'}
      to="/platform/provisioning"
      search={to ? { status: to } : {}}
      className={chips.chip}
      data-active={status === to}
      aria-current={status === to ? 'page' : undefined}
    >
      {label}
    </Link>
  );
  return (
    <Page title={t('platform.provisioning')} wide>
      <nav className={chips.chips} aria-label={t('platform.filterStatus')}>
        {chip(undefined, t('platform.anyStatus'))}
        {RUN_STATUSES.map((key) => chip(key, t(`platform.runStatus.${key}`)))}
      </nav>
      {!data && !error && <RowSkeleton rows={8} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {runs.length > 0 && <RunsTable runs={runs} />}
      {hasNextPage && (
        <div>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common.showMore')}
          </Button>
        </div>
      )}
      {data && runs.length === 0 && !hasNextPage && (
        <EmptyState icon={IconChecklist} title={t('platform.runsEmptyTitle')}>
          {t('platform.runsEmptyHelp')}
        </EmptyState>
      )}
    </Page>
  );
}

function RunsTable({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  useRowShortcuts(frame, '[data-row] a');
  return (
    <div className={table.frame} ref={frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('platform.runColumn.organization')}</th>
            <th scope="col">{t('platform.runColumn.status')}</th>
            <th scope="col">{t('platform.runColumn.step')}</th>
            <th scope="col" className={table.when}>
              {t('platform.runColumn.started')}
            </th>
            <th scope="col" className={table.number}>
              {t('platform.runColumn.took')}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const at = run.steps.find((step) => step.status !== 'succeeded');
            return (
              <tr key={run.organization_id} className={table.row} data-row>
                <td>
                  <Link to="/platform" search={{ id: run.organization_id }} className={table.rowLink}>
                    {run.organization_name ?? run.organization_id}
                  </Link>
                  <div className={table.second}>{t('platform.attempt', { attempt: run.attempt })}</div>
                </td>
                <td>
                  <Status tone={RUN_TONES[run.status]}>{t(`platform.runStatus.${run.status}`)}</Status>
                </td>
                <td>
                  {at ? t(`platform.step.${at.key}`) : '–'}
                  {at?.error && <div className={styles.stepError}>{at.error}</div>}
                </td>
                <td className={table.when}>
                  <RelativeTime at={run.started_at} />
                </td>
                <td className={table.number}>
                  {run.seconds === null ? '–' : formatElapsed(run.seconds * 1000)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
