import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/errors.ts';
import { Dialog } from '../../../components/dialog.tsx';
import type { CustomField, CustomFieldType } from '../settings-queries.ts';
import { ToldAndRefused } from '../told.tsx';
import type { useDocument } from '../use-document.ts';
import { keyOf } from './field-key.ts';
import { OptionsEditor } from './options-editor.tsx';

const TYPES = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'boolean',
  'choice',
  'multi_choice',
  'url',
  'email',
] as const satisfies readonly CustomFieldType[];

interface Props {
  /** Left out for a new one. */
  readonly field: CustomField | undefined;
  readonly keys: readonly string[];
  /** Where it stands among all: the API's errors name it so. */
  readonly index: number;
  readonly saving: Pick<ReturnType<typeof useDocument>, 'told' | 'tell' | 'refused' | 'error' | 'isPending'>;
  readonly onSave: (field: CustomField) => void;
  readonly onClose: () => void;
}

export const hasOptions = (type: CustomFieldType): boolean => type === 'choice' || type === 'multi_choice';

export function FieldDialog({ field, keys, index, saving, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [label, setLabel] = useState(field?.label ?? '');
  const [type, setType] = useState<CustomFieldType>(field?.type ?? 'text');
  const [help, setHelp] = useState(field?.help ?? '');
  const [required, setRequired] = useState(field?.required ?? false);
  const [options, setOptions] = useState(field?.options ?? []);
  const key = field?.key ?? keyOf(label, keys);
  const named = options.filter(({ label: name }) => name.trim() !== '');
  const error = isApiError(saving.error) ? saving.error : undefined;
  const problem = (name: string) =>
    error?.fields.find(({ field: path }) => path.startsWith(`customer.${index}.${name}`))?.message;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSave({
      key,
      type,
      label: label.trim(),
      help: help.trim(),
      required,
      options: hasOptions(type) ? named : [],
      archived: field?.archived ?? false,
    });
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={field ? t('workspace.fields.editTitle', { name: field.label }) : t('workspace.fields.newTitle')}
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('workspace.fields.label')}
            description={`${t('workspace.fields.key')}: ${key}. ${t('workspace.fields.keyHelp')}`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            withAsterisk={false}
            maxLength={100}
            data-autofocus
            autoComplete="off"
            value={label}
            error={problem('label') ?? problem('key')}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          />
          <NativeSelect
            label={t('workspace.fields.type')}
            description={t('workspace.fields.typeHelp')}
            value={type}
            disabled={field !== undefined}
            data={TYPES.map((value) => ({ value, label: t(`workspace.fields.types.${value}`) }))}
            error={problem('type')}
            onChange={({ currentTarget }) => setType(currentTarget.value as CustomFieldType)}
          />
          {hasOptions(type) && (
            <OptionsEditor
              options={options}
              saved={field?.options.map(({ value }) => value) ?? []}
              error={problem('options')}
              onChange={setOptions}
            />
          )}
          <TextInput
            label={t('workspace.fields.help')}
            description={t('workspace.fields.helpHelp')}
            maxLength={300}
            autoComplete="off"
            value={help}
            error={problem('help')}
            onChange={({ currentTarget }) => setHelp(currentTarget.value)}
          />
          <Checkbox
            label={t('workspace.fields.required')}
            description={t('workspace.fields.requiredHelp')}
            checked={required}
            onChange={({ currentTarget }) => setRequired(currentTarget.checked)}
          />
          <ToldAndRefused saving={saving} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={saving.isPending}
              disabled={!label.trim() || (hasOptions(type) && !named.some(({ archived }) => !archived))}
            >
              {t('workspace.fields.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
