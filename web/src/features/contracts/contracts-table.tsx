import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { useRowShortcuts, useShortcuts } from '../../app/shortcuts.ts';
import { formatNumber } from '../../components/format.ts';
import { moveFocus } from '../../components/move-focus.ts';
import { Status } from '../../components/status.tsx';
import styles from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import { TONE } from './text.ts';

interface Props {
  readonly contracts: readonly Contract[];
  /** Undefined for somebody who may not. */
  readonly onArchive: ((contract: Contract) => void) | undefined;
}

/** `j` and `k` go down and up, `e` archives; the whole row is the link. */
export function ContractsTable({ contracts, onArchive }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowShortcuts(body, 'a');
  const archiveFocused = () => {
    const rows = [...(body.current?.rows ?? [])];
    const contract = contracts[rows.findIndex((row) => row.contains(document.activeElement))];
    if (!contract || !onArchive) return;
    moveFocus(body.current, 'a', contract === contracts.at(-1) ? -1 : 1);
    onArchive(contract);
  };
  useShortcuts(
    onArchive ? [{ keys: 'e', label: t('contracts.archive'), group: 'list', run: archiveFocused }] : [],
  );
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
