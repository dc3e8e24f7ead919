import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/types.ts';
import { formatDate } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import type { CustomField } from '../workspace/settings-queries.ts';
import styles from './customers.module.css';
import type { ColumnName } from './search.ts';
import { moneyText, TONE, termText } from './text.ts';

const CustomCell = lazy(async () => ({ default: (await import('./custom-cell.tsx')).CustomCell }));

interface Props {
  readonly customer: Customer;
  readonly index: number;
  readonly columns: readonly ColumnName[];
  /** The organization's own fields that are columns. */
  readonly fields: readonly CustomField[];
  /** Of members; undefined until they are known. */
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly measure: (element: Element | null) => void;
  readonly onFocus: (index: number | undefined) => void;
}

export function CustomerRow({ customer, index, columns, fields, names, measure, onFocus }: Props) {
  const { t } = useTranslation();
  const { summary, next_follow_up_at } = customer;
  const values: Readonly<Record<string, unknown>> = customer.custom;
  const has = (name: ColumnName) => columns.includes(name);
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
      {has('status') && (
        <td>
          <Status tone={TONE[customer.status]}>{t(`customers.status.${customer.status}`)}</Status>
        </td>
      )}
      {has('owner') && (
        <td className={styles.named} data-label={t('customers.column.owner')}>
          <span className={styles.value}>
            {names ? (names.get(customer.owner_id) ?? t('customers.nobody')) : '–'}
          </span>
        </td>
      )}
      {has('annual') && <td className={table.number}>{moneyText(summary.annual) ?? '–'}</td>}
      {has('term') && <td className={`${table.wide} ${styles.term}`}>{termText(summary) ?? '–'}</td>}
      {has('followUp') && (
        <td className={`${table.wide} ${styles.roomy}`}>
          {next_follow_up_at ? formatDate(next_follow_up_at) : '–'}
        </td>
      )}
      {fields.map((field) => (
        <td
          key={field.key}
          className={styles.named}
          data-label={field.label}
          data-figure={isFigure(field)}
          data-unset={values[field.key] == null}
        >
          <Suspense fallback="…">
            <CustomCell field={field} value={values[field.key]} />
          </Suspense>
        </td>
      ))}
      {has('added') && (
        <td className={table.when}>
          <RelativeTime at={customer.created_at} />
        </td>
      )}
    </tr>
  );
}

export const isFigure = ({ type }: CustomField): boolean => type === 'number' || type === 'money';
