import { ActionIcon, Button, Popover, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery } from '../identity/queries.ts';
import styles from './contracts.module.css';
import { forgetView, type SavedView, savedViews, saveView } from './saved-views.ts';
import type { ContractsSearch } from './search.ts';

/** Addresses of this list under a name. */
export function ViewsMenu({ search }: { readonly search: ContractsSearch }) {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  const person = account?.id ?? '';
  const [opened, setOpened] = useState(false);
  const [views, setViews] = useState<readonly SavedView[]>([]);
  const [name, setName] = useState('');
  useEffect(() => setViews(savedViews(person)), [person]);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    setViews(saveView(person, { name: name.trim(), search }));
    setName('');
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      withinPortal={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {t('uploads.views')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('uploads.views')}>
        {views.length === 0 && (
          <Text size="sm" c="dimmed" mb="sm">
            {t('uploads.noViews')}
          </Text>
        )}
        {views.length > 0 && (
          <ul className={styles.views}>
            {views.map((view) => (
              <li key={view.name}>
                <Link
                  to="/contracts"
                  search={view.search}
                  className={styles.view}
                  onClick={() => setOpened(false)}
                >
                  {view.name}
                </Link>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('uploads.forgetView', { name: view.name })}
                  onClick={() => setViews(forgetView(person, view.name))}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={save} className={styles.saveView}>
          <TextInput
            label={t('uploads.nameView')}
            maxLength={60}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" disabled={!name.trim()}>
            {t('common.save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
