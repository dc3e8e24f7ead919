import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FilterSelect } from '../../components/filter-select.tsx';
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
    <FilterSelect
      className={styles.customer}
      label={t('uploads.ofCustomer')}
      everything={t('uploads.everyCustomer')}
      nothingFound={t('uploads.noCustomer')}
      choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
      value={customer}
      onChange={onChange}
    />
  );
}
