import '../../i18n/texts/organizations.ts';
import '../../i18n/texts/team.ts';
import { Anchor, Button, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { refreshSession } from '../../api/session.ts';
import icon from '../../app/icon.svg';
import styles from '../../components/entrance.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { TextLink } from '../../components/link-button.tsx';
import { useSignOut } from '../identity/leaving.ts';
import { accountQuery } from '../identity/queries.ts';
import { createOrganization, slugQuery } from './queries.ts';
import { slugOf } from './slug.ts';
import { SlugHint } from './slug-hint.tsx';

const DEBOUNCE_MS = 300;
const NAME_MINIMUM = 2;

/** The first thing after signing up: an organization, with an address name that is free. */
export function WelcomePage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: account, error, refetch } = useQuery(accountQuery);
  const [name, setName] = useState('');
  // Follows the name until somebody types their own.
  const [ownSlug, setOwnSlug] = useState<string>();
  const [wanted] = useDebouncedValue(
    ownSlug === undefined ? { name: name.trim() } : { slug: ownSlug },
    DEBOUNCE_MS,
  );
  const asked = 'name' in wanted ? wanted.name.length >= NAME_MINIMUM : wanted.slug !== '';
  const check = useQuery({ ...slugQuery(wanted), enabled: asked, placeholderData: (before) => before });
  const slug =
    ownSlug ?? (name.trim().length >= NAME_MINIMUM ? (check.data?.suggestion ?? check.data?.slug ?? '') : '');
  const create = useMutation({
    mutationFn: createOrganization,
    onSuccess: async () => {
      // The next access token names the organization.
      await refreshSession();
      await queryClient.invalidateQueries();
      await navigate({ to: '/contracts', replace: true });
    },
  });
  const leave = useSignOut();
  // Who is stopped, or administers the platform, founds nothing.
  if (account?.role === 'super_admin' || (account?.standing && account.standing !== 'membership_ended'))
    return <Navigate to="/" replace />;
  if (account?.organization && create.isIdle) return <Navigate to="/" replace />;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim(), ...(slug && { slug }) });
  };
  const refused = isApiError(create.error) ? create.error : undefined;
  const suggestion = refused?.code === 'slug_taken' ? refused.data.suggestion : undefined;
  return (
    <main className={styles.entrance}>
      <title>{t('common.pageTitle', { title: t('organizations.welcome') })}</title>
      <form className={styles.card} onSubmit={submit}>
        <img src={icon} alt="" width={44} height={44} />
        <div>
          <Title order={1} size="h2">
            {t('organizations.welcome')}
          </Title>
          <Text c="dimmed" mt={6}>
            {t('organizations.welcomeHelp')}
          </Text>
        </div>
        {error && !account && <ErrorState error={error} retry={() => void refetch()} />}
        <TextInput
          label={t('organizations.name')}
          placeholder={t('organizations.namePlaceholder')}
          required
          withAsterisk={false}
          minLength={NAME_MINIMUM}
          maxLength={100}
          autoComplete="organization"
          autoFocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={refused?.field('name')}
        />
        <div>
          <TextInput
            label={t('organizations.slug')}
            description={t('organizations.slugHelp')}
            maxLength={40}
            autoCapitalize="none"
            spellCheck={false}
            value={slug}
            onChange={({ currentTarget }) => setOwnSlug(slugOf(currentTarget.value) || undefined)}
            error={refused?.field('slug')}
          />
          <SlugHint
            check={asked && ownSlug !== undefined ? check.data : undefined}
            checking={asked && check.isFetching}
            free={asked && ownSlug === undefined ? slug : undefined}
            onUse={setOwnSlug}
          />
        </div>
        {create.error && (
          <ErrorState
            error={create.error}
            {...(typeof suggestion === 'string' && {
              retry: () => {
                setOwnSlug(suggestion);
                create.mutate({ name: name.trim(), slug: suggestion });
              },
              retryLabel: t('organizations.take', { slug: suggestion }),
            })}
          />
        )}
        <Button
          type="submit"
          size="md"
          loading={create.isPending}
          disabled={name.trim().length < NAME_MINIMUM}
        >
          {t('organizations.create')}
        </Button>
        <TextLink to="/join">{t('team.haveCode')}</TextLink>
        {account && (
          <Text size="sm" c="dimmed">
            {t('organizations.signedInAs', { email: account.email })}{' '}
            <Anchor component="button" type="button" size="sm" onClick={() => leave.mutate()}>
              {t('organizations.otherAccount')}
            </Anchor>
          </Text>
        )}
      </form>
    </main>
  );
}
