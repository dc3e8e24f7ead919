import { Button, CloseButton, Progress, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { formatBytes } from '../../components/format.ts';
import { TextLink } from '../../components/link-button.tsx';
import { Status } from '../../components/status.tsx';
import { contractQuery } from './queries.ts';
import { TONE } from './text.ts';
import { cancelUpload, remove, retryUpload, type UploadItem } from './upload-queue.ts';
import styles from './uploads.module.css';

/** One file: how far it is, or what came of it. */
export function UploadRow({ item }: { readonly item: UploadItem }) {
  const { t } = useTranslation();
  const { key, file, state, error, contract, sent } = item;
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        <div className={styles.names}>
          <Text fw={600} size="sm" truncate>
            {file.name}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {contract?.customerName ?? (item.customer.name || formatBytes(file.size))}
          </Text>
        </div>
        {state === 'sending' && (
          <Button size="xs" variant="default" onClick={() => cancelUpload(key)}>
            {t('common.cancel')}
          </Button>
        )}
        {state === 'sent' && contract && (
          <TextLink to="/contracts/$id" params={{ id: contract.id }} onClick={() => remove(key)}>
            {t('uploads.open')}
          </TextLink>
        )}
        {state !== 'sending' && (
          <CloseButton
            aria-label={t(state === 'sent' ? 'uploads.dismissFile' : 'uploads.removeFile', {
              name: file.name,
            })}
            onClick={() => cancelUpload(key)}
          />
        )}
      </div>
      {state === 'sending' && (
        <>
          <Progress
            value={(sent / file.size) * 100}
            aria-label={t('uploads.progressOf', { name: file.name })}
          />
          <Text size="sm" c="dimmed">
            {sent < file.size
              ? t('contracts.sentOf', { sent: formatBytes(sent), size: formatBytes(file.size) })
              : t('contracts.sent')}
          </Text>
        </>
      )}
      {state === 'draft' && <Text size="sm">{t('uploads.waitsForCustomer')}</Text>}
      {state === 'queued' && <Text size="sm">{t('uploads.queued')}</Text>}
      {state === 'failed' && <ErrorState error={error} retry={() => retryUpload(key)} />}
      {state === 'sent' && contract && <Outcome id={contract.id} />}
    </li>
  );
}

/** What becomes of the contract while one works on something else. */
function Outcome({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(contractQuery(id));
  if (!data) return null;
  return (
    <>
      <Status tone={TONE[data.status]}>{t(`contracts.status.${data.status}`)}</Status>
      {data.failure && <Text size="sm">{data.failure.message}</Text>}
    </>
  );
}
