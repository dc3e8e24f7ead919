import { Anchor, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EmailField, Form, NameField, PasswordField } from '../../components/fields.tsx';
import { Captcha } from './captcha.tsx';
import {
  forgotPassword,
  login,
  optionsQuery,
  register,
  resendVerification,
  resetPassword,
  verifyEmail,
} from './queries.ts';
import type { SignInView } from './search.ts';

/** What each step asks for. */
const FIELDS = {
  password: ['email', 'password'],
  register: ['name', 'email', 'newPassword'],
  verify: ['email', 'code'],
  forgot: ['email'],
  reset: ['email', 'code', 'newPassword'],
} as const satisfies Record<SignInView, readonly string[]>;

interface Props {
  readonly view: SignInView;
  readonly onView: (view: SignInView) => void;
  /** Where to go once signed in. */
  readonly returnTo: string;
}

/** Signing in, opening an account and a new password, by e-mail. What was typed goes along from step to step. */
export function PasswordPanel({ view, onView, returnTo }: Props) {
  const { t } = useTranslation();
  const { data: options } = useQuery(optionsQuery);
  const [values, setValues] = useState({ email: '', password: '', name: '', code: '' });
  const [token, setToken] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState(false);
  const [scriptFailed, setScriptFailed] = useState(false);
  const [notice, setNotice] = useState<string>();

  const go = (next: SignInView, message?: string) => {
    submit.reset();
    setNotice(message);
    setValues((before) => ({ ...before, code: '', ...(next === 'password' && { password: '' }) }));
    onView(next);
  };
  const submit = useMutation({
    mutationFn: async () => {
      const { email, password, name, code } = values;
      const captcha = token ? { captcha_token: token } : {};
      switch (view) {
        case 'password':
          await login({ email, password, ...captcha });
          return window.location.assign(returnTo);
        case 'register':
          await register({ email, password, name: name.trim(), ...captcha });
          return go('verify', t('identity.codeSent', { email }));
        case 'verify':
          await verifyEmail({ email, code });
          return go('password', t('identity.verified'));
        case 'forgot':
          await forgotPassword({ email });
          return go('reset', t('identity.resetSent', { email }));
        case 'reset':
          await resetPassword({ email, code, password });
          return go('password', t('identity.passwordSet'));
      }
    },
    onError: (error) => {
      // A token is good once, whatever came of it.
      setToken(undefined);
      setAttempt((before) => before + 1);
      if (isApiError(error, 'captcha_required')) setAsked(true);
      if (isApiError(error, 'email_not_verified')) go('verify', error.message);
    },
  });
  const resend = useMutation({
    mutationFn: () => resendVerification({ email: values.email }),
    onSuccess: () => setNotice(t('identity.codeSent', { email: values.email })),
  });
  const captcha = options?.captcha;
  const needsPerson = Boolean(captcha) && (view === 'register' || (view === 'password' && asked));
  const refused = isApiError(submit.error) ? submit.error : undefined;
  const fieldErrors = refused?.fields.length ? refused : undefined;
  const change = (field: keyof typeof values) => (value: string) =>
    setValues((before) => ({ ...before, [field]: value }));
  const has = (field: string) => (FIELDS[view] as readonly string[]).includes(field);
  return (
    <Form onSubmit={() => submit.mutate()}>
      <Title order={2} size="h4">
        {t(`identity.step.${view}`)}
      </Title>
      {notice && <Text role="status">{notice}</Text>}
      {has('name') && (
        <NameField
          label={t('identity.name')}
          value={values.name}
          onChange={change('name')}
          error={fieldErrors?.field('name')}
        />
      )}
      <EmailField
        label={t('identity.email')}
        value={values.email}
        onChange={change('email')}
        error={fieldErrors?.field('email')}
      />
      {has('code') && (
        <TextInput
          label={t('identity.code')}
          description={t('identity.codeHelp')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          value={values.code}
          onChange={({ currentTarget }) => change('code')(currentTarget.value)}
          error={fieldErrors?.field('code')}
        />
      )}
      {(has('password') || has('newPassword')) && (
        <PasswordField
          label={t(has('newPassword') ? 'identity.newPassword' : 'identity.password')}
          rules={has('newPassword') ? t('identity.passwordRules') : undefined}
          value={values.password}
          onChange={change('password')}
          error={fieldErrors?.field('password')}
        />
      )}
      {captcha && needsPerson && (
        <Captcha
          key={`${view} ${attempt}`}
          siteKey={captcha.site_key}
          scriptUrl={captcha.script_url}
          onToken={setToken}
          onFailed={() => setScriptFailed(true)}
        />
      )}
      {scriptFailed && <Text c="red">{t('identity.captchaFailed')}</Text>}
      {submit.error && !fieldErrors && <ErrorState error={submit.error} />}
      {resend.error && <ErrorState error={resend.error} />}
      <Button type="submit" size="md" loading={submit.isPending} disabled={needsPerson && !token}>
        {t(`identity.do.${view}`)}
      </Button>
      <Stack gap={4}>
        {view === 'password' && (
          <>
            <Step to="forgot" onGo={go} />
            <Step to="register" onGo={go} />
          </>
        )}
        {view === 'verify' && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            disabled={resend.isPending || !values.email}
            onClick={() => resend.mutate()}
          >
            {t('identity.resend')}
          </Anchor>
        )}
        {view !== 'password' && <Step to="password" onGo={go} />}
      </Stack>
    </Form>
  );
}

function Step({ to, onGo }: { readonly to: SignInView; readonly onGo: (view: SignInView) => void }) {
  const { t } = useTranslation();
  return (
    <Anchor component="button" type="button" size="sm" ta="start" onClick={() => onGo(to)}>
      {t(`identity.to.${to}`)}
    </Anchor>
  );
}
