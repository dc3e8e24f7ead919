import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconPencil, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact, FactChange } from '../../api/types.ts';
import { draftOf } from '../../components/drafts.ts';
import { Confidence } from './confidence.tsx';
import { FactEditor } from './fact-editor.tsx';
import { factText, oneLine } from './fact-text.ts';
import styles from './facts.module.css';
import type { Selection } from './viewer/selection.ts';

interface Props {
  readonly fact: Fact;
  readonly contractId: string;
  /** False while it is being read, or for somebody who may only look. */
  readonly editable: boolean;
  readonly busy: boolean;
  readonly selection: Selection | undefined;
  readonly onShow: () => void;
  readonly onChange: (change: FactChange) => Promise<unknown>;
}

/** One fact with the words that it stands on, and what a person can say about it. */
export function FactRow({ fact, contractId, editable, busy, selection, onShow, onChange }: Props) {
  const { t } = useTranslation();
  const draft = `${contractId}/${fact.key}`;
  const [editing, setEditing] = useState(() => draftOf(draft) !== undefined);
  const row = useRef<HTMLLIElement>(null);
  const { key, version } = fact;
  const open = fact.decision === 'none';
  const chosen = selection?.chosen === key;
  const choose = selection && fact.evidence.length > 0 ? () => selection.choose(key) : undefined;
  // Chosen on the page or by the address: the row comes into sight.
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const decide = (action: 'confirm' | 'reject' | 'reset') =>
    void onChange({ action, key, version }).catch(() => undefined);
  const close = () => {
    setEditing(false);
    row.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys are for the row itself: in an input or on a button they mean what they always mean.
    if (event.target !== row.current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && choose) {
      event.preventDefault();
      choose();
      return;
    }
    if (!editable || busy) return;
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
      data-chosen={chosen}
      data-lit={selection?.lit === key}
      onKeyDown={onKeyDown}
      onMouseEnter={() => selection?.light(key)}
      onMouseLeave={() => selection?.light(undefined)}
      onFocus={(event) => {
        // By the keyboard one goes from fact to fact, and the page follows.
        if (event.target !== row.current) return;
        selection?.light(key);
        if (row.current.matches(':focus-visible')) choose?.();
      }}
      onBlur={() => selection?.light(undefined)}
      onClick={(event) => {
        if (!(event.target as Element).closest('button, a, input, select, textarea, label')) choose?.();
      }}
    >
      <div className={styles.field}>{t(`contracts.field.${fact.field}`)}</div>
      <div className={styles.body}>
        {editing ? (
          <FactEditor
            fact={fact}
            draft={draft}
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
        <Evidence
          evidence={fact.evidence}
          onShow={
            choose &&
            (() => {
              choose();
              onShow();
            })
          }
        />
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

type Decide = (action: 'confirm' | 'reject' | 'reset') => void;

const canReset = ({ decision }: Fact) => decision !== 'none' && decision !== 'added';

const keyActions = (fact: Fact, decide: Decide, edit: () => void): Readonly<Record<string, () => void>> => ({
  ...(fact.decision === 'none' && { c: () => decide('confirm') }),
  ...(fact.decision !== 'rejected' && { e: edit, x: () => decide('reject') }),
  ...(canReset(fact) && { u: () => decide('reset') }),
});

interface EvidenceProps {
  readonly evidence: Fact['evidence'];
  readonly onShow: (() => void) | undefined;
}

function Evidence({ evidence, onShow }: EvidenceProps) {
  const { t } = useTranslation();
  return evidence.map(({ page, quote }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity but its place
    <blockquote key={index} className={styles.quote}>
      <span className={styles.words}>{t('contracts.quote', { words: quote })}</span>{' '}
      <cite>
        {onShow ? (
          <button
            type="button"
            className={styles.show}
            aria-label={t('viewer.showPage', { page })}
            onClick={onShow}
          >
            {t('contracts.page', { page })}
          </button>
        ) : (
          t('contracts.page', { page })
        )}
      </cite>
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
  return (
    <div className={styles.actions} data-quiet={!fact.needs_review}>
      {fact.decision === 'none' && (
        <Action
          label={t('contracts.confirm')}
          icon={IconCheck}
          variant="filled"
          loud={fact.needs_review}
          busy={busy}
          onClick={() => decide('confirm')}
        />
      )}
      {fact.decision !== 'rejected' && (
        <>
          <Action
            label={t('contracts.correct')}
            icon={IconPencil}
            loud={fact.needs_review}
            busy={busy}
            onClick={edit}
          />
          <Action
            label={t('contracts.reject')}
            icon={IconX}
            loud={fact.needs_review}
            busy={busy}
            onClick={() => decide('reject')}
          />
        </>
      )}
      {canReset(fact) && (
        <Action
          label={t('contracts.undo')}
          icon={IconArrowBackUp}
          loud={fact.needs_review}
          busy={busy}
          onClick={() => decide('reset')}
        />
      )}
    </div>
  );
}

interface ActionProps {
  readonly label: string;
  readonly icon: typeof IconCheck;
  /** What is not in doubt is not asked about loudly. */
  readonly loud: boolean;
  readonly variant?: 'filled';
  readonly busy: boolean;
  readonly onClick: () => void;
}

function Action({ label, icon: Icon, loud, variant, busy, onClick }: ActionProps) {
  if (!loud)
    return (
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={label}
        title={label}
        disabled={busy}
        onClick={onClick}
      >
        <Icon size={17} aria-hidden />
      </ActionIcon>
    );
  return (
    <Button
      size="compact-sm"
      variant={variant ?? 'default'}
      disabled={busy}
      leftSection={<Icon size={15} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
