import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customersQuery } from './queries.ts';

/** A customer that exists, or the name of a new one. */
export type CustomerChoice = { readonly id: string; readonly name: string } | { readonly name: string };

interface Props {
  readonly value: CustomerChoice;
  readonly onChange: (value: CustomerChoice) => void;
  readonly disabled: boolean;
  readonly error?: string | undefined;
}

const SHOWN = 8;

/** One field for both: what is typed narrows the list, and stays a new customer until one of the list is chosen. */
export function CustomerPicker({ value, onChange, disabled, error }: Props) {
  const { t } = useTranslation();
  const { data: customers = [] } = useQuery(customersQuery);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = value.name.trim().toLowerCase();
  const matches = customers.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, SHOWN);
  const choose = (id: string) => {
    const customer = customers.find((candidate) => candidate.id === id);
    if (customer) onChange({ id, name: customer.name });
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <TextInput
          label={t('customers.customer')}
          description={
            'id' in value
              ? t('customers.existing')
              : typed
                ? t('customers.new')
                : t('customers.newOrExisting')
          }
          placeholder={t('customers.placeholder')}
          required
          withAsterisk={false}
          maxLength={200}
          autoFocus
          autoComplete="off"
          value={value.name}
          disabled={disabled}
          error={error}
          onChange={({ currentTarget }) => {
            const name = currentTarget.value;
            const same = customers.find(
              (customer) => customer.name.toLowerCase() === name.trim().toLowerCase(),
            );
            onChange(same ? { id: same.id, name } : { name });
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={matches.length === 0 || 'id' in value}>
        <Combobox.Options aria-label={t('customers.list')} mah={280} style={{ overflowY: 'auto' }}>
          {matches.map(({ id, name }) => (
            <Combobox.Option value={id} key={id}>
              {name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
