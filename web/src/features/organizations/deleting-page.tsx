import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { refreshSession } from '../../api/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDay } from '../../components/format.ts';
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
    <>
      <title>{t('common.pageTitle', { title: t('organizations.deletingTitle', { name }) })}</title>
      {keep.error && <ErrorState error={keep.error} />}
      <EmptyState
        icon={IconTrash}
        title={t('organizations.deletingTitle', { name })}
        action={
          mayKeep && (
            <Button loading={keep.isPending} onClick={() => keep.mutate()}>
              {t('organizations.keep')}
            </Button>
          )
        }
      >
        {t('organizations.deletingHelp', { day: formatDay(at.slice(0, 10)) })}{' '}
        {!mayKeep && t('organizations.deletingAsk')}
      </EmptyState>
    </>
  );
}
