import { Checkbox, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractStatus } from '../../api/types.ts';
import chips from '../../components/chips.module.css';
import { ColumnsMenu } from '../../components/columns-menu.tsx';
import { FindField } from '../../components/find-field.tsx';
import styles from './contracts.module.css';
import { COLUMNS, type ColumnName, type ContractsSearch } from './search.ts';
import { TONE } from './text.ts';

const CustomerFilter = lazy(async () => ({
  default: (await import('./customer-filter.tsx')).CustomerFilter,
}));

const Views = lazy(async () => ({ default: (await import('./contract-views.tsx')).ContractViews }));

interface Props {
  readonly search: ContractsSearch;
  readonly columns: readonly ColumnName[];
  readonly onChange: (change: Partial<Record<keyof ContractsSearch, unknown>>) => void;
  readonly onColumns: (columns: readonly ColumnName[]) => void;
}

const STATUSES = Object.keys(TONE) as ContractStatus[];

/** What narrows and shapes the list. All of it is in the address: it can be kept, sent and gone back from. */
export function ContractsToolbar({ search, columns, onChange, onColumns }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.toolbar}>
      <div className={styles.tools}>
        <FindField
          q={search.q ?? ''}
          label={t('uploads.search')}
          className={styles.search}
          onFind={(q) => onChange({ q: q.trim() || undefined })}
        />
        <Suspense fallback={<Skeleton className={styles.customer} height={36} />}>
          <CustomerFilter customer={search.customer} onChange={(customer) => onChange({ customer })} />
        </Suspense>
        <ColumnsMenu>
          {(Menu) => (
            <>
              {COLUMNS.map((name) => (
                <Menu.CheckboxItem
                  key={name}
                  checked={columns.includes(name)}
                  onChange={(shown) =>
                    onColumns(COLUMNS.filter((each) => (each === name ? shown : columns.includes(each))))
                  }
                >
                  {t(`contracts.column.${name}`)}
                </Menu.CheckboxItem>
              ))}
            </>
          )}
        </ColumnsMenu>
        <Suspense fallback={<Skeleton width={120} height={36} />}>
          <Views search={search} />
        </Suspense>
      </div>
      <nav className={chips.chips} aria-label={t('contracts.filter')}>
        <Chip search={without(search, 'status', 'archived')} active={!search.status && !search.archived}>
          {t('contracts.all')}
        </Chip>
        {STATUSES.map((status) => (
          <Chip key={status} search={{ ...search, status }} active={search.status === status}>
            {t(`contracts.status.${status}`)}
          </Chip>
        ))}
        <Chip
          search={search.archived ? without(search, 'archived') : { ...search, archived: true }}
          active={search.archived === true}
        >
          {t('uploads.archived')}
        </Chip>
      </nav>
    </div>
  );
}

function without(search: ContractsSearch, ...names: (keyof ContractsSearch)[]): ContractsSearch {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.some((each) => each === name)));
}

interface ChipProps {
  readonly search: ContractsSearch;
  readonly active: boolean;
  readonly children: string;
}

function Chip({ search, active, children }: ChipProps) {
  return (
    <Link
      to="/contracts"
      search={search}
      resetScroll={false}
      className={chips.chip}
      activeProps={{}}
      data-active={active}
      aria-current={active ? 'true' : undefined}
    >
      {children}
    </Link>
  );
}

interface SelectAllProps {
  readonly all: number;
  readonly chosen: number;
  readonly onChange: (all: boolean) => void;
}

export function SelectAll({ all, chosen, onChange }: SelectAllProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      size="xs"
      aria-label={t('uploads.chooseAll')}
      checked={all > 0 && chosen === all}
      indeterminate={chosen > 0 && chosen < all}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
