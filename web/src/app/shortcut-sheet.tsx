import { Switch, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import { Keys } from '../components/keys.tsx';
import styles from './shortcut-sheet.module.css';
import { currentShortcuts, enableShortcuts, SHORTCUT_GROUPS, useShortcutsEnabled } from './shortcuts.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** All keys that do something on this screen. */
export default function ShortcutSheet({ opened, onClose }: Props) {
  const { t } = useTranslation();
  const enabled = useShortcutsEnabled();
  const shortcuts = opened ? currentShortcuts() : [];
  const groups = SHORTCUT_GROUPS.map((name) => ({
    name,
    shortcuts: shortcuts.filter(({ group }) => group === name),
  })).filter((group) => group.shortcuts.length > 0);
  return (
    <Dialog opened={opened} onClose={onClose} title={t('shortcuts.title')}>
      <div className={styles.sheet}>
        {groups.map(({ name, shortcuts: entries }) => (
          <section key={name}>
            <Title order={3} size="h6">
              {t(`shortcuts.group.${name}`)}
            </Title>
            <dl className={styles.list}>
              {entries.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="lg"
        label={t('shortcuts.enabled')}
        description={t('shortcuts.enabledHelp')}
        checked={enabled}
        onChange={({ currentTarget }) => enableShortcuts(currentTarget.checked)}
      />
    </Dialog>
  );
}
