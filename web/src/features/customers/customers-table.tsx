import { Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/types.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { formatDate } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import styles from './customers.module.css';
import type { CustomersSearch } from './search.ts';
import { moneyText, TONE, termText } from './text.ts';

interface Props {
  readonly customers: readonly Customer[];
  readonly search: CustomersSearch;
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
export function CustomersTable({ customers, search, loading, more }: Props) {
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
  return (
    <>
      <div className={table.frame} ref={frame}>
        <table className={table.table} aria-rowcount={more ? -1 : customers.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <Sortable search={search} label={t('customers.column.name')} up={undefined} down="-name" />
              <th scope="col">{t('customers.column.status')}</th>
              <th scope="col" className={table.number}>
                {t('customers.column.annual')}
              </th>
              <th scope="col" className={table.wide}>
                {t('customers.column.term')}
              </th>
              <th scope="col" className={`${table.wide} ${styles.roomy}`}>
                {t('customers.column.followUp')}
              </th>
              <Sortable
                search={search}
                label={t('customers.column.added')}
                up="created_at"
                down="-created_at"
              />
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.flatMap((item, position) => {
              const customer = customers[item.index];
              const gap = item.start - (shown[position - 1]?.end ?? top);
              if (!customer) return [];
              return [
                <Gap key={`gap-${item.key}`} height={gap} />,
                <Row
                  key={item.key}
                  index={item.index}
                  customer={customer}
                  measure={rows.measureElement}
                  onFocus={setFocused}
                />,
              ];
            })}
            <Gap height={Math.max(0, rows.getTotalSize() - ((shown.at(-1)?.end ?? top) - top))} />
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
function Gap({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td className={styles.gap} style={{ height }} colSpan={6} />
    </tr>
  ) : null;
}

interface RowProps {
  readonly customer: Customer;
  readonly index: number;
  readonly measure: (element: Element | null) => void;
  readonly onFocus: (index: number | undefined) => void;
}

function Row({ customer, index, measure, onFocus }: RowProps) {
  const { t } = useTranslation();
  const { summary, next_follow_up_at } = customer;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={`${table.row} ${styles.row}`}
      onFocus={() => onFocus(index)}
      onBlur={() => onFocus(undefined)}
    >
      <td>
        <Link to="/customers/$id" params={{ id: customer.id }} className={table.rowLink}>
          {customer.name}
        </Link>
        <div className={table.second}>
          {summary.contracts === 0
            ? t('customers.noContract')
            : t('customers.contracts', { count: summary.contracts })}
        </div>
      </td>
      <td>
        <Status tone={TONE[customer.status]}>{t(`customers.status.${customer.status}`)}</Status>
      </td>
      <td className={table.number}>{moneyText(summary.annual) ?? '–'}</td>
      <td className={table.wide}>{termText(summary) ?? '–'}</td>
      <td className={`${table.wide} ${styles.roomy}`}>
        {next_follow_up_at ? formatDate(next_follow_up_at) : '–'}
      </td>
      <td className={table.when}>
        <RelativeTime at={customer.created_at} />
      </td>
    </tr>
  );
}

interface SortableProps {
  readonly search: CustomersSearch;
  readonly label: string;
  readonly up: CustomersSearch['sort'] | undefined;
  readonly down: CustomersSearch['sort'];
}

/** A heading that sorts; what is searched or filtered is sorted by name only, and then the other is text. */
function Sortable({ search, label, up, down }: SortableProps) {
  const { q, status, sort } = search;
  const narrowed = q !== undefined || status !== undefined;
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
      <Link
        to="/customers"
        search={{ ...(q && { q }), ...(status && { status }), ...(next && { sort: next }) }}
        replace
        className={styles.sort}
      >
        {label}
        <Icon size={14} aria-hidden data-shown={current !== undefined} />
      </Link>
    </th>
  );
}
