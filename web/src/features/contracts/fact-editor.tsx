import { Button, Checkbox, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import type { Fact } from '../../api/types.ts';
import { draftOf, keepDraft } from '../../components/drafts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { enteredValue, FORMS, type Input, type Texts, textsOf } from './fact-form.ts';
import { choiceName, oneLine } from './fact-text.ts';
import styles from './facts.module.css';

interface Props {
  readonly fact: Fact;
  /** Names what is being typed, for as long as it is neither saved nor given up. */
  readonly draft: string;
  readonly onCancel: () => void;
  /** Rejects with what the API said. */
  readonly onSave: (value: unknown) => Promise<unknown>;
}

/** The right value in place of the one that was read. Escape puts it back. */
export function FactEditor({ fact, draft, onCancel, onSave }: Props) {
  const { t } = useTranslation();
  const [texts, setTexts] = useState<Texts>(() => draftOf(draft) ?? textsOf(fact.field, fact.value));
  // What was read when this was opened: somebody else may decide in the meantime.
  const [opened] = useState(fact);
  const overtaken = fact.version !== opened.version;
  const cancel = () => {
    keepDraft(draft, undefined);
    onCancel();
  };
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const result = enteredValue(fact.field, texts);
    if ('errors' in result) return setErrors(result.errors);
    setErrors({});
    setRefused(undefined);
    setSaving(true);
    try {
      await onSave(result.value);
      keepDraft(draft, undefined);
    } catch (error) {
      const byInput = inputErrors(error);
      setErrors(byInput);
      // What stands beside an input need not be said twice.
      if (Object.keys(byInput).length === 0) setRefused(error);
    } finally {
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') cancel();
  };
  return (
    <form className={styles.editor} onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown}>
      {FORMS[fact.field].map((input, index) => (
        <EditorInput
          key={input.name}
          input={input}
          first={index === 0}
          texts={texts}
          errors={errors}
          onChange={(name, text) => {
            const typed = { ...texts, [name]: text };
            setTexts(typed);
            keepDraft(draft, typed);
          }}
        />
      ))}
      {overtaken && (
        <Text size="sm" role="status">
          {t('viewer.meanwhile', { value: oneLine(fact.field, fact.value) })}
        </Text>
      )}
      {refused !== undefined && <ErrorState error={refused} />}
      <Group gap="xs">
        <Button type="submit" size="xs" loading={saving}>
          {t('common.save')}
        </Button>
        <Button size="xs" variant="default" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}

/** `changes.0.value.annual.currency` belongs to the input `annual.currency`; `changes.0.value` to the value's only one. */
function inputErrors(error: unknown): Record<string, string> {
  if (!isApiError(error)) return {};
  return Object.fromEntries(
    error.fields.flatMap(({ field, message }) => {
      const match = /^changes\.\d+\.value\.?(.*)$/.exec(field);
      return match ? [[(match[1] ?? '').replace(/\.minor$|\.\d+$/, ''), message]] : [];
    }),
  );
}

interface InputProps {
  readonly input: Input;
  readonly first: boolean;
  readonly texts: Texts;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (name: string, text: string) => void;
}

function EditorInput({ input, first, texts, errors, onChange }: InputProps) {
  const { t } = useTranslation();
  const { name, kind, hint, required, options = [] } = input;
  const label = t(`contracts.input.${input.label}`);
  const text = texts[name] ?? '';
  const common = {
    label,
    description: hint && t(`contracts.hint.${hint}`),
    error: errors[name],
    required: required ?? false,
    withAsterisk: false,
    size: 'sm',
  } as const;
  const change = (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value);
  switch (kind) {
    case 'area':
      return <Textarea {...common} autosize minRows={2} autoFocus={first} value={text} onChange={change} />;
    case 'choice':
      return (
        <NativeSelect
          {...common}
          data={[
            ...(required ? [] : [{ value: '', label: '–' }]),
            ...options.map((value) => ({ value, label: choiceName(value) })),
          ]}
          value={text}
          onChange={change}
        />
      );
    case 'choices':
      return (
        <Checkbox.Group
          label={label}
          error={errors[name]}
          size="sm"
          value={text === '' ? [] : text.split('; ')}
          onChange={(values) => onChange(name, values.join('; '))}
        >
          <Group gap="sm" mt={4}>
            {options.map((value) => (
              <Checkbox key={value} value={value} label={choiceName(value)} size="sm" />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case 'money':
      return (
        <div className={styles.money}>
          <TextInput {...common} inputMode="decimal" autoFocus={first} value={text} onChange={change} />
          <TextInput
            label={t('contracts.input.currency')}
            aria-label={t('contracts.input.currencyOf', { label })}
            size="sm"
            maxLength={3}
            placeholder="USD"
            value={texts[`${name}.currency`] ?? ''}
            error={errors[`${name}.currency`]}
            onChange={({ currentTarget }) => onChange(`${name}.currency`, currentTarget.value.toUpperCase())}
          />
        </div>
      );
    default:
      return (
        <TextInput
          {...common}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          autoFocus={first}
          autoComplete="off"
          value={text}
          onChange={change}
        />
      );
  }
}
