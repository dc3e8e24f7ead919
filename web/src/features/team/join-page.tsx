import '../../i18n/texts/organizations.ts';
import '../../i18n/texts/team.ts';
import { Button, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { refreshSession } from '../../api/session.ts';
import icon from '../../app/icon.svg';
import styles from '../../components/entrance.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { formatDateTime } from '../../components/format.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { useSignOut } from '../identity/leaving.ts';
import { accept, type JoinSecret, previewQuery } from './queries.ts';
import { sessionQuery } from './session-query.ts';

const route = getRouteApi('/join');

/** Where an invitation leads: what it is to, then signing in, then joining. Also for a code that was told. */
export function JoinPage() {
  const { t } = useTranslation();
  const { token, code } = route.useSearch();
  const secret = token !== undefined ? { token } : code !== undefined ? { code } : undefined;
  return (
    <main className={styles.entrance}>
      <title>{t('common.pageTitle', { title: t('team.join') })}</title>
      <div className={styles.card}>
        <img src={icon} alt="" width={44} height={44} />
        {secret ? <Offer secret={secret} /> : <CodeForm />}
      </div>
    </main>
  );
}

function CodeForm() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [code, setCode] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void navigate({ search: { code: code.trim() } });
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 20 }}>
      <div>
        <Title order={1} size="h2">
          {t('team.join')}
        </Title>
        <Text c="dimmed">{t('team.joinHelp')}</Text>
      </div>
      <TextInput
        label={t('team.code')}
        placeholder="7H3KQ-M2PXW"
        value={code}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <Button type="submit" size="md" disabled={code.trim() === ''}>
        {t('team.look')}
      </Button>
    </form>
  );
}

function Offer({ secret }: { readonly secret: JoinSecret }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const offer = useQuery(previewQuery(secret));
  const { data: account, isPending } = useQuery(sessionQuery);
  const join = useMutation({
    mutationFn: () => accept(secret),
    onSuccess: async () => {
      // The next access token names the organization.
      await refreshSession();
      queryClient.clear();
      window.location.assign('/');
    },
  });
  const other = useSignOut();
  const here = `/join?${new URLSearchParams(secret)}`;
  if (offer.error)
    return (
      <>
        <Title order={1} size="h2">
          {t('team.join')}
        </Title>
        <ErrorState error={offer.error} retry={() => void offer.refetch()} />
        <LinkButton to="/join" variant="default">
          {t('team.otherCode')}
        </LinkButton>
      </>
    );
  if (!offer.data || isPending) return <RowSkeleton rows={3} />;
  const { organization, role, email, anybody, expires_at } = offer.data;
  const elsewhere = isApiError(join.error) && join.error.code === 'invitation_for_another';
  return (
    <>
      <div>
        <Title order={1} size="h2">
          {t('team.joinOrganization', { organization })}
        </Title>
        <Text mt={6}>{t('team.joinAs', { role })}</Text>
        <Text size="sm" c="dimmed" mt={6}>
          {anybody ? t('team.forAnybody') : t('team.forAddress', { email })}{' '}
          {t('team.goodUntil', { date: formatDateTime(expires_at) })}
        </Text>
      </div>
      {join.error && <ErrorState error={join.error} />}
      {account ? (
        <>
          {account.organization ? (
            <Text role="alert">{t('team.inAnother', { organization: account.organization.name })}</Text>
          ) : (
            <Button size="md" loading={join.isPending || join.isSuccess} onClick={() => join.mutate()}>
              {t('team.joinNow')}
            </Button>
          )}
          <Text size="sm" c="dimmed">
            {t('organizations.signedInAs', { email: account.email })}
          </Text>
          {(elsewhere || account.organization) && (
            <Button variant="default" loading={other.isPending} onClick={() => other.mutate()}>
              {t('organizations.otherAccount')}
            </Button>
          )}
        </>
      ) : (
        <LinkButton to="/sign-in" search={{ return_to: here }} size="md">
          {t('team.signInToJoin')}
        </LinkButton>
      )}
    </>
  );
}
