import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { RowSkeleton } from '../../components/page-skeleton.tsx';
import { accountQuery } from '../identity/queries.ts';
import { createApiKey, keyPermissionsQuery, type NewApiKey } from './queries.ts';

interface Props {
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

/** What a key may: of what its maker may, each in the maker's own scope. */
export function NewKeyDialog({ onClose, onMade }: Props) {
  const { t } = useTranslation();
  const { data: account } = useQuery(accountQuery);
  const { data: permissions, error, refetch } = useQuery(keyPermissionsQuery());
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [ends, setEnds] = useState('');
  const make = useMutation({ mutationFn: createApiKey, onSuccess: ({ secret }) => onMade(secret) });
  const scopes: Readonly<Record<string, string>> = account?.scopes ?? {};
  const offered = permissions?.filter(({ value }) => scopes[value] !== undefined);
  const refused = isApiError(make.error) ? make.error : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate({
      name: name.trim(),
      permissions: Object.fromEntries(
        chosen.map((permission) => [permission, scopes[permission]]),
      ) as NewApiKey['permissions'],
      ...(ends && { expires_at: new Date(`${ends}T23:59:59`).toISOString() }),
    });
  };
  return (
    <Dialog opened onClose={onClose} title={t('apiKeys.add')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('apiKeys.name')}
            description={t('apiKeys.nameHelp')}
            value={name}
            required
            withAsterisk={false}
            maxLength={100}
            data-autofocus
            autoComplete="off"
            error={refused?.field('name')}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          {offered ? (
            <Checkbox.Group
              label={t('apiKeys.permissions')}
              value={[...chosen]}
              onChange={setChosen}
              error={refused?.field('permissions')}
            >
              <Stack gap={8} mt={8}>
                {offered.map(({ value, label }) => (
                  <Checkbox key={value} value={value} label={label} description={value} />
                ))}
              </Stack>
            </Checkbox.Group>
          ) : error ? (
            <ErrorState error={error} retry={() => void refetch()} />
          ) : (
            <RowSkeleton rows={4} />
          )}
          <TextInput
            type="date"
            label={t('apiKeys.ends')}
            description={t('apiKeys.endsHelp')}
            value={ends}
            error={refused?.field('expires_at')}
            onChange={({ currentTarget }) => setEnds(currentTarget.value)}
          />
          {make.error && (refused?.fields.length ?? 0) === 0 && <ErrorState error={make.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={!name.trim() || chosen.length === 0}>
              {t('apiKeys.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
