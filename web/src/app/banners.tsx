import { Button, CloseButton, Code } from '@mantine/core';
import { IconAlertCircle, IconCloudOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../api/errors.ts';
import styles from './banners.module.css';
import { dismissFailure, useBackgroundFailure, useConnection } from './connection.ts';

/** What concerns the whole app, over the foot of the screen: nothing moves when it comes or goes. */
export function Banners() {
  const { t } = useTranslation();
  const connection = useConnection();
  const failure = useBackgroundFailure();
  const queryClient = useQueryClient();
  const again = () => void queryClient.refetchQueries({ type: 'active' });
  const error = isApiError(failure?.error) ? failure.error : undefined;
  return (
    <div className={styles.banners} role="status">
      {connection !== 'fine' && (
        <div className={styles.banner} data-tone="attention">
          <IconCloudOff size={20} aria-hidden />
          <span>{t(connection === 'offline' ? 'shell.offline' : 'shell.unreachable')}</span>
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('common.retry')}
          </Button>
        </div>
      )}
      {connection === 'fine' && error && (
        <div className={styles.banner} data-tone="bad">
          <IconAlertCircle size={20} aria-hidden />
          <span>
            {t('shell.stale')} {error.message} <Code>{error.code}</Code>{' '}
            {error.requestId && (
              <>
                {t('common.request')} <Code>{error.requestId}</Code>
              </>
            )}
          </span>
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('common.retry')}
          </Button>
          <CloseButton aria-label={t('common.dismiss')} onClick={dismissFailure} />
        </div>
      )}
    </div>
  );
}
