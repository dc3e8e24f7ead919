import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDay } from '../../components/format.ts';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { accountQuery } from '../identity/queries.ts';
import { ActivityList } from './activity.tsx';
import styles from './customer-page.module.css';
import list from './customers.module.css';
import { timelineQuery } from './queries.ts';
import { TIMELINE_KINDS, type TimelineKind } from './search.ts';
import { byDay, ofKind } from './timeline.ts';

interface Props {
  readonly id: string;
  readonly kind: TimelineKind | undefined;
}

/** What happened, by day; the filter is in the address. */
export function TimelineTab({ id, kind }: Props) {
  const { t } = useTranslation();
  const screen = useRef<HTMLDivElement>(null);
  useRowShortcuts(screen, '[data-row]');
  const { data: account } = useQuery(accountQuery);
  const { data, error, refetch } = useQuery(timelineQuery(id));
  const chip = (value: TimelineKind | undefined, label: string) => (
    <Link
      key={value ?? 'all'}
      to="/customers/$id"
      params={{ id }}
      search={{ tab: 'timeline', ...(value && { kind: value }) }}
      resetScroll={false}
      className={list.chip}
      data-active={kind === value}
      aria-current={kind === value ? 'page' : undefined}
    >
      {label}
    </Link>
  );
  const shown = data && ofKind(data.data, kind);
  return (
    <div ref={screen}>
      <nav className={list.chips} aria-label={t('customers.filterTimeline')}>
        {chip(undefined, t('customers.kind.all'))}
        {TIMELINE_KINDS.map((value) => chip(value, t(`customers.kind.${value}`)))}
      </nav>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <RowSkeleton rows={6} />}
      {shown?.length === 0 && (
        <Text c="dimmed" mt="md">
          {t('customers.nothingHappened')}
        </Text>
      )}
      {shown &&
        byDay(shown).map(({ day, activities }) => (
          <section key={day} aria-label={formatDay(day)}>
            <h2 className={styles.day}>{formatDay(day)}</h2>
            <div className={styles.framed}>
              <ActivityList activities={activities} self={account?.id} />
            </div>
          </section>
        ))}
      {data?.more && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('customers.moreHappened')}
        </Text>
      )}
    </div>
  );
}
