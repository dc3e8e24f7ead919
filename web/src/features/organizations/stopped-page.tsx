import '../../i18n/texts/organizations.ts';
import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshSession } from '../../api/session.ts';
import type { Account, Stopped } from '../../api/types.ts';
import icon from '../../app/icon.svg';
import styles from '../../components/entrance.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { useSignOut } from '../identity/leaving.ts';

/** In place of every screen while the organization, or the membership in it, is suspended. Nothing of it is gone. */
export function StoppedPage({
  account,
  standing,
}: {
  readonly account: Account;
  readonly standing: Stopped;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const again = useMutation({
    mutationFn: async () => {
      await refreshSession();
      await queryClient.invalidateQueries();
    },
  });
  const leave = useSignOut();
  const title = t(`organizations.stopped.${standing}.title`);
  return (
    <main className={styles.entrance}>
      <title>{t('common.pageTitle', { title })}</title>
      <div className={styles.card}>
        <img src={icon} alt="" width={44} height={44} />
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          <Text mt={6}>{t(`organizations.stopped.${standing}.help`)}</Text>
          <Text mt={6} c="dimmed">
            {t('organizations.stopped.kept')}
          </Text>
        </div>
        {(again.error ?? leave.error) && <ErrorState error={again.error ?? leave.error} />}
        <Group gap="xs">
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {t('organizations.stopped.again')}
          </Button>
          <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('shell.signOut')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('organizations.signedInAs', { email: account.email })}
        </Text>
      </div>
    </main>
  );
}
