import { Button, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusedFields } from '../../api/errors.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Form, NameField, PasswordField } from '../../components/fields.tsx';
import { Notice } from '../../components/notice.tsx';
import { Branded } from './branded.tsx';
import { changePortalPassword, changeProfile, type OwnProfile, profileKey } from './queries.ts';

interface Props {
  readonly me: OwnProfile;
  readonly onClose: () => void;
}

/** One's own details and password. */
export function ProfileDialog({ me, onClose }: Props) {
  const { t } = useTranslation();
  const [notice, setNotice] = useState<string>();
  return (
    <Dialog opened onClose={onClose} title={t('portal.profile')} size="md">
      <Branded brand={me.organization} page={false}>
        <Stack gap="lg">
          <Notice message={notice} tone="good" onClose={() => setNotice(undefined)} />
          <Details me={me} onSaved={() => setNotice(t('portal.saved'))} />
          <ChangePassword onDone={() => setNotice(t('portal.passwordChanged'))} />
        </Stack>
      </Branded>
    </Dialog>
  );
}

function Details({ me, onSaved }: { readonly me: OwnProfile; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState(me.name);
  const [phone, setPhone] = useState(me.phone ?? '');
  const [language, setLanguage] = useState(me.language);
  const save = useMutation({
    mutationFn: () =>
      changeProfile({ version: me.version, name: name.trim(), phone: phone.trim() || null, language }),
    onSuccess: (changed) => {
      queryClient.setQueryData(profileKey, changed);
      onSaved();
    },
    // What is written stays; the next attempt is made on what is there now.
    onError: () => queryClient.invalidateQueries({ queryKey: profileKey }),
  });
  const refused = refusedFields(save.error);
  return (
    <Form onSubmit={() => save.mutate()}>
      <NameField label={t('portal.name')} value={name} onChange={setName} error={refused?.field('name')} />
      <TextInput
        label={t('portal.phone')}
        type="tel"
        autoComplete="tel"
        maxLength={40}
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
        error={refused?.field('phone')}
      />
      <NativeSelect
        label={t('portal.language')}
        value={language}
        onChange={(event) => setLanguage(event.currentTarget.value === 'de' ? 'de' : 'en')}
        data={(['en', 'de'] as const).map((value) => ({ value, label: t(`portal.languages.${value}`) }))}
      />
      <Text size="sm" c="dimmed">
        {t('portal.addressHelp')}
      </Text>
      {save.error && !refused && <ErrorState error={save.error} />}
      <Button type="submit" loading={save.isPending} style={{ justifySelf: 'start', alignSelf: 'start' }}>
        {t('portal.save')}
      </Button>
    </Form>
  );
}

function ChangePassword({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePortalPassword({ current_password: current, new_password: next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      onDone();
    },
  });
  const refused = refusedFields(change.error);
  return (
    <Form onSubmit={() => change.mutate()}>
      <Title order={3} size="h5">
        {t('portal.changePassword')}
      </Title>
      <PasswordField
        label={t('portal.currentPassword')}
        value={current}
        onChange={setCurrent}
        error={refused?.field('current_password')}
      />
      <PasswordField
        label={t('portal.nextPassword')}
        rules={t('portal.passwordRules')}
        value={next}
        onChange={setNext}
        error={refused?.field('new_password')}
      />
      {change.error && !refused && <ErrorState error={change.error} />}
      <Button type="submit" variant="default" loading={change.isPending} style={{ alignSelf: 'start' }}>
        {t('portal.changePassword')}
      </Button>
    </Form>
  );
}
