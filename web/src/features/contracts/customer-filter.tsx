import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customersQuery } from '../customers/queries.ts';
import styles from './contracts.module.css';

interface CustomerProps {
  readonly customer: string | undefined;
  readonly onChange: (customer: string | undefined) => void;
}

/** Contracts of one customer. A chunk of its own: a list with search weighs as much as the whole screen. */
export function CustomerFilter({ customer, onChange }: CustomerProps) {
  const { t } = useTranslation();
  const { data: customers = [] } = useQuery(customersQuery);
  return (
    <Select
      className={styles.customer}
      aria-label={t('uploads.ofCustomer')}
      placeholder={t('uploads.ofCustomer')}
      searchable
      clearable
      limit={50}
      clearButtonProps={{ 'aria-label': t('uploads.everyCustomer') }}
      nothingFoundMessage={t('uploads.noCustomer')}
      data={customers.map(({ id, name }) => ({ value: id, label: name }))}
      value={customer ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
