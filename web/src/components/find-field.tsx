import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../app/shortcuts.ts';
import styles from './find-field.module.css';

const DEBOUNCE_MS = 300;

interface Props {
  /** What the address holds. */
  readonly q: string;
  readonly label: string;
  /** The label, where nothing more is to be said. */
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly className: string | undefined;
  readonly onFind: (q: string) => void;
}

/** Finds in a list. What is typed is in the address a moment later; going back empties the field again. */
export function FindField({ q, label, placeholder = label, maxLength = 200, className, onFind }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number>(undefined);
  useShortcuts([{ keys: '/', label, group: 'list', run: () => input.current?.focus() }]);
  useEffect(() => {
    setTyped((before) => (before.trim() === q.trim() ? before : q));
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const find = (text: string, wait: number) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onFind(text), wait);
  };
  return (
    <TextInput
      ref={input}
      classNames={{ input: styles.input }}
      className={className}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed && <CloseButton size="sm" aria-label={t('common.clearSearch')} onClick={() => find('', 0)} />
      }
      maxLength={maxLength}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget }) => find(currentTarget.value, DEBOUNCE_MS)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') find(typed, 0);
        // Once empties it, and then it gives the keys back to the list.
        if (key === 'Escape') typed ? find('', 0) : currentTarget.blur();
      }}
    />
  );
}
