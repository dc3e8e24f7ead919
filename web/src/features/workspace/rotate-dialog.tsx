import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { type ApiKey, rotateApiKey } from './queries.ts';

/** Hours. */
const OVERLAPS = { none: 0, hour: 1, day: 24, week: 168 } as const;
type Overlap = keyof typeof OVERLAPS;
const NAMES = Object.keys(OVERLAPS) as Overlap[];

interface Props {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
  readonly onMade: (secret: string) => void;
}

export function RotateDialog({ apiKey, onClose, onMade }: Props) {
  const { t } = useTranslation();
  const [overlap, setOverlap] = useState<Overlap>('day');
  const [ends, setEnds] = useState('');
  const expired = apiKey.status === 'expired';
  const rotate = useMutation({ mutationFn: rotateApiKey, onSuccess: ({ secret }) => onMade(secret) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rotate.mutate({
      id: apiKey.id,
      overlap_hours: expired ? 0 : OVERLAPS[overlap],
      ...(ends && { expires_at: new Date(`${ends}T23:59:59`).toISOString() }),
    });
  };
  return (
    <Dialog opened onClose={onClose} title={t('apiKeys.rotateTitle', { name: apiKey.name })}>
      <form onSubmit={submit}>
        <Stack>
          {expired ? (
            <TextInput
              type="date"
              label={t('apiKeys.ends')}
              description={t('apiKeys.newEnd')}
              value={ends}
              required
              withAsterisk={false}
              error={isApiError(rotate.error) ? rotate.error.field('expires_at') : undefined}
              onChange={({ currentTarget }) => setEnds(currentTarget.value)}
            />
          ) : (
            <NativeSelect
              label={t('apiKeys.overlap')}
              value={overlap}
              data={NAMES.map((value) => ({ value, label: t(`apiKeys.overlaps.${value}`) }))}
              onChange={({ currentTarget }) => setOverlap(currentTarget.value as Overlap)}
            />
          )}
          {rotate.error && <ErrorState error={rotate.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={rotate.isPending}>
              {t('apiKeys.rotate')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
