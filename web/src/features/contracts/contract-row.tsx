import { Button, FileButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../api/types.ts';
import { formatNumber } from '../../components/format.ts';
import { Status } from '../../components/status.tsx';
import styles from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import own from './contracts.module.css';
import { ACCEPT } from './file-check.ts';
import { isUnderWay } from './queries.ts';
import type { ColumnName } from './search.ts';
import { TONE } from './text.ts';
import { addFileOf, useUploads } from './upload-queue.ts';
import type { Selection } from './use-selection.ts';

interface Props {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly index: number;
  readonly contract: Contract;
  readonly columns: readonly ColumnName[];
  readonly selection: Selection | undefined;
  readonly isChosen: boolean;
  readonly mayUpload: boolean;
}

export const ContractRow = memo(function ContractRow(props: Props) {
  const { t } = useTranslation();
  const { ref, index, contract, columns, selection, isChosen, mayUpload } = props;
  const { customer_name, failure, status } = contract;
  return (
    <tr className={styles.row} ref={ref} data-index={index} aria-rowindex={index + 2} data-chosen={isChosen}>
      {selection && (
        <td className={own.check}>
          {/* The library's own costs more than the rest of the row, for each row that comes into sight. */}
          <input
            type="checkbox"
            className={own.box}
            aria-label={t('uploads.chooseOne', { name: customer_name })}
            checked={isChosen}
            onChange={({ nativeEvent }) =>
              selection.toggle(contract, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
            }
          />
        </td>
      )}
      <td className={own.names}>
        <Link to="/contracts/$id" params={{ id: contract.id }} className={styles.rowLink} data-row>
          {customer_name}
        </Link>
        <div className={styles.second}>{contract.document_name ?? contract.file_name}</div>
        {status === 'failed' && failure && <div className={own.failure}>{failure.message}</div>}
      </td>
      {columns.includes('state') && (
        <td>
          <Status tone={TONE[status]}>{t(`contracts.status.${status}`)}</Status>
          {mayUpload && status === 'awaiting_upload' && !contract.archived_at && (
            <FileAgain contract={contract} />
          )}
        </td>
      )}
      {columns.includes('pages') && (
        <td className={styles.number}>{contract.pages === null ? '–' : formatNumber(contract.pages)}</td>
      )}
      {columns.includes('toCheck') && (
        <td className={styles.wide}>
          {contract.needs_review ? t('contracts.facts', { count: contract.needs_review }) : '–'}
        </td>
      )}
      {columns.includes('added') && (
        <td className={styles.when}>
          <RelativeTime at={contract.created_at} />
        </td>
      )}
    </tr>
  );
});

/** For a file that never came: it may have been begun elsewhere, or in a browser that kept nothing. */
function FileAgain({ contract }: { readonly contract: Contract }) {
  const { t } = useTranslation();
  const inHand = useUploads().some((item) => item.contract?.id === contract.id);
  if (inHand || isUnderWay(contract)) return null;
  const { id, customer_id: customerId, customer_name: customerName } = contract;
  const announced = {
    id,
    customerId,
    customerName,
    type: contract.content_type,
    fileName: contract.file_name,
  };
  return (
    <FileButton accept={ACCEPT} onChange={(file) => file && void addFileOf(announced, file)}>
      {(button) => (
        <Button
          size="compact-sm"
          variant="default"
          className={own.again}
          title={t('uploads.chooseAgainHelp', { name: contract.file_name })}
          {...button}
        >
          {t('uploads.chooseAgain')}
        </Button>
      )}
    </FileButton>
  );
}
