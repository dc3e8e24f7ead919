import { Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/types.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import table from '../../components/table.module.css';
import type { CustomField } from '../workspace/settings-queries.ts';
import { CustomerRow, isFigure } from './customer-row.tsx';
import styles from './customers.module.css';
import type { ColumnName, CustomersSearch } from './search.ts';

interface Props {
  readonly customers: readonly Customer[];
  readonly search: CustomersSearch;
  readonly columns: readonly ColumnName[];
  /** The organization's own fields that are columns. */
  readonly fields: readonly CustomField[];
  /** Of members; undefined until they are known. */
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly loading: boolean;
  /** Loads the next page; undefined when this is all. */
  readonly more: (() => void) | undefined;
}

const ROW = 64;
/** The heads of the page and of the table stay over the rows. */
const HEADS = 140;
const OVERSCAN = 10;
/** The next page is asked for when so many rows are left. */
const AHEAD = 30;

/** Only the rows in sight are there, and the one that has the focus; what comes is loaded before one gets there. */
export function CustomersTable({ customers, search, columns, fields, names, loading, more }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<number>();
  /** The row that a key wants the focus on: it is there in the next paint, however far away it was. */
  const [wanted, setWanted] = useState<{ readonly index: number }>();
  useLayoutEffect(() => setTop(frame.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: customers.length,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: HEADS,
    scrollPaddingEnd: ROW,
    getItemKey: (index) => customers[index]?.id ?? index,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focused === undefined || focused >= customers.length || shown.includes(focused)
        ? shown
        : [...shown, focused].sort((a, b) => a - b);
    },
  });
  const go = (step: 1 | -1) => {
    const next = focused === undefined ? (rows.range?.startIndex ?? 0) : focused + step;
    const index = Math.min(customers.length - 1, Math.max(0, next));
    setFocused(index);
    setWanted({ index });
  };
  useShortcuts([
    { keys: 'j', label: t('shortcuts.next'), group: 'list', run: () => go(1) },
    { keys: 'k', label: t('shortcuts.previous'), group: 'list', run: () => go(-1) },
  ]);
  useLayoutEffect(() => {
    if (!wanted) return;
    body.current
      ?.querySelector<HTMLElement>(`[data-index="${wanted.index}"] a`)
      ?.focus({ preventScroll: true });
    rows.scrollToIndex(wanted.index, { align: 'auto' });
  }, [wanted, rows]);
  const shown = rows.getVirtualItems();
  const end = shown.filter(({ index }) => index !== focused).at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loading && end >= customers.length - AHEAD) more();
  }, [more, loading, end, customers.length]);
  const has = (name: ColumnName) => columns.includes(name);
  const span = 1 + columns.length + fields.length;
  return (
    <>
      <div className={`${table.frame} ${styles.frame} ${fields.length > 0 ? styles.aside : ''}`} ref={frame}>
        <table className={table.table} aria-rowcount={more ? -1 : customers.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <Sortable search={search} label={t('customers.column.name')} up={undefined} down="-name" />
              {has('status') && <th scope="col">{t('customers.column.status')}</th>}
              {has('owner') && <th scope="col">{t('customers.column.owner')}</th>}
              {has('annual') && (
                <th scope="col" className={table.number}>
                  {t('customers.column.annual')}
                </th>
              )}
              {has('term') && (
                <th scope="col" className={`${table.wide} ${styles.term}`}>
                  {t('customers.column.term')}
                </th>
              )}
              {has('followUp') && (
                <th scope="col" className={`${table.wide} ${styles.roomy}`}>
                  {t('customers.column.followUp')}
                </th>
              )}
              {fields.map((field) => (
                <th key={field.key} scope="col" className={styles.named} data-figure={isFigure(field)}>
                  <span className={styles.value} title={field.label}>
                    {field.label}
                  </span>
                </th>
              ))}
              {has('added') && (
                <Sortable
                  search={search}
                  label={t('customers.column.added')}
                  up="created_at"
                  down="-created_at"
                />
              )}
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.flatMap((item, position) => {
              const customer = customers[item.index];
              const gap = item.start - (shown[position - 1]?.end ?? top);
              if (!customer) return [];
              return [
                <Gap key={`gap-${item.key}`} height={gap} span={span} />,
                <CustomerRow
                  key={item.key}
                  index={item.index}
                  customer={customer}
                  columns={columns}
                  fields={fields}
                  names={names}
                  measure={rows.measureElement}
                  onFocus={setFocused}
                />,
              ];
            })}
            <Gap height={Math.max(0, rows.getTotalSize() - ((shown.at(-1)?.end ?? top) - top))} span={span} />
          </tbody>
        </table>
      </div>
      <Text size="sm" c="dimmed" role="status">
        {loading
          ? t('common.loading')
          : t(more ? 'customers.shownSoFar' : 'customers.shown', { count: customers.length })}
      </Text>
    </>
  );
}

/** The room of the rows that are not there. */
function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td className={styles.gap} style={{ height }} colSpan={span} />
    </tr>
  ) : null;
}

interface SortableProps {
  readonly search: CustomersSearch;
  readonly label: string;
  readonly up: CustomersSearch['sort'] | undefined;
  readonly down: CustomersSearch['sort'];
}

/** A heading that sorts; what is searched or filtered is sorted by name only, and then the other is text. */
function Sortable({ search, label, up, down }: SortableProps) {
  const { sort, ...rest } = search;
  const narrowed = rest.q !== undefined || rest.status !== undefined;
  const can = down === '-name' || !narrowed;
  const current = sort === up ? 'ascending' : sort === down ? 'descending' : undefined;
  const next = current === 'ascending' ? down : up;
  const Icon = current === 'descending' ? IconChevronDown : IconChevronUp;
  const className = down === '-name' ? undefined : table.when;
  if (!can)
    return (
      <th scope="col" className={className}>
        {label}
      </th>
    );
  return (
    <th scope="col" className={className} aria-sort={current}>
      <Link to="/customers" search={{ ...rest, ...(next && { sort: next }) }} replace className={styles.sort}>
        {label}
        <Icon size={14} aria-hidden data-shown={current !== undefined} />
      </Link>
    </th>
  );
}
