import { Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowShortcuts } from '../../app/shortcuts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import { TONE } from '../contracts/text.ts';
import { customerContractsQuery } from './queries.ts';

/** The customer's contracts, the newest first. */
export function ContractsTab({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowShortcuts(body, 'a');
  const { data, error, refetch } = useQuery(customerContractsQuery(id));
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <RowSkeleton rows={3} />;
  if (data.data.length === 0)
    return (
      <EmptyState
        icon={IconFileText}
        title={t('customers.noContractsTitle')}
        action={
          <LinkButton to="/contracts" search={{ upload: true }}>
            {t('contracts.upload')}
          </LinkButton>
        }
      >
        {t('customers.noContractsHelp')}
      </EmptyState>
    );
  return (
    <>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('contracts.contract')}</th>
              <th scope="col">{t('contracts.column.state')}</th>
              <th scope="col" className={table.when}>
                {t('contracts.column.added')}
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {data.data.map((contract) => (
              <tr key={contract.id} className={table.row}>
                <td>
                  <Link to="/contracts/$id" params={{ id: contract.id }} className={table.rowLink}>
                    {contract.document_name ?? contract.file_name}
                  </Link>
                  {contract.document_name && <div className={table.second}>{contract.file_name}</div>}
                </td>
                <td>
                  <Status tone={TONE[contract.status]}>{t(`contracts.status.${contract.status}`)}</Status>
                </td>
                <td className={table.when}>
                  <RelativeTime at={contract.created_at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.next_cursor && (
        <Text size="sm" c="dimmed">
          {t('customers.newestContracts', { count: data.data.length })}
        </Text>
      )}
    </>
  );
}
