import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { Keys } from '../components/keys.tsx';
import { closePalette, endTypeAhead } from './openers.ts';
import styles from './palette.module.css';
import { type PaletteEntry, paletteGroups } from './palette-entries.ts';
import { usePaletteActions } from './use-palette-actions.ts';
import { usePaletteRecords } from './use-palette-records.ts';

interface Props {
  readonly opened: boolean;
  readonly account: Account;
  readonly onSignOut: () => void;
}

/** Search and actions, by keyboard alone: type, arrows, Enter, Escape. */
export default function Palette({ opened, ...rest }: Props) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={closePalette} returnFocus={false} size={600} yOffset="10dvh">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('palette.title')}>
        <div className={styles.palette}>
          <Search {...rest} />
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Of its own, so that it begins anew each time it is opened. */
function Search({ account, onSignOut }: Omit<Props, 'opened'>) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // Before anything is drawn: who sees the field may type into it.
  useLayoutEffect(() => {
    field.current?.focus();
    setQuery(endTypeAhead());
  }, []);
  const combobox = useCombobox({ opened: true });
  const { records, loading } = usePaletteRecords(account.id, query);
  const actions = usePaletteActions(onSignOut);
  const groups = paletteGroups([...records, ...actions], query);
  const first = groups[0]?.entries[0]?.id;
  // Enter does the first thing that answers, also when it arrives late.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed, not the list's own store, decides
  useEffect(() => {
    combobox.selectFirstOption();
  }, [query, first]);
  const choose = (id: string) => {
    const entry = groups.flatMap(({ entries }) => entries).find((candidate) => candidate.id === id);
    closePalette();
    entry?.run();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.EventsTarget>
        <TextInput
          ref={field}
          data-autofocus
          size="lg"
          variant="unstyled"
          className={styles.search}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          leftSection={<IconSearch size={20} stroke={1.5} aria-hidden />}
          autoComplete="off"
          spellCheck={false}
          value={query}
          // The list would take Escape for itself.
          onKeyDown={({ key }) => key === 'Escape' && closePalette()}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={styles.list} aria-label={t('palette.title')}>
        {groups.map(({ name, entries }) => (
          <Combobox.Group key={name} label={t(`palette.group.${name}`)}>
            {entries.map((entry) => (
              <Combobox.Option key={entry.id} value={entry.id} className={styles.option}>
                <Entry entry={entry} />
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
      <div role="status" className={styles.empty}>
        {groups.length === 0 && (loading ? t('common.loading') : t('palette.nothing'))}
      </div>
    </Combobox>
  );
}

function Entry({ entry: { title, detail, icon: Icon, keys } }: { readonly entry: PaletteEntry }) {
  return (
    <>
      <Icon size={20} stroke={1.5} aria-hidden />
      <span className={styles.text}>
        <span>{title}</span>
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
      {keys && <Keys keys={keys} />}
    </>
  );
}
