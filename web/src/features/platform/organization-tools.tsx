import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../app/shortcuts.ts';
import styles from './platform.module.css';
import { BLUEPRINTS, type FleetFilter, fleetSearch, PLANS, STATUSES } from './search.ts';
import { blueprintText, planText } from './text.ts';

const route = getRouteApi('/platform/');
const DEBOUNCE_MS = 300;

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
      className={styles.chip}
      data-active={filter.status === status}
      aria-current={filter.status === status ? 'page' : undefined}
    >
      {label}
    </Link>
  );
  return (
    <div className={styles.tools}>
      <Search q={filter.q ?? ''} onFind={(q) => narrow({ q })} />
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
      <nav className={styles.chips} aria-label={t('platform.filterStatus')}>
        {chip(undefined, t('platform.all'))}
        {STATUSES.map((status) => chip(status, t(`platform.status.${status}`)))}
      </nav>
    </div>
  );
}

/** What is typed is in the address a moment later; going back empties the field again. */
function Search({ q, onFind }: { readonly q: string; readonly onFind: (q: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);
  useShortcuts([{ keys: '/', label: t('platform.find'), group: 'list', run: () => input.current?.focus() }]);
  useEffect(() => {
    setTyped((before) => (before.trim() === q.trim() ? before : q));
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const find = (text: string, wait: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onFind(text), wait);
  };
  return (
    <TextInput
      ref={input}
      className={styles.search}
      type="search"
      aria-label={t('platform.find')}
      placeholder={t('platform.findPlaceholder')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed && <CloseButton size="sm" aria-label={t('platform.clear')} onClick={() => find('', 0)} />
      }
      maxLength={100}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget }) => find(currentTarget.value, DEBOUNCE_MS)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') find(typed, 0);
        if (key === 'Escape') find('', 0);
      }}
    />
  );
}
