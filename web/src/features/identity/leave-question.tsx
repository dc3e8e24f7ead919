import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import type { Loss } from './leaving.ts';

/** More names than these say nothing more. */
const MOST = 5;

/** Signing out would lose something: says what, and lets one stay. */
export default function LeaveQuestion({ loss: { files, typed, answer } }: { readonly loss: Loss }) {
  const { t } = useTranslation();
  const more = files.length - MOST;
  return (
    <Dialog opened onClose={() => answer(false)} title={t('identity.leaving.title')} size="md">
      <Stack gap="sm">
        {files.length > 0 && (
          <>
            <Text>{t('identity.leaving.files', { count: files.length })}</Text>
            <List size="sm">
              {files.slice(0, MOST).map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list stays as it is
                <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </List.Item>
              ))}
              {more > 0 && <List.Item>{t('identity.leaving.more', { count: more })}</List.Item>}
            </List>
          </>
        )}
        {typed && <Text>{t('identity.leaving.typed')}</Text>}
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button variant="default" data-autofocus onClick={() => answer(false)}>
            {t('identity.leaving.stay')}
          </Button>
          <Button color="red" onClick={() => answer(true)}>
            {t('identity.leaving.leave')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
