import { NativeSelect } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import chips from '../../components/chips.module.css';
import { FindField } from '../../components/find-field.tsx';
import styles from './platform.module.css';
import { BLUEPRINTS, type FleetFilter, fleetSearch, PLANS, STATUSES } from './search.ts';
import { blueprintText, planText } from './text.ts';

const route = getRouteApi('/platform/');

/** Filters are addresses: they can be kept, sent and gone back from. */
export function OrganizationTools({ filter }: { readonly filter: FleetFilter }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const narrow = (change: Readonly<Record<string, string>>) =>
    void navigate({ search: fleetSearch({ ...filter, ...change }), replace: true });
  const chip = (status: FleetFilter['status'], label: string) => (
    <Link
      key={status ?? 'all'}
      to="/platform"
      search={fleetSearch({ ...filter, status })}
      className={chips.chip}
      data-active={filter.status === status}
      aria-current={filter.status === status ? 'page' : undefined}
    >
      {label}
    </Link>
  );
  return (
    <div className={styles.tools}>
      <FindField
        q={filter.q ?? ''}
        label={t('platform.find')}
        placeholder={t('platform.findPlaceholder')}
        maxLength={100}
        className={styles.search}
        onFind={(q) => narrow({ q })}
      />
      <NativeSelect
        aria-label={t('platform.plan')}
        value={filter.plan ?? ''}
        onChange={({ currentTarget }) => narrow({ plan: currentTarget.value })}
        data={[
          { value: '', label: t('platform.anyPlan') },
          ...PLANS.map((value) => ({ value, label: planText(value) })),
        ]}
      />
      <NativeSelect
        aria-label={t('platform.column.blueprint')}
        value={filter.blueprint ?? ''}
        onChange={({ currentTarget }) => narrow({ blueprint: currentTarget.value })}
        data={[
          { value: '', label: t('platform.anyBlueprint') },
          ...BLUEPRINTS.map((value) => ({ value, label: blueprintText(value) })),
        ]}
      />
      <nav className={chips.chips} aria-label={t('platform.filterStatus')}>
        {chip(undefined, t('platform.all'))}
        {STATUSES.map((status) => chip(status, t(`platform.status.${status}`)))}
      </nav>
    </div>
  );
}
