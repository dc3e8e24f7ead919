import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { useRowShortcuts, useShortcuts } from '../../app/shortcuts.ts';
import { moveFocus } from '../../components/move-focus.ts';
import styles from '../../components/table.module.css';
import { ContractRow } from './contract-row.tsx';
import own from './contracts.module.css';
import { SelectAll } from './contracts-toolbar.tsx';
import type { ColumnName, Sort } from './search.ts';
import type { Selection } from './use-selection.ts';

interface Props {
  readonly contracts: readonly Contract[];
  readonly columns: readonly ColumnName[];
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort | undefined) => void;
  /** Undefined for somebody who may do nothing with several. */
  readonly selection: Selection | undefined;
  /** Archives, or restores what is archived. */
  readonly onPutAway: ((contracts: readonly Contract[]) => void) | undefined;
  readonly putAwayLabel: string;
  readonly mayUpload: boolean;
  /** The last row is in sight. */
  readonly onEnd: () => void;
}

const ROW_HEIGHT = 69;
/** Rows beside those in sight, so that keys find the next one there. */
const OVERSCAN = 6;
const LINK = 'a[data-row]';

/**
 * Only the rows in sight are in the page, however many there are. `j` and `k` go down and up, `x` chooses, `e` archives;
 * the whole row is the link.
 */
export function ContractsTable(props: Props) {
  const { t } = useTranslation();
  const { contracts, columns, sort, onSort, selection, onPutAway, putAwayLabel, mayUpload, onEnd } = props;
  const frame = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const top = frame.current?.getBoundingClientRect().top ?? 0;
    setOffset(Math.round(top + window.scrollY));
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: contracts.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: offset,
    // Rows come with the next frame; to wait for them would hold the scrolling up.
    useFlushSync: false,
    getItemKey: (index) => contracts[index]?.id ?? index,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= contracts.length - 1) onEnd();
  }, [last, contracts.length, onEnd]);
  useRowShortcuts(body, LINK);
  const focused = () => {
    const row = document.activeElement?.closest('tr[data-index]');
    return row && body.current?.contains(row) ? contracts[Number(row.getAttribute('data-index'))] : undefined;
  };
  const putAway = () => {
    if (!onPutAway) return;
    if (selection && selection.chosen.length > 0) return onPutAway(selection.chosen);
    const contract = focused();
    if (!contract) return;
    moveFocus(body.current, LINK, contract === contracts.at(-1) ? -1 : 1);
    onPutAway([contract]);
  };
  useShortcuts([
    ...(onPutAway ? [{ keys: 'e', label: putAwayLabel, group: 'list' as const, run: putAway }] : []),
    ...(selection
      ? [
          {
            keys: 'x',
            label: t('uploads.choose'),
            group: 'list' as const,
            run: () => {
              const contract = focused();
              if (contract) selection.toggle(contract, false);
            },
          },
        ]
      : []),
  ]);
  const above = (rows[0]?.start ?? offset) - offset;
  const below = virtualizer.getTotalSize() - ((rows.at(-1)?.end ?? offset) - offset);
  const span = columns.length + 1 + (selection ? 1 : 0);
  return (
    <div className={styles.frame} ref={frame}>
      <table className={styles.table} aria-rowcount={contracts.length + 1}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={own.check}>
                <SelectAll
                  all={contracts.length}
                  chosen={selection.chosen.length}
                  onChange={(all) => (all ? selection.chooseAll() : selection.clear())}
                />
              </th>
            )}
            <Head name="customer" label={t('contracts.column.file')} sort={sort} onSort={onSort} />
            {columns.includes('state') && <th scope="col">{t('contracts.column.state')}</th>}
            {columns.includes('pages') && (
              <Head
                name="pages"
                label={t('contracts.column.pages')}
                className={styles.number}
                sort={sort}
                onSort={onSort}
              />
            )}
            {columns.includes('toCheck') && (
              <Head
                name="toCheck"
                label={t('contracts.column.toCheck')}
                className={styles.wide}
                sort={sort}
                onSort={onSort}
              />
            )}
            {columns.includes('added') && (
              <Head
                name="added"
                label={t('contracts.column.added')}
                className={styles.when}
                sort={sort}
                onSort={onSort}
              />
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {above > 0 && <Gap height={above} span={span} />}
          {rows.map(({ index, key }) => {
            const contract = contracts[index];
            return (
              contract && (
                <ContractRow
                  key={key}
                  ref={virtualizer.measureElement}
                  index={index}
                  contract={contract}
                  columns={columns}
                  selection={selection}
                  isChosen={selection?.isChosen(contract) ?? false}
                  mayUpload={mayUpload}
                />
              )
            );
          })}
          {below > 0 && <Gap height={below} span={span} />}
        </tbody>
      </table>
    </div>
  );
}

/** Room for rows that are not there. */
const Gap = ({ height, span }: { readonly height: number; readonly span: number }) => (
  <tr aria-hidden className={own.gap}>
    <td colSpan={span} style={{ height }} />
  </tr>
);

interface HeadProps {
  readonly name: 'customer' | 'pages' | 'toCheck' | 'added';
  readonly label: string;
  readonly className?: string | undefined;
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort | undefined) => void;
}

/** Texts begin with A, numbers with the most, times with the newest; once more turns it round. */
function Head({ name, label, className, sort = '-added', onSort }: HeadProps) {
  const falling: Sort = `-${name}`;
  const first: Sort = name === 'customer' ? name : falling;
  const other: Sort = first === name ? falling : name;
  const active = sort === name || sort === falling;
  const next = sort === first ? other : first;
  const Arrow = sort === name ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={active ? (sort === name ? 'ascending' : 'descending') : undefined}
    >
      <UnstyledButton className={own.sort} onClick={() => onSort(next === '-added' ? undefined : next)}>
        {label}
        {active && <Arrow size={14} aria-hidden />}
      </UnstyledButton>
    </th>
  );
}
