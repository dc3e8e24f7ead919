import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import {
  IconBrandGoogleFilled,
  IconBrandWindowsFilled,
  IconChevronDown,
  IconChevronUp,
  IconMail,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import icon from '../../app/icon.svg';
import styles from '../../components/entrance.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { optionsQuery, startDemo } from './queries.ts';
import type { SignInView } from './search.ts';

/** Most people come with Google or Microsoft: who does not loads the forms. */
const PasswordPanel = lazy(() =>
  import('./password-panel.tsx').then((module) => ({ default: module.PasswordPanel })),
);

const route = getRouteApi('/sign-in');

const WAYS = [
  { provider: 'google', icon: IconBrandGoogleFilled },
  { provider: 'microsoft', icon: IconBrandWindowsFilled },
  { provider: 'password', icon: IconMail },
] as const;

export function SignInPage() {
  const { t } = useTranslation();
  const { problem, return_to = '/', view } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (next: SignInView | undefined) =>
    void navigate({
      search: ({ view: _, problem: __, ...kept }) => ({ ...kept, ...(next && { view: next }) }),
    });
  return (
    <main className={styles.entrance}>
      <title>{t('common.pageTitle', { title: t('identity.signIn') })}</title>
      <div className={styles.card}>
        <img src={icon} alt="" width={44} height={44} />
        <div>
          <Title order={1} size="h2">
            {t('common.appName')}
          </Title>
          <Text c="dimmed">{t('identity.claim')}</Text>
        </div>
        {problem && (
          <div role="alert" className={styles.problem}>
            {t(`identity.problem.${problem}`)}
          </div>
        )}
        <Stack gap="xs">
          {WAYS.map(({ provider, icon: Icon }) => (
            // A navigation, not a call: the browser itself goes to the managed login and comes back.
            <Button
              key={provider}
              component="a"
              href={`/api/v1/auth/oauth/${provider}/start?${new URLSearchParams({ return_to })}`}
              variant="default"
              size="md"
              fullWidth
              leftSection={<Icon size={18} aria-hidden />}
            >
              {t(`identity.way.${provider}`)}
            </Button>
          ))}
        </Stack>
        <Text size="sm" c="dimmed">
          {t('identity.newHere')}
        </Text>
        <Button
          variant="subtle"
          aria-expanded={view !== undefined}
          rightSection={
            view ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />
          }
          onClick={() => show(view ? undefined : 'password')}
        >
          {t('identity.here')}
        </Button>
        <TryDemo />
        {view && (
          <Suspense fallback={<Skeleton height={240} />}>
            <PasswordPanel view={view} onView={show} returnTo={return_to} />
          </Suspense>
        )}
      </div>
    </main>
  );
}

/** Where the stage has demonstrations (ID-06). */
function TryDemo() {
  const { t } = useTranslation();
  const { data: options } = useQuery(optionsQuery);
  const start = useMutation({ mutationFn: startDemo, onSuccess: () => window.location.assign('/') });
  if (!options?.demo) return null;
  return (
    <Stack gap={4}>
      <Button
        variant="light"
        size="md"
        fullWidth
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        loading={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        {t('identity.demo')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('identity.demoHelp', { hours: options.demo.hours })}
      </Text>
      {start.error && <ErrorState error={start.error} />}
    </Stack>
  );
}
