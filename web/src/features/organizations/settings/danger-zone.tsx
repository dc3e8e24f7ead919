import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshSession } from '../../../api/session.ts';
import type { Organization } from '../../../api/types.ts';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { Panel } from '../../../components/page.tsx';
import { deleteOrganization } from '../queries.ts';
import styles from './settings.module.css';

/** Deleting everything: named, confirmed by its short name, and not at once. */
export function DangerZone({ organization }: { readonly organization: Organization }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: deleteOrganization,
    onSuccess: async () => {
      // A new token: what is cached of the old one still lets everything pass for a minute.
      await refreshSession();
      await queryClient.invalidateQueries();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    remove.mutate(typed);
  };
  return (
    <Panel label={t('organizations.danger')}>
      <Title order={2} size="h4">
        {t('organizations.danger')}
      </Title>
      <Text c="dimmed" mb="sm" maw={640}>
        {t('organizations.dangerHelp')}
      </Text>
      <Button variant="default" c="var(--gw-bad)" onClick={() => setOpened(true)}>
        {t('organizations.deleteStart')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('organizations.danger')} size="md">
        <form className={styles.form} onSubmit={submit}>
          <Text>{t('organizations.dangerHelp')}</Text>
          <TextInput
            label={t('organizations.deleteConfirm', { slug: organization.slug })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          {remove.error && <ErrorState error={remove.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={remove.isPending}
              disabled={typed !== organization.slug}
            >
              {t('organizations.deleteNow')}
            </Button>
          </Group>
        </form>
      </Dialog>
    </Panel>
  );
}
