import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomField } from '../settings-queries.ts';
import styles from '../workspace.module.css';
import { keyOf } from './field-key.ts';

type Option = CustomField['options'][number];

interface Props {
  readonly options: readonly Option[];
  /** Values that are kept with the field already: no longer offered instead of removed. */
  readonly saved: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (options: Option[]) => void;
}

/** The list that one chooses from. Enter in an option adds the next. */
export function OptionsEditor({ options, saved, error, onChange }: Props) {
  const { t } = useTranslation();
  const added = useRef(false);
  const change = (value: string, changes: Partial<Option>) =>
    onChange(options.map((option) => (option.value === value ? { ...option, ...changes } : option)));
  const taken = (except?: string) =>
    [...saved, ...options.map(({ value }) => value)].filter((value) => value !== except);
  const add = () => {
    added.current = true;
    onChange([...options, { value: keyOf('option', taken()), label: '', archived: false }]);
  };
  /** A new one's value follows its name; it is named once more, so that its input stays. */
  const rename = (option: Option, label: string) => change(option.value, { label });
  const settle = ({ value, label }: Option) => {
    if (!saved.includes(value) && label.trim()) change(value, { value: keyOf(label, taken(value)) });
  };
  return (
    <fieldset className={styles.options}>
      <legend>{t('workspace.fields.options')}</legend>
      {options.map((option, index) => {
        const { value, label, archived } = option;
        const kept = saved.includes(value);
        const name = label || t('workspace.fields.option', { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing is ordered anew, and a new one's value changes
          <div key={index} className={styles.option}>
            <TextInput
              aria-label={t('workspace.fields.option', { number: index + 1 })}
              maxLength={100}
              value={label}
              autoComplete="off"
              autoFocus={added.current && index === options.length - 1}
              description={archived ? t('workspace.fields.optionHidden') : undefined}
              onChange={({ currentTarget }) => rename(option, currentTarget.value)}
              onBlur={() => settle(option)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !label.trim()) return;
                event.preventDefault();
                add();
              }}
            />
            <Button
              variant="default"
              aria-label={t(
                !kept
                  ? 'workspace.fields.removeOption'
                  : archived
                    ? 'workspace.fields.offerOption'
                    : 'workspace.fields.hideOption',
                { label: name },
              )}
              onClick={() =>
                kept
                  ? change(value, { archived: !archived })
                  : onChange(options.filter((each) => each !== option))
              }
            >
              {kept ? (archived ? '+' : '–') : '×'}
            </Button>
          </div>
        );
      })}
      {error && <span style={{ color: 'var(--gw-bad)', fontSize: 14 }}>{error}</span>}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={add}
        style={{ justifySelf: 'start' }}
      >
        {t('workspace.fields.addOption')}
      </Button>
      <span className={styles.hint}>{t('workspace.fields.optionsHelp')}</span>
    </fieldset>
  );
}
