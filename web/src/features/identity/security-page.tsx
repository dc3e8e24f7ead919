import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError, refusedFields } from '../../api/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { PasswordField } from '../../components/fields.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/page.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { RelativeTime } from '../../components/time.tsx';
import { agentName } from './agent-name.ts';
import { changePassword, endSession, sessionsQuery } from './queries.ts';

/** How one gets in, and where one is in. */
export function SecurityPage() {
  const { t } = useTranslation();
  const [notice, setNotice] = useState<string>();
  return (
    <>
      <title>{t('common.pageTitle', { title: t('identity.security') })}</title>
      <Notice message={notice} tone="good" onClose={() => setNotice(undefined)} />
      <Sessions />
      <ChangePassword onDone={() => setNotice(t('identity.passwordChanged'))} />
    </>
  );
}

function Sessions() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: endSession,
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <Panel label={t('identity.sessions')}>
      <Title order={2} size="h4" mb={4}>
        {t('identity.sessions')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('identity.sessionsHelp')}
      </Text>
      {!data && !error && <RowSkeleton rows={2} />}
      {!data && error && <ErrorState error={error} retry={() => void refetch()} />}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {data?.data.map((session) => (
          <Group component="li" key={session.id} justify="space-between" gap="sm">
            <div>
              <Group gap="xs">
                <Text fw={500}>{agentName(session.agent) ?? t('identity.unknownDevice')}</Text>
                {session.current && <Badge variant="light">{t('identity.thisDevice')}</Badge>}
              </Group>
              <Text size="sm" c="dimmed">
                {session.address} · {t('identity.lastUsed')} <RelativeTime at={session.last_used_at} />
              </Text>
            </div>
            {!session.current && (
              <Button
                variant="default"
                size="xs"
                loading={end.isPending && end.variables === session.id}
                onClick={() => end.mutate(session.id)}
              >
                {t('identity.endSession')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {end.error && !isApiError(end.error, 'not_found') && <ErrorState error={end.error} />}
    </Panel>
  );
}

function ChangePassword({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const save = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      onDone();
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const refused = refusedFields(save.error);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ current_password: current, new_password: next });
  };
  return (
    <Panel label={t('identity.changePassword')}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 16, maxWidth: 420 }}>
        <div>
          <Title order={2} size="h4">
            {t('identity.changePassword')}
          </Title>
          <Text c="dimmed" size="sm" mt={4}>
            {t('identity.changePasswordHelp')}
          </Text>
        </div>
        <PasswordField
          label={t('identity.currentPassword')}
          value={current}
          onChange={setCurrent}
          error={refused?.field('current_password')}
        />
        <PasswordField
          label={t('identity.newPassword')}
          rules={t('identity.passwordRules')}
          value={next}
          onChange={setNext}
          error={refused?.field('new_password')}
        />
        {save.error && !refused && <ErrorState error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!current || !next}>
            {t('identity.changePassword')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
