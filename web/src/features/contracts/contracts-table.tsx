import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Contract } from '../../api/types.ts';
import { formatNumber, plural } from '../../components/format.ts';
import { moveFocus } from '../../components/move-focus.ts';
import { Status } from '../../components/status.tsx';
import styles from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';

import { STATUS } from './text.ts';

/** `j` and `k` go down and up; the whole row is the link. */
export function ContractsTable({ contracts }: { readonly contracts: readonly Contract[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  useHotkeys([
    ['j', () => moveFocus(body.current, 'a', 1)],
    ['k', () => moveFocus(body.current, 'a', -1)],
  ]);
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Customer and file</th>
            <th scope="col">State</th>
            <th scope="col" className={styles.number}>
              Pages
            </th>
            <th scope="col" className={styles.wide}>
              To check
            </th>
            <th scope="col" className={styles.when}>
              Added
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
  const { label, tone } = STATUS[contract.status];
  return (
    <tr className={styles.row}>
      <td>
        <Link to="/contracts/$id" params={{ id: contract.id }} className={styles.rowLink}>
          {contract.customer_name}
        </Link>
        <div className={styles.second}>{contract.document_name ?? contract.file_name}</div>
      </td>
      <td>
        <Status tone={tone}>{label}</Status>
      </td>
      <td className={styles.number}>{contract.pages === null ? '–' : formatNumber(contract.pages)}</td>
      <td className={styles.wide}>{contract.needs_review ? plural(contract.needs_review, 'fact') : '–'}</td>
      <td className={styles.when}>
        <RelativeTime at={contract.created_at} />
      </td>
    </tr>
  );
}
