import { Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { FocusEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomField } from '../workspace/settings-queries.ts';
import type { Draft } from './custom-values.ts';

interface Props {
  readonly field: CustomField;
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (draft: Draft) => void;
  /** The focus is no longer in it. */
  readonly onLeave: () => void;
  readonly onKey: (key: 'Enter' | 'Escape') => void;
}

const INPUT_TYPES = { date: 'date', email: 'email', url: 'url' } as const;

/** The input of a field of one's own, by its type. */
export function CustomInput({ field, draft, error, onChange, onLeave, onKey }: Props) {
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) onLeave();
  };
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (key !== 'Escape' && (key !== 'Enter' || field.type === 'long_text')) return;
    event.preventDefault();
    event.stopPropagation();
    onKey(key === 'Enter' ? 'Enter' : 'Escape');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the inputs in it
    <div onBlur={leave} onKeyDown={press}>
      <Input field={field} draft={draft} error={error} onChange={onChange} />
      {field.help && (
        <Text size="sm" c="dimmed" mt={4}>
          {field.help}
        </Text>
      )}
    </div>
  );
}

function Input({ field, draft, error, onChange }: Pick<Props, 'field' | 'draft' | 'error' | 'onChange'>) {
  const { t } = useTranslation();
  const { type, label, options } = field;
  const { text } = draft;
  const write = (typed: string) => onChange({ ...draft, text: typed });
  const offered = options.filter(
    ({ value, archived }) => !archived || value === text || draft.chosen.includes(value),
  );
  const empty = { value: '', label: t('workspace.values.choose') };
  switch (type) {
    case 'long_text':
      return (
        <Textarea
          aria-label={label}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={5000}
          autoFocus
          value={text}
          error={error}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      );
    case 'boolean':
    case 'choice':
      return (
        <NativeSelect
          aria-label={label}
          autoFocus
          value={text}
          error={error}
          data={[
            empty,
            ...(type === 'boolean'
              ? [
                  { value: 'true', label: t('workspace.values.yes') },
                  { value: 'false', label: t('workspace.values.no') },
                ]
              : offered),
          ]}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      );
    case 'multi_choice':
      return (
        <Checkbox.Group
          aria-label={label}
          value={[...draft.chosen]}
          error={error}
          onChange={(chosen) => onChange({ ...draft, chosen })}
        >
          <Stack gap={6} my={4}>
            {offered.map((option, index) => (
              <Checkbox
                key={option.value}
                value={option.value}
                label={option.label}
                autoFocus={index === 0}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case 'money':
      return (
        <Group gap={6} align="flex-start" wrap="nowrap">
          <TextInput
            aria-label={t('workspace.values.amount')}
            inputMode="decimal"
            autoFocus
            value={text}
            error={error}
            onChange={({ currentTarget }) => write(currentTarget.value)}
          />
          <TextInput
            aria-label={t('workspace.values.currency')}
            w={76}
            maxLength={3}
            autoComplete="off"
            value={draft.currency}
            onChange={({ currentTarget }) =>
              onChange({ ...draft, currency: currentTarget.value.toUpperCase() })
            }
          />
        </Group>
      );
    default:
      return (
        <TextInput
          aria-label={label}
          type={type in INPUT_TYPES ? INPUT_TYPES[type as keyof typeof INPUT_TYPES] : 'text'}
          {...(type === 'number' && { inputMode: 'decimal' as const })}
          maxLength={2000}
          autoFocus
          autoComplete="off"
          value={text}
          error={error}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
      );
  }
}
