import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FilterSelect } from '../../components/filter-select.tsx';
import { useAccount } from '../identity/use-account.ts';
import { everyMemberQuery } from '../team/queries.ts';
import styles from './customers.module.css';

interface Props {
  /** An account, or `me`. */
  readonly owner: string | undefined;
  readonly onChange: (owner: string | undefined) => void;
}

/** Customers of one member. A chunk of its own: a list with search weighs as much as the whole screen. */
export function OwnerFilter({ owner, onChange }: Props) {
  const { t } = useTranslation();
  const me = useAccount()?.id;
  const { data: members } = useQuery(everyMemberQuery);
  const chosen = owner === me ? 'me' : owner;
  const others = (members ?? [])
    .filter(({ id }) => id !== me)
    .map(({ id, name }) => ({ value: id, label: name }));
  // One who left, in an address from before.
  const former = members && chosen && chosen !== 'me' && !others.some(({ value }) => value === chosen);
  return (
    <FilterSelect
      className={styles.owner}
      label={t('customers.ofOwner')}
      everything={t('customers.everyOwner')}
      nothingFound={t('customers.noOwner')}
      choices={[
        { value: 'me', label: t('customers.mine') },
        ...others,
        ...(former ? [{ value: chosen, label: t('customers.nobody') }] : []),
      ]}
      value={chosen}
      onChange={onChange}
    />
  );
}
