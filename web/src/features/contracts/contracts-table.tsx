import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { formatNumber } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import styles from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import { TONE } from './text.ts';

/** `j` and `k` go down and up; the whole row is the link. */
export function ContractsTable({ contracts }: { readonly contracts: readonly Contract[] }) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowShortcuts(body, 'a');
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('contracts.column.file')}</th>
            <th scope="col">{t('contracts.column.state')}</th>
            <th scope="col" className={styles.number}>
              {t('contracts.column.pages')}
            </th>
            <th scope="col" className={styles.wide}>
              {t('contracts.column.toCheck')}
            </th>
            <th scope="col" className={styles.when}>
              {t('contracts.column.added')}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {contracts.map((contract) => (
            <Row key={contract.id} contract={contract} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ contract }: { readonly contract: Contract }) {
  const { t } = useTranslation();
  return (
    <tr className={styles.row}>
      <td>
        <Link to="/contracts/$id" params={{ id: contract.id }} className={styles.rowLink}>
          {contract.customer_name}
        </Link>
        <div className={styles.second}>{contract.document_name ?? contract.file_name}</div>
      </td>
      <td>
        <Status tone={TONE[contract.status]}>{t(`contracts.status.${contract.status}`)}</Status>
      </td>
      <td className={styles.number}>{contract.pages === null ? '–' : formatNumber(contract.pages)}</td>
      <td className={styles.wide}>
        {contract.needs_review ? t('contracts.facts', { count: contract.needs_review }) : '–'}
      </td>
      <td className={styles.when}>
        <RelativeTime at={contract.created_at} />
      </td>
    </tr>
  );
}
