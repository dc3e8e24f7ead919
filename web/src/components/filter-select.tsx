import { Select } from '@mantine/core';

interface Props {
  readonly label: string;
  /** What the button is called that takes the filter off. */
  readonly everything: string;
  readonly nothingFound: string;
  readonly className: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Narrows a list to one of many, found by typing. Weighs as much as a whole screen: load what uses it lazily. */
export function FilterSelect({
  label,
  everything,
  nothingFound,
  className,
  choices,
  value,
  onChange,
}: Props) {
  return (
    <Select
      className={className}
      aria-label={label}
      placeholder={label}
      searchable
      clearable
      limit={50}
      clearButtonProps={{ 'aria-label': everything }}
      nothingFoundMessage={nothingFound}
      data={[...choices]}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
