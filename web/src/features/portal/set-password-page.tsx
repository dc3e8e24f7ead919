import '../../i18n/texts/portal.ts';
import { Button, Skeleton, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError, refusedFields } from '../../api/errors.ts';
import entrance from '../../components/entrance.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { Form, PasswordField } from '../../components/fields.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Branded, BrandMark } from './branded.tsx';
import { lastPortal, rememberPortal } from './last-portal.ts';
import { linkQuery, type PortalLink, setPortalPassword } from './queries.ts';

/** Where the mailed link leads. Its token stands behind the `#`, which browsers send to nobody. */
export function SetPasswordPage() {
  const { t } = useTranslation();
  const token = useLocation({ select: ({ hash }) => hash });
  const { data, error, refetch } = useQuery({ ...linkQuery(token), enabled: token !== '' });
  const brand = data?.organization;
  const slug = lastPortal();
  const gone = token === '' || isApiError(error, 'link_not_good') || isApiError(error, 'validation_failed');
  return (
    <Branded brand={brand}>
      <main className={entrance.entrance}>
        <title>{brand ? t('portal.titleOf', { organization: brand.name }) : t('portal.title')}</title>
        <div className={entrance.card}>
          <BrandMark brand={brand} />
          {data && brand && <SetPassword token={token} link={data} />}
          {gone && (
            <>
              <Title order={1} size="h2">
                {t('portal.linkNotGood')}
              </Title>
              <Text role="alert">
                {isApiError(error, 'link_not_good') ? error.message : t('portal.noSuchPortalHelp')}
              </Text>
              {slug && (
                <LinkButton to="/customer/sign-in/$slug" params={{ slug }} variant="default">
                  {t('portal.backToSignIn')}
                </LinkButton>
              )}
            </>
          )}
          {!gone && error && <ErrorState error={error} retry={() => void refetch()} />}
          {!gone && !error && !data && <Skeleton height={220} />}
        </div>
      </main>
    </Branded>
  );
}

function SetPassword({ token, link }: { readonly token: string; readonly link: PortalLink }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const { organization, name, email, purpose } = link;
  const submit = useMutation({
    mutationFn: () => setPortalPassword({ token, password }),
    onSuccess: () => {
      rememberPortal(organization.slug);
      window.location.assign('/customer/dashboard');
    },
  });
  const refused = refusedFields(submit.error);
  return (
    <Form gap="md" onSubmit={() => submit.mutate()}>
      <div>
        <Title order={1} size="h2">
          {t(`portal.choose.${purpose}`, { name })}
        </Title>
        <Text mt={6}>{t(`portal.chooseHelp.${purpose}`, { organization: organization.name, email })}</Text>
      </div>
      <PasswordField
        label={t('portal.newPassword')}
        rules={t('portal.passwordRules')}
        value={password}
        onChange={setPassword}
        error={refused?.field('password')}
      />
      {submit.error && !refused && <ErrorState error={submit.error} />}
      <Button type="submit" size="md" loading={submit.isPending || submit.isSuccess}>
        {t('portal.setPassword')}
      </Button>
    </Form>
  );
}
