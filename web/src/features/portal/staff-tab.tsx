import '../../i18n/texts/portal.ts';
import { Anchor, Badge, Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconDoorEnter, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDate } from '../../components/format.ts';
import { Notice } from '../../components/notice.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import table from '../../components/table.module.css';
import { useUndoable } from '../../components/use-undoable.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import customer from '../customers/customer-page.module.css';
import { accountQuery } from '../identity/queries.ts';
import { usePermission } from '../identity/use-permission.ts';
import styles from './portal.module.css';
import { invitePortalUser, type PortalUser, portalUsersQuery, removePortalUser } from './queries.ts';

/** Who of a customer uses the portal (POR-08): seen and decided by the staff. */
export function PortalTab({ customer: who }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation();
  return usePermission('portal:manage') ? (
    <Managed customer={who} />
  ) : (
    <Text c="dimmed">{t('portal.staff.notAllowed')}</Text>
  );
}

function Managed({ customer: who }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: account } = useQuery(accountQuery);
  const query = portalUsersQuery(who.id);
  const { data, error, refetch } = useQuery(query);
  const [open, setOpen] = useState(false);
  const [told, setTold] = useState<{ readonly message: string; readonly tone: 'good' | 'attention' }>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: query.queryKey });
  const invite = useMutation({
    mutationFn: ({ email, language }: { email: string; language: 'en' | 'de' }) =>
      invitePortalUser(who.id, email, language),
    onSuccess: ({ email, mailed }) => {
      setOpen(false);
      setTold({
        message: t(mailed ? 'portal.staff.invited' : 'portal.staff.notMailed', { email }),
        tone: mailed ? 'good' : 'attention',
      });
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (user: PortalUser) => removePortalUser(who.id, user.id),
    onSettled: refresh,
  });
  const { pending, begin, undo } = useUndoable<PortalUser>((user) => remove.mutate(user));
  const users = (data?.data ?? []).filter(
    ({ id }) => id !== pending?.id && !(remove.isPending && remove.variables.id === id),
  );
  const change = (work: () => void) => {
    setTold(undefined);
    invite.reset();
    remove.reset();
    work();
  };
  const add = (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconUserPlus size={16} aria-hidden />}
      onClick={() => change(() => setOpen(true))}
    >
      {t('portal.staff.invite')}
    </Button>
  );
  const slug = account?.organization?.slug;
  return (
    <section className={customer.part} aria-label={t('portal.staff.heading')}>
      <div className={customer.partHead}>
        <Title order={2} size="h4">
          {t('portal.staff.heading')}
        </Title>
        {users.length > 0 && !who.archived_at && add}
      </div>
      <Text c="dimmed" size="sm" maw={680}>
        {t('portal.staff.help')}
      </Text>
      {slug && (
        <Text className={styles.address}>
          {t('portal.staff.address')}:{' '}
          <Anchor href={`/customer/sign-in/${slug}`} target="_blank" rel="noreferrer">
            {`${window.location.host}/customer/sign-in/${slug}`}
          </Anchor>
        </Text>
      )}
      {pending ? (
        <Notice
          message={t('portal.staff.removed', { name: pending.name })}
          tone="good"
          action={{ label: t('portal.staff.undo'), run: undo }}
        />
      ) : (
        <Notice message={told?.message} tone={told?.tone ?? 'good'} onClose={() => setTold(undefined)} />
      )}
      {(remove.error ?? (open ? undefined : invite.error)) && (
        <ErrorState error={remove.error ?? invite.error} />
      )}
      {!data && !error && <RowSkeleton rows={2} />}
      {!data && error && <ErrorState error={error} retry={() => void refetch()} />}
      {data && users.length === 0 && (
        <EmptyState
          icon={IconDoorEnter}
          title={t('portal.staff.none')}
          {...(!who.archived_at && { action: add })}
        >
          {t('portal.staff.noneHelp')}
        </EmptyState>
      )}
      {users.length > 0 && (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('portal.staff.person')}</th>
                <th scope="col">{t('portal.staff.access')}</th>
                <th scope="col">{t('portal.staff.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {users.map((user) => (
                <tr key={user.id} className={table.row}>
                  <td>
                    {user.name}
                    <div className={table.second}>{user.email}</div>
                    {user.phone && <div className={table.second}>{user.phone}</div>}
                  </td>
                  <td>
                    <Access user={user} />
                  </td>
                  <td>
                    <div className={styles.actions}>
                      {user.status !== 'active' && (
                        <Button
                          variant="default"
                          size="compact-sm"
                          loading={invite.isPending && invite.variables.email === user.email}
                          aria-label={t('portal.staff.againNamed', { name: user.name })}
                          onClick={() =>
                            change(() => invite.mutate({ email: user.email, language: user.language }))
                          }
                        >
                          {t('portal.staff.again')}
                        </Button>
                      )}
                      <Button
                        variant="default"
                        size="compact-sm"
                        aria-label={t('portal.staff.removeNamed', { name: user.name })}
                        onClick={() => change(() => begin(user))}
                      >
                        {t('portal.staff.remove')}
                      </Button>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && (
        <InviteDialog
          customer={who}
          users={data?.data ?? []}
          pending={invite.isPending}
          error={invite.error}
          onInvite={(email, language) => invite.mutate({ email, language })}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  );
}

function Access({ user }: { readonly user: PortalUser }) {
  const { t } = useTranslation();
  const { status, accepted_at, expires_at } = user;
  const when =
    status === 'active'
      ? accepted_at && t('portal.staff.since', { date: formatDate(accepted_at.slice(0, 10)) })
      : status === 'invited' &&
        expires_at &&
        t('portal.staff.until', { date: formatDate(expires_at.slice(0, 10)) });
  return (
    <>
      <Badge variant="light" {...(status === 'expired' && { color: 'gray' })}>
        {t(`portal.staff.status.${status}`)}
      </Badge>
      {when && <div className={table.second}>{when}</div>}
    </>
  );
}

interface InviteProps {
  readonly customer: CustomerDetail;
  readonly users: readonly PortalUser[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly onInvite: (email: string, language: 'en' | 'de') => void;
  readonly onClose: () => void;
}

/** One of the customer's own people, by the address that is on record. */
function InviteDialog({ customer: who, users, pending, error, onInvite, onClose }: InviteProps) {
  const { t } = useTranslation();
  const taken = new Set(users.filter(({ status }) => status === 'active').map(({ email }) => email));
  const people = who.people.filter(
    ({ email, side }) => email && side !== 'provider' && !taken.has(email.trim().toLowerCase()),
  );
  const [email, setEmail] = useState(people[0]?.email ?? '');
  const [language, setLanguage] = useState<'en' | 'de'>(currentLanguage());
  return (
    <Dialog opened onClose={onClose} title={t('portal.staff.invite')} size="md">
      <Stack
        component="form"
        gap="md"
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          onInvite(email, language);
        }}
      >
        {people.length === 0 ? (
          <Text>{t('portal.staff.nobodyLeft')}</Text>
        ) : (
          <>
            <NativeSelect
              label={t('portal.staff.person')}
              description={t('portal.staff.personHelp')}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              data={people.map((person) => ({
                value: person.email ?? '',
                label: `${person.name} – ${person.email}`,
              }))}
            />
            <NativeSelect
              label={t('portal.staff.mailLanguage')}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value === 'de' ? 'de' : 'en')}
              data={(['en', 'de'] as const).map((value) => ({
                value,
                label: t(`portal.languages.${value}`),
              }))}
            />
            {error !== null && error !== undefined && <ErrorState error={error} />}
            <Button type="submit" loading={pending}>
              {t('portal.staff.send')}
            </Button>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
