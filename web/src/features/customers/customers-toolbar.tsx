import { Skeleton } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import chips from '../../components/chips.module.css';
import { ColumnsMenu } from '../../components/columns-menu.tsx';
import { FindField } from '../../components/find-field.tsx';
import { usePermission } from '../identity/use-permission.ts';
import styles from './customers.module.css';
import { type CustomersSearch, STATUSES } from './search.ts';
import { type ListColumns, useSeesOthers } from './use-list-columns.ts';

const route = getRouteApi('/app/customers');

const Views = lazy(async () => ({ default: (await import('./customer-views.tsx')).CustomerViews }));
const OwnerFilter = lazy(async () => ({ default: (await import('./owner-filter.tsx')).OwnerFilter }));

/** What narrows and shapes the list. All of it is in the address: it can be kept, sent and gone back from. */
export function CustomersToolbar({ columns }: { readonly columns: ListColumns }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const seesOthers = useSeesOthers();
  const mayKnow = usePermission('team:read');
  const { t } = useTranslation();
  const find = (text: string) =>
    void navigate({
      search: ({ q: _, ...rest }) => ({ ...rest, ...(text.trim() && { q: text }) }),
      replace: true,
    });
  const ofOwner = (owner: string | undefined) =>
    void navigate({
      search: ({ owner: _, ...rest }) => ({ ...rest, ...(owner && { owner }) }),
      resetScroll: false,
    });
  return (
    <div className={styles.toolbar}>
      <div className={styles.tools}>
        <FindField
          q={search.q ?? ''}
          label={t('customers.find')}
          placeholder={t('customers.findPlaceholder')}
          className={styles.search}
          onFind={find}
        />
        {seesOthers && mayKnow && (
          <Suspense fallback={<Skeleton className={styles.owner} height={36} />}>
            <OwnerFilter owner={search.owner} onChange={ofOwner} />
          </Suspense>
        )}
        <Columns columns={columns} />
        <Suspense fallback={<Skeleton width={120} height={36} />}>
          <Views search={search} />
        </Suspense>
      </div>
      <Chips search={search} mine={seesOthers} />
    </div>
  );
}

function Columns({
  columns: { possible, columns, fields, shown, toggle, toggleField },
}: {
  readonly columns: ListColumns;
}) {
  const { t } = useTranslation();
  return (
    <ColumnsMenu>
      {(Menu) => (
        <div className={styles.choices}>
          {possible.map((name) => (
            <Menu.CheckboxItem
              key={name}
              checked={columns.includes(name)}
              onChange={(on) => toggle(name, on)}
            >
              {t(`customers.column.${name}`)}
            </Menu.CheckboxItem>
          ))}
          {fields.length > 0 && <Menu.Label>{t('customers.ownFields')}</Menu.Label>}
          {fields.map((field) => (
            <Menu.CheckboxItem
              key={field.key}
              checked={shown.includes(field)}
              onChange={(on) => toggleField(field.key, on)}
            >
              {field.label}
            </Menu.CheckboxItem>
          ))}
        </div>
      )}
    </ColumnsMenu>
  );
}

interface ChipsProps {
  readonly search: CustomersSearch;
  /** Whether there are others' to be told apart from one's own. */
  readonly mine: boolean;
}

function Chips({ search, mine }: ChipsProps) {
  const { t } = useTranslation();
  const { status: active, sort, ...rest } = search;
  const { owner, ...everybodys } = search;
  // What is narrowed by status is sorted by name.
  const kept = { ...rest, ...(sort === '-name' && { sort }) };
  return (
    <nav className={chips.chips} aria-label={t('customers.filter')}>
      {mine && (
        <Chip search={owner === 'me' ? everybodys : { ...search, owner: 'me' }} active={owner === 'me'} apart>
          {t('customers.mine')}
        </Chip>
      )}
      <Chip search={kept} active={active === undefined}>
        {t('customers.all')}
      </Chip>
      {STATUSES.map((status) => (
        <Chip key={status} search={{ ...kept, status }} active={active === status}>
          {t(`customers.status.${status}`)}
        </Chip>
      ))}
    </nav>
  );
}

interface ChipProps {
  readonly search: CustomersSearch;
  readonly active: boolean;
  readonly apart?: true;
  readonly children: ReactNode;
}

const Chip = ({ search, active, apart, children }: ChipProps) => (
  <Link
    to="/customers"
    search={search}
    resetScroll={false}
    className={chips.chip}
    activeProps={{}}
    data-active={active}
    data-apart={apart}
    aria-current={active ? 'true' : undefined}
  >
    {children}
  </Link>
);
