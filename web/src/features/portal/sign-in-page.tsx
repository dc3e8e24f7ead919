import '../../i18n/texts/portal.ts';
import { Anchor, Button, Skeleton, Text, Title } from '@mantine/core';
import { IconDoorOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError, refusedFields } from '../../api/errors.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import entrance from '../../components/entrance.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { EmailField, Form, PasswordField } from '../../components/fields.tsx';
import { Captcha } from '../identity/captcha.tsx';
import { optionsQuery } from '../identity/queries.ts';
import { Branded, BrandMark } from './branded.tsx';
import { rememberPortal } from './last-portal.ts';
import { brandQuery, forgotPortalPassword, signInToPortal } from './queries.ts';

const route = getRouteApi('/customer/sign-in/$slug');

/** An organization's own door for its customers. */
export function PortalSignInPage() {
  const { t } = useTranslation();
  const { slug } = route.useParams();
  const { view, problem } = route.useSearch();
  const { data: brand, error, refetch } = useQuery(brandQuery(slug));
  useEffect(() => {
    if (brand) rememberPortal(brand.slug);
  }, [brand]);
  if (!brand && error)
    return (
      <main className={entrance.entrance}>
        <title>{t('common.pageTitle', { title: t('portal.title') })}</title>
        {isApiError(error, 'not_found') ? (
          <NoSuchPortal />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )}
      </main>
    );
  return (
    <Branded brand={brand}>
      <main className={entrance.entrance}>
        <title>{brand ? t('portal.titleOf', { organization: brand.name }) : t('portal.title')}</title>
        <div className={entrance.card}>
          {brand ? <BrandMark brand={brand} /> : <Skeleton width={44} height={44} />}
          <div>
            {brand ? (
              <Title order={1} size="h2">
                {brand.name}
              </Title>
            ) : (
              <Skeleton width={200} height={32} />
            )}
            <Text c="dimmed" mt={4}>
              {t('portal.signInHelp')}
            </Text>
          </div>
          {problem && (
            <div role="alert" className={entrance.problem}>
              {t('portal.signedOut')}
            </div>
          )}
          {view === 'forgot' ? <Forgot slug={slug} /> : <SignIn slug={slug} />}
        </div>
      </main>
    </Branded>
  );
}

/** Where somebody comes without an organization's name. */
export function NoSuchPortalPage() {
  const { t } = useTranslation();
  return (
    <main className={entrance.entrance}>
      <title>{t('common.pageTitle', { title: t('portal.title') })}</title>
      <NoSuchPortal />
    </main>
  );
}

function NoSuchPortal() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconDoorOff} title={t('portal.noSuchPortal')}>
      {t('portal.noSuchPortalHelp')}
    </EmptyState>
  );
}

function SignIn({ slug }: { readonly slug: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [token, setToken] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [scriptFailed, setScriptFailed] = useState(false);
  const { data: options } = useQuery({ ...optionsQuery, enabled: asked });
  const submit = useMutation({
    mutationFn: () =>
      signInToPortal({ organization: slug, email, password, ...(token && { captcha_token: token }) }),
    // The page is loaded anew: nothing of whoever was here before stays in its memory.
    onSuccess: () => window.location.assign('/customer/dashboard'),
    onError: (error) => {
      setToken(undefined);
      setAttempt((before) => before + 1);
      if (isApiError(error, 'captcha_required')) setAsked(true);
    },
  });
  const captcha = asked ? options?.captcha : undefined;
  const refused = refusedFields(submit.error);
  return (
    <Form onSubmit={() => submit.mutate()}>
      <EmailField
        label={t('portal.email')}
        value={email}
        onChange={setEmail}
        error={refused?.field('email')}
      />
      <PasswordField
        label={t('portal.password')}
        value={password}
        onChange={setPassword}
        error={refused?.field('password')}
      />
      {captcha && (
        <Captcha
          key={attempt}
          siteKey={captcha.site_key}
          scriptUrl={captcha.script_url}
          onToken={setToken}
          onFailed={() => setScriptFailed(true)}
        />
      )}
      {scriptFailed && <Text c="red">{t('portal.captchaFailed')}</Text>}
      {submit.error && !refused && <ErrorState error={submit.error} />}
      <Button
        type="submit"
        size="md"
        loading={submit.isPending || submit.isSuccess}
        disabled={Boolean(captcha) && !token}
      >
        {t('portal.signIn')}
      </Button>
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="start"
        onClick={() => void navigate({ search: { view: 'forgot' } })}
      >
        {t('portal.forgot')}
      </Anchor>
    </Form>
  );
}

function Forgot({ slug }: { readonly slug: string }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const [email, setEmail] = useState('');
  const submit = useMutation({
    mutationFn: () => forgotPortalPassword({ organization: slug, email }),
  });
  return (
    <Form onSubmit={() => submit.mutate()}>
      <Title order={2} size="h4">
        {t('portal.forgot')}
      </Title>
      {submit.isSuccess ? (
        <Text role="status">{t('portal.linkSent')}</Text>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {t('portal.forgotHelp')}
          </Text>
          <EmailField label={t('portal.email')} value={email} onChange={setEmail} />
          {submit.error && <ErrorState error={submit.error} />}
          <Button type="submit" size="md" loading={submit.isPending}>
            {t('portal.sendLink')}
          </Button>
        </>
      )}
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="start"
        onClick={() => void navigate({ search: {} })}
      >
        {t('portal.backToSignIn')}
      </Anchor>
    </Form>
  );
}
