import { Button, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedInvitation, Role } from '../../api/types.ts';
import { Dialog } from '../../components/dialog.tsx';
import { draftOf, keepDraft } from '../../components/drafts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { currentLanguage, LANGUAGES } from '../../i18n/i18n.ts';
import { addressesOf } from './addresses.ts';
import { invitationsKey, invite } from './queries.ts';
import { SharedSecret } from './shared-secret.tsx';
import styles from './team.module.css';

const DRAFT = 'team.invite';

type Outcome =
  | { readonly email: string; readonly invitation: OpenedInvitation }
  | { readonly email: string; readonly error: unknown };

interface Props {
  readonly roles: readonly Role[];
  readonly onClose: () => void;
}

/** Invites several people at once. Each outcome is said; what was refused can be mended and sent again. */
export function InviteDialog({ roles, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const choice = roles.filter(({ assignable }) => assignable);
  const [typed, setTyped] = useState(() => draftOf(DRAFT)?.typed ?? '');
  // The narrowest is the safest to begin with; presets stand from the widest to the narrowest.
  const [role, setRole] = useState(choice.filter(({ preset }) => preset).at(-1)?.key ?? choice[0]?.key ?? '');
  const [language, setLanguage] = useState(currentLanguage);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const { good, bad } = addressesOf(typed);
  const type = (text: string) => {
    setTyped(text);
    keepDraft(DRAFT, text === '' ? undefined : { typed: text });
  };
  const send = useMutation({
    mutationFn: async () => {
      const refused: string[] = [];
      for (const email of good)
        try {
          const invitation = await invite({ email, role, language });
          setOutcomes((before) => [...before, { email, invitation }]);
        } catch (error) {
          refused.push(email);
          setOutcomes((before) => [...before, { email, error }]);
        }
      return refused;
    },
    onMutate: () => setOutcomes([]),
    onSuccess: (refused) => type([...refused, ...bad].join('\n')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsKey }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <Dialog opened onClose={onClose} title={t('team.invite')}>
      <form className={styles.form} onSubmit={submit}>
        <Textarea
          label={t('team.addresses')}
          description={t('team.addressesHelp')}
          autosize
          minRows={2}
          maxRows={8}
          value={typed}
          data-autofocus
          error={bad.length > 0 && t('team.badAddresses', { addresses: bad.join(', ') })}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
        <Group grow align="start">
          <NativeSelect
            label={t('team.role')}
            value={role}
            data={choice.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={({ currentTarget }) => setRole(currentTarget.value)}
          />
          <NativeSelect
            label={t('team.mailLanguage')}
            value={language}
            data={LANGUAGES.map((value) => ({ value, label: t(`appearance.languages.${value}`) }))}
            onChange={({ currentTarget }) =>
              setLanguage(LANGUAGES.find((candidate) => candidate === currentTarget.value) ?? 'en')
            }
          />
        </Group>
        <Text size="sm" c="dimmed">
          {choice.find(({ key }) => key === role)?.description}
        </Text>
        <div role="status">
          {outcomes.length > 0 && (
            <ul className={styles.results} aria-label={t('team.outcomes')}>
              {outcomes.map((outcome) => (
                <li key={outcome.email} className={styles.result}>
                  {'invitation' in outcome ? (
                    <SharedSecret {...outcome.invitation} />
                  ) : (
                    <>
                      <Text fw={500}>{outcome.email}</Text>
                      <ErrorState error={outcome.error} />
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={good.length === 0 || role === ''}>
            {t('team.send', { count: good.length })}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
