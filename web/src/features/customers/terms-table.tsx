import { Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ContractTerms } from '../../api/types.ts';
import { formatDate, formatMoney } from '../../components/format.ts';
import table from '../../components/table.module.css';
import styles from './customer-page.module.css';

/** Each contract's time and money; the row leads to the contract. */
export function TermsTable({ terms }: { readonly terms: readonly ContractTerms[] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.part} aria-label={t('customers.terms')}>
      <Title order={2} size="h4">
        {t('customers.terms')}
      </Title>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('contracts.contract')}</th>
              <th scope="col">{t('customers.column.term')}</th>
              <th scope="col" className={table.wide}>
                {t('customers.noticeBy')}
              </th>
              <th scope="col" className={table.wide}>
                {t('contracts.field.payment_terms')}
              </th>
              <th scope="col" className={styles.amount}>
                {t('customers.column.annual')}
              </th>
            </tr>
          </thead>
          <tbody>
            {terms.map((contract) => (
              <tr key={contract.contract_id} className={table.row}>
                <td>
                  <Link to="/contracts/$id" params={{ id: contract.contract_id }} className={table.rowLink}>
                    {contract.document_name ?? t('contracts.contract')}
                  </Link>
                  <div className={table.second}>
                    {[
                      contract.term,
                      contract.effective_date &&
                        t('contracts.value.from', { date: formatDate(contract.effective_date) }),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </div>
                </td>
                <td>
                  <EndOf terms={contract} />
                </td>
                <td className={table.wide}>{contract.notice_by ? formatDate(contract.notice_by) : '–'}</td>
                <td className={table.wide}>{contract.payment_terms ?? '–'}</td>
                <td className={styles.amount} data-none={!contract.annual}>
                  {contract.annual ? formatMoney(contract.annual) : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function EndOf({ terms: { perpetual, ends_on, renews } }: { readonly terms: ContractTerms }) {
  const { t } = useTranslation();
  if (perpetual) return t('contracts.value.perpetual');
  if (!ends_on) return '–';
  return t(renews ? 'customers.renewsOn' : 'customers.endsOn', { date: formatDate(ends_on) });
}
