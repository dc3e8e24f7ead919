import '../../i18n/texts/team.ts';
import { Button, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { FindField } from '../../components/find-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { accountQuery } from '../identity/queries.ts';
import { usePermission } from '../identity/use-permission.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MembersTable } from './members-table.tsx';
import { membersQuery, rolesQuery } from './queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import styles from './team.module.css';
import { useTeamChanges } from './use-team-changes.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));

const route = getRouteApi('/app/settings/team');

/** Everybody in the organization, and who is invited (TEAM-06). */
export function TeamPage() {
  const { t } = useTranslation();
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: account } = useQuery(accountQuery);
  const mayManage = usePermission('team:manage');
  const { data: roles } = useQuery(rolesQuery);
  const members = useInfiniteQuery({ ...membersQuery(q), placeholderData: (before) => before });
  const { change, done, forget } = useTeamChanges();
  const [dialog, setDialog] = useState<'invite' | 'import'>();
  const [removing, setRemoving] = useState<Member>();
  const [removed, setRemoved] = useState<string>();
  const shown = members.data?.pages.flatMap((page) => page.data);
  return (
    <>
      <title>{t('common.pageTitle', { title: t('team.team') })}</title>
      <section className={styles.section} aria-label={t('team.members')}>
        <div className={styles.head}>
          <Title order={2} size="h4">
            {t('team.members')}
            {members.data?.pages[0]?.total != null && (
              <span className={styles.none}> {members.data.pages[0].total}</span>
            )}
          </Title>
          <div className={styles.tools}>
            <FindField
              q={q ?? ''}
              label={t('team.find')}
              className={styles.search}
              onFind={(text) =>
                void navigate({ search: text.trim() ? { q: text.trim() } : {}, replace: true })
              }
            />
            {mayManage && (
              <>
                <Button variant="default" onClick={() => setDialog('import')}>
                  {t('team.import')}
                </Button>
                <Button
                  leftSection={<IconUserPlus size={18} aria-hidden />}
                  disabled={!roles}
                  onClick={() => setDialog('invite')}
                >
                  {t('team.invite')}
                </Button>
              </>
            )}
          </div>
        </div>
        <Notice
          message={done?.message ?? (removed && t('team.removedDone', { name: removed }))}
          tone="good"
          {...(done && { action: { label: t('team.undo'), run: done.undo } })}
          onClose={() => {
            forget();
            setRemoved(undefined);
          }}
        />
        {change.error && <ErrorState error={change.error} />}
        {!shown && !members.error && <RowSkeleton rows={5} />}
        {members.error && !shown && <ErrorState error={members.error} retry={() => void members.refetch()} />}
        {shown && shown.length > 0 && (
          <MembersTable
            members={shown}
            roles={roles ?? []}
            me={account?.id}
            mayManage={mayManage && roles !== undefined}
            onChange={(member, changes) => change.mutate({ member, changes })}
            onRemove={setRemoving}
          />
        )}
        {shown?.length === 0 && <p className={styles.none}>{t('team.nobodyFound', { q: q ?? '' })}</p>}
        {members.hasNextPage && (
          <Button
            variant="default"
            loading={members.isFetchingNextPage}
            onClick={() => void members.fetchNextPage()}
          >
            {t('common.showMore')}
          </Button>
        )}
      </section>
      {mayManage && <Invitations roles={roles ?? []} />}
      {dialog === 'invite' && roles && <InviteDialog roles={roles} onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && roles && (
        <Suspense>
          <ImportDialog roles={roles} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
      {removing && (
        <RemoveDialog
          member={removing}
          own={removing.id === account?.id}
          onClose={() => setRemoving(undefined)}
          onDone={(name) => {
            setRemoving(undefined);
            setRemoved(name);
          }}
        />
      )}
    </>
  );
}
