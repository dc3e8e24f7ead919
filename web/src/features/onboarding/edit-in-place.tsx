import { useRef, useState } from 'react';
import styles from './plan.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly shown: string;
  readonly hint?: string;
  readonly type: 'date' | 'text';
  readonly suggestions?: readonly string[];
  readonly overdue?: boolean;
  readonly editable: boolean;
  readonly onSave: (value: string) => void;
}

/** Text that becomes a field: Enter and leaving save, Escape takes back. */
export function EditInPlace({
  label,
  value,
  shown,
  hint,
  type,
  suggestions = [],
  overdue,
  editable,
  onSave,
}: Props) {
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const settled = useRef(false);
  const list = `people-${label.replace(/\W+/g, '-')}`;
  if (!editable)
    return (
      <span className={styles.due} data-overdue={overdue} title={hint}>
        {shown}
      </span>
    );
  const close = (save: boolean, refocus: boolean) => {
    if (settled.current) return;
    settled.current = true;
    if (save && draft !== undefined && draft.trim() !== value && (draft.trim() || type === 'text'))
      onSave(draft.trim());
    setDraft(undefined);
    if (refocus) setTimeout(() => button.current?.focus());
  };
  if (draft === undefined)
    return (
      <button
        ref={button}
        type="button"
        className={styles.edit}
        data-overdue={overdue}
        title={hint}
        aria-label={`${label}: ${shown}`}
        onClick={() => {
          settled.current = false;
          setDraft(value);
        }}
      >
        {shown}
      </button>
    );
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        className={styles.field}
        type={type}
        value={draft}
        aria-label={label}
        maxLength={300}
        list={suggestions.length > 0 ? list : undefined}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onBlur={() => close(true, false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') close(true, true);
          if (event.key === 'Escape') {
            event.stopPropagation();
            close(false, true);
          }
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  );
}
