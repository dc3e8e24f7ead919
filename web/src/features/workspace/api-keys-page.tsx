import '../../i18n/texts/api-keys.ts';
import { Button, Group, Text, Title } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { useUndoable } from '../../components/use-undoable.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { type ApiKey, apiKeysQuery, revokeApiKey } from './queries.ts';
import { RotateDialog } from './rotate-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

type Open = 'new' | { readonly rotate: ApiKey } | { readonly secret: string };

/** The organization's API keys: made, given a new secret, revoked. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(apiKeysQuery);
  const [open, setOpen] = useState<Open>();
  const reload = () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  const revoke = useMutation({ mutationFn: ({ id }: ApiKey) => revokeApiKey(id), onSettled: reload });
  const { pending, begin, undo } = useUndoable<ApiKey>((key) => revoke.mutate(key));
  const made = (secret: string) => {
    setOpen({ secret });
    void reload();
  };
  const close = () => setOpen(undefined);
  const keys = data?.data.filter(
    ({ id }) => id !== pending?.id && !(revoke.isPending && revoke.variables.id === id),
  );
  const add = <Button onClick={() => setOpen('new')}>{t('apiKeys.add')}</Button>;
  return (
    <>
      <title>{t('common.pageTitle', { title: t('apiKeys.title') })}</title>
      <Notice
        message={pending && t('apiKeys.revoked', { name: pending.name })}
        action={{ label: t('apiKeys.undo'), run: undo }}
      />
      {revoke.error && <ErrorState error={revoke.error} />}
      {keys?.length === 0 ? (
        <EmptyState icon={IconKey} title={t('apiKeys.emptyTitle')} action={add}>
          {t('apiKeys.emptyHelp')}
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between" align="flex-start">
            <div>
              <Title order={2} size="h4">
                {t('apiKeys.title')}
              </Title>
              <Text c="dimmed">{t('apiKeys.intro')}</Text>
            </div>
            {add}
          </Group>
          {keys ? (
            <KeysTable keys={keys} onRotate={(rotate) => setOpen({ rotate })} onRevoke={begin} />
          ) : error ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : (
            <RowSkeleton rows={4} />
          )}
        </>
      )}
      {open === 'new' && <NewKeyDialog onClose={close} onMade={made} />}
      {typeof open === 'object' && 'rotate' in open && (
        <RotateDialog apiKey={open.rotate} onClose={close} onMade={made} />
      )}
      {typeof open === 'object' && 'secret' in open && <SecretDialog secret={open.secret} onClose={close} />}
    </>
  );
}

interface TableProps {
  readonly keys: readonly ApiKey[];
  readonly onRotate: (key: ApiKey) => void;
  readonly onRevoke: (key: ApiKey) => void;
}

function KeysTable({ keys, onRotate, onRevoke }: TableProps) {
  const { t } = useTranslation();
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('apiKeys.column.key')}</th>
            <th scope="col" className={table.wide}>
              {t('apiKeys.column.made')}
            </th>
            <th scope="col" className={table.when}>
              {t('apiKeys.column.used')}
            </th>
            <th scope="col" className={table.when}>
              {t('apiKeys.column.ends')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id} className={table.row}>
              <td>
                {key.name}
                <div className={table.second}>{key.hint}</div>
                {key.previous && (
                  <div className={table.second}>
                    {t('apiKeys.formerUntil', { at: formatDateTime(key.previous.expires_at) })}
                  </div>
                )}
              </td>
              <td className={table.wide}>{key.created_by.name ?? t('apiKeys.someone')}</td>
              <td className={table.when}>
                {key.last_used_at ? formatDateTime(key.last_used_at) : t('apiKeys.never')}
              </td>
              <td className={table.when}>
                {key.status === 'expired' ? (
                  <Status tone="bad">{t('apiKeys.expired')}</Status>
                ) : key.expires_at ? (
                  formatDateTime(key.expires_at)
                ) : (
                  t('apiKeys.never')
                )}
              </td>
              <td>
                <Group
                  gap={6}
                  wrap="nowrap"
                  justify="flex-end"
                  role="group"
                  aria-label={t('apiKeys.actions', { name: key.name })}
                >
                  <Button size="compact-sm" variant="default" onClick={() => onRotate(key)}>
                    {t('apiKeys.rotate')}
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => onRevoke(key)}>
                    {t('apiKeys.revoke')}
                  </Button>
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
