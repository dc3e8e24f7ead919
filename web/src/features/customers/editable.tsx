import { TextInput, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './editable.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'date';
  /** How the value is shown while nobody edits it. */
  readonly shown: string;
  /** `late`: it has passed. `unset`: there is none yet. */
  readonly tone?: 'late' | 'unset' | undefined;
  /** Rejects with a sentence for people; what was typed is then there again. */
  readonly onSave: (value: string) => Promise<unknown>;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly disabled: boolean;
}

/** A value that becomes a field when it is clicked: leaving it or Enter saves, Escape takes back what was typed. */
export function Editable({
  label,
  value,
  type = 'text',
  shown,
  tone,
  onSave,
  required,
  maxLength,
  disabled,
}: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string>();
  const [error, setError] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  /** After a key the focus goes back to where it came from; after a click elsewhere it stays there. */
  const byKey = useRef(false);
  const editing = draft !== undefined;
  useEffect(() => {
    if (editing) input.current?.select();
    else if (byKey.current) button.current?.focus();
    byKey.current = false;
  }, [editing]);
  if (disabled)
    return (
      <span className={styles.shown} data-tone={tone}>
        {shown}
      </span>
    );
  if (!editing)
    return (
      <UnstyledButton
        ref={button}
        className={styles.value}
        onClick={() => setDraft(value)}
        aria-label={t('customers.edit', { label, value: shown })}
        data-tone={tone}
      >
        {shown}
      </UnstyledButton>
    );
  const cancel = () => {
    setDraft(undefined);
    setError(undefined);
  };
  const save = () => {
    const wanted = draft.trim();
    if (wanted === value || (wanted === '' && required)) return cancel();
    cancel();
    onSave(wanted).catch((refused: Error) => {
      setDraft(draft);
      setError(refused.message);
    });
  };
  return (
    <TextInput
      ref={input}
      className={styles.input}
      type={type}
      aria-label={label}
      value={draft}
      error={error}
      autoFocus
      {...(maxLength && { maxLength })}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        byKey.current = true;
        if (event.key === 'Enter') save();
        else cancel();
      }}
    />
  );
}
