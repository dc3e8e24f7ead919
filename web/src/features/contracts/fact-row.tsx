import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact, FactChange } from '../../api/types.ts';
import { Confidence } from './confidence.tsx';
import { FactEditor } from './fact-editor.tsx';
import { factText } from './fact-text.ts';
import styles from './facts.module.css';

interface Props {
  readonly fact: Fact;
  /** False while it is being read, or for somebody who may only look. */
  readonly editable: boolean;
  readonly busy: boolean;
  readonly onChange: (change: FactChange) => Promise<unknown>;
}

/** One fact with the words that it stands on, and what a person can say about it. */
export function FactRow({ fact, editable, busy, onChange }: Props) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const { key, version } = fact;
  const open = fact.decision === 'none';
  const decide = (action: 'confirm' | 'reject' | 'reset') =>
    void onChange({ action, key, version }).catch(() => undefined);
  const close = () => {
    setEditing(false);
    row.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys are for the row itself: in an input or on a button they mean what they always mean.
    if (event.target !== row.current || event.ctrlKey || event.metaKey || event.altKey || !editable || busy)
      return;
    const act = keyActions(fact, decide, () => setEditing(true))[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const { title, details } = factText(fact.field, fact.value);
  return (
    <li
      ref={row}
      className={styles.fact}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: rows take the focus so that keys can decide about them
      tabIndex={0}
      data-fact
      data-decision={fact.decision}
      onKeyDown={onKeyDown}
    >
      <div className={styles.field}>{t(`contracts.field.${fact.field}`)}</div>
      <div className={styles.body}>
        {editing ? (
          <FactEditor
            fact={fact}
            onCancel={close}
            onSave={async (value) => {
              await onChange({ action: 'correct', key, version, value });
              close();
            }}
          />
        ) : (
          <>
            <div className={styles.value}>{title}</div>
            {details.length > 0 && (
              <Text size="sm" c="dimmed">
                {details.join(' · ')}
              </Text>
            )}
          </>
        )}
        {fact.original !== null && (
          <Text size="sm" c="dimmed">
            {t('contracts.readAs', { value: oneLine(fact.field, fact.original) })}
          </Text>
        )}
        {open && fact.note && <div className={styles.note}>{fact.note}</div>}
        {open && fact.alternative !== null && editable && (
          <Group gap="xs">
            <Text size="sm">
              {t('contracts.otherReading', { value: oneLine(fact.field, fact.alternative) })}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              disabled={busy}
              onClick={() =>
                void onChange({ action: 'correct', key, version, value: fact.alternative }).catch(
                  () => undefined,
                )
              }
            >
              {t('contracts.useThis')}
            </Button>
          </Group>
        )}
        <Evidence evidence={fact.evidence} />
        <div className={styles.origin}>
          {fact.method !== 'person' && <Confidence value={fact.confidence} />}
          {t(`contracts.method.${fact.method}`)}
          {fact.decision !== 'none' && (
            <span className={styles.decision}>{t(`contracts.decision.${fact.decision}`)}</span>
          )}
        </div>
      </div>
      {editable && !editing && (
        <Actions fact={fact} busy={busy} decide={decide} edit={() => setEditing(true)} />
      )}
    </li>
  );
}

const oneLine = (field: Fact['field'], value: unknown) => {
  const { title, details } = factText(field, value);
  return [title, ...details].join(' · ');
};

type Decide = (action: 'confirm' | 'reject' | 'reset') => void;

const canReset = ({ decision }: Fact) => decision !== 'none' && decision !== 'added';

const keyActions = (fact: Fact, decide: Decide, edit: () => void): Readonly<Record<string, () => void>> => ({
  ...(fact.decision === 'none' && { c: () => decide('confirm') }),
  ...(fact.decision !== 'rejected' && { e: edit, x: () => decide('reject') }),
  ...(canReset(fact) && { u: () => decide('reset') }),
});

function Evidence({ evidence }: { readonly evidence: Fact['evidence'] }) {
  const { t } = useTranslation();
  return evidence.map(({ page, quote }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity but its place
    <blockquote key={index} className={styles.quote}>
      <span className={styles.words}>{t('contracts.quote', { words: quote })}</span>{' '}
      <cite>{t('contracts.page', { page })}</cite>
    </blockquote>
  ));
}

interface ActionsProps {
  readonly fact: Fact;
  readonly busy: boolean;
  readonly decide: Decide;
  readonly edit: () => void;
}

function Actions({ fact, busy, decide, edit }: ActionsProps) {
  const { t } = useTranslation();
  // What is not in doubt is not asked about loudly.
  const button = {
    size: 'compact-sm',
    disabled: busy,
    ...(fact.needs_review ? { variant: 'default' } : { variant: 'subtle', color: 'gray' }),
  } as const;
  return (
    <div className={styles.actions}>
      {fact.decision === 'none' && (
        <Button
          {...button}
          {...(fact.needs_review && { variant: 'filled' })}
          leftSection={<IconCheck size={15} aria-hidden />}
          onClick={() => decide('confirm')}
        >
          {t('contracts.confirm')}
        </Button>
      )}
      {fact.decision !== 'rejected' && (
        <>
          <Button {...button} leftSection={<IconPencil size={15} aria-hidden />} onClick={edit}>
            {t('contracts.correct')}
          </Button>
          <Button {...button} leftSection={<IconX size={15} aria-hidden />} onClick={() => decide('reject')}>
            {t('contracts.reject')}
          </Button>
        </>
      )}
      {canReset(fact) && (
        <Button
          {...button}
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={() => decide('reset')}
        >
          {t('contracts.undo')}
        </Button>
      )}
    </div>
  );
}
