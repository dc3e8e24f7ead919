import { Button, Code, Group, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/errors.ts';
import styles from './states.module.css';

interface Props {
  readonly error: unknown;
  readonly retry?: () => void;
  /** What the retry does, when it is more than trying again. */
  readonly retryLabel?: string;
}

/** What went wrong as a sentence, what support needs to find it, and the way on. */
export function ErrorState({ error, retry, retryLabel }: Props) {
  const { t } = useTranslation();
  const known = error instanceof ApiError ? error : undefined;
  return (
    <div className={styles.error} role="alert">
      <IconAlertCircle aria-hidden size={20} className={styles.errorIcon} />
      <div>
        <Text fw={500}>{known?.message ?? t('common.unexpected')}</Text>
        {known && (
          <Group gap="xs" mt={4}>
            <Code>{known.code}</Code>
            {known.requestId && (
              <Text size="xs" c="dimmed">
                {t('common.request')} <Code>{known.requestId}</Code>
              </Text>
            )}
          </Group>
        )}
        {retry && (
          <Button mt="sm" size="xs" variant="default" onClick={retry}>
            {retryLabel ?? t('common.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}
