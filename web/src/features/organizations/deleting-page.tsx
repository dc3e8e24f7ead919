import '../../i18n/texts/organizations.ts';
import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshSession } from '../../api/session.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDay } from '../../components/format.ts';
import { Page, Panel } from '../../components/page.tsx';
import { usePermission } from '../identity/use-permission.ts';
import { restoreOrganization } from './queries.ts';

interface Props {
  readonly name: string;
  /** RFC 3339 */
  readonly at: string;
}

/** In place of every screen while the organization waits for its deletion. */
export function DeletingPage({ name, at }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayKeep = usePermission('organization:delete');
  const keep = useMutation({
    mutationFn: restoreOrganization,
    onSuccess: async () => {
      await refreshSession();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Page title={t('organizations.deletingTitle', { name })}>
      {keep.error && <ErrorState error={keep.error} />}
      <Panel>
        <Text>
          {t('organizations.deletingHelp', { day: formatDay(at.slice(0, 10)) })}{' '}
          {!mayKeep && t('organizations.deletingAsk')}
        </Text>
        {mayKeep && (
          <Button mt="md" loading={keep.isPending} onClick={() => keep.mutate()}>
            {t('organizations.keep')}
          </Button>
        )}
      </Panel>
    </Page>
  );
}
