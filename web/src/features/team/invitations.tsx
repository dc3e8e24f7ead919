import { Button, Group, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Role } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { Status } from '../../components/status.tsx';
import table from '../../components/table.module.css';
import { RelativeTime } from '../../components/time.tsx';
import { useUndoable } from '../../components/use-undoable.ts';
import { invitationsKey, invitationsQuery, resend, revoke } from './queries.ts';
import { SharedSecret } from './shared-secret.tsx';
import styles from './team.module.css';

/** Invitations nobody has accepted yet: sent again, or taken back. */
export function Invitations({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(invitationsQuery);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const onSettled = () => queryClient.invalidateQueries({ queryKey: invitationsKey });
  const again = useMutation({ mutationFn: resend, onSettled });
  const take = useMutation({
    mutationFn: revoke,
    onMutate: ({ id }) => setGone((before) => new Set([...before, id])),
    onError: (_, { id }) => setGone((before) => new Set([...before].filter((other) => other !== id))),
    onSettled,
  });
  const undoable = useUndoable<Invitation>(take.mutate);
  const shown = data?.pages
    .flatMap((page) => page.data)
    .filter(({ id }) => !gone.has(id) && undoable.pending?.id !== id);
  const opened = again.data;
  if (shown?.length === 0 && !undoable.pending && !take.error) return null;
  return (
    <section className={styles.section} aria-label={t('team.pending')}>
      <Title order={2} size="h4">
        {t('team.pending')}
      </Title>
      <Notice
        message={undoable.pending && t('team.revoked', { email: undoable.pending.email })}
        tone="good"
        action={{ label: t('team.undo'), run: undoable.undo }}
      />
      {(again.error ?? take.error) && <ErrorState error={again.error ?? take.error} />}
      {!data && !error && <RowSkeleton rows={2} />}
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {shown && shown.length > 0 && (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('team.address')}</th>
                <th scope="col">{t('team.role')}</th>
                <th scope="col">{t('team.status')}</th>
                <th scope="col" className={styles.actions}>
                  {t('team.actions')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((invitation) => (
                <tr key={invitation.id} className={table.row} data-invitation={invitation.id}>
                  <td className={styles.who}>
                    {invitation.email}
                    <div className={styles.second}>
                      <RelativeTime at={invitation.created_at} />
                    </div>
                  </td>
                  <td>{roles.find(({ key }) => key === invitation.role)?.name ?? invitation.role}</td>
                  <td>
                    <Status tone={invitation.status === 'expired' ? 'attention' : 'quiet'}>
                      {t(invitation.status === 'expired' ? 'team.expired' : 'team.open')}
                    </Status>
                  </td>
                  <td className={styles.actions}>
                    <Group gap={6} justify="flex-end" wrap="nowrap">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('team.resendTo', { email: invitation.email })}
                        loading={again.isPending && again.variables.id === invitation.id}
                        onClick={() => again.mutate(invitation)}
                      >
                        {t('team.resend')}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('team.revokeFor', { email: invitation.email })}
                        onClick={() => undoable.begin(invitation)}
                      >
                        {t('team.revoke')}
                      </Button>
                    </Group>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.showMore')}
        </Button>
      )}
      {opened?.code !== undefined && opened.link !== undefined && (
        <Dialog opened onClose={again.reset} title={t('team.sentAgain')}>
          <div className={styles.result}>
            <SharedSecret
              email={opened.email}
              code={opened.code}
              link={opened.link}
              mailed={opened.mailed === true}
            />
          </div>
        </Dialog>
      )}
    </section>
  );
}
