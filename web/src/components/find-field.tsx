import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../app/shortcuts.ts';

const DEBOUNCE_MS = 300;

interface Props {
  /** What the address holds. */
  readonly q: string;
  readonly label: string;
  readonly placeholder: string;
  /** What the button is called that empties the field. */
  readonly clear: string;
  readonly maxLength: number;
  readonly className: string | undefined;
  readonly onFind: (q: string) => void;
}

/** Finds in a list. What is typed is in the address a moment later; going back empties the field again. */
export function FindField({ q, label, placeholder, clear, maxLength, className, onFind }: Props) {
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
      className={className}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={clear} onClick={() => find('', 0)} />}
      maxLength={maxLength}
      autoComplete="off"
      value={typed}
      onChange={({ currentTarget }) => find(currentTarget.value, DEBOUNCE_MS)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') find(typed, 0);
        if (key === 'Escape') find('', 0);
      }}
    />
  );
}
