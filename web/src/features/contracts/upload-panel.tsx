import { Button, FileButton, Group, Progress, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatBytes } from '../../components/format.ts';
import { Panel } from '../../components/page.tsx';
import { type CustomerChoice, CustomerPicker } from '../customers/customer-picker.tsx';
import styles from './contracts.module.css';
import { ACCEPT } from './file-check.ts';
import type { ChosenFile, Upload } from './use-upload.ts';

interface Props {
  readonly upload: Upload;
  readonly chosen: ChosenFile;
}

/** The chosen file, whose contract it is, and how far it has come. */
export function UploadPanel({ upload, chosen }: Props) {
  const { t } = useTranslation();
  const [customer, setCustomer] = useState<CustomerChoice>({ name: '' });
  const { existing, progress, error } = upload;
  const sending = progress !== undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void upload.start(customer);
  };
  const chooseExisting = (choice: CustomerChoice) => {
    setCustomer(choice);
    void upload.start(choice);
  };
  return (
    <Panel label={t('contracts.upload')}>
      <form className={styles.upload} onSubmit={submit}>
        <Group gap="sm" wrap="nowrap">
          <IconFileText aria-hidden size={28} stroke={1.5} className={styles.fileIcon} />
          <div>
            <Text fw={600}>{chosen.file.name}</Text>
            <Text size="sm" c="dimmed">
              {formatBytes(chosen.file.size)}
            </Text>
          </div>
        </Group>
        <CustomerPicker
          value={customer}
          onChange={setCustomer}
          disabled={sending}
          error={isApiError(error) ? (error.field('customer.name') ?? error.field('customer')) : undefined}
        />
        {existing && (
          <div role="alert" className={styles.existing}>
            <Text>{t('contracts.customerExists', { name: existing.name })}</Text>
            <Group gap="xs">
              <Button size="xs" onClick={() => chooseExisting(existing)}>
                {t('contracts.chooseExisting', { name: existing.name })}
              </Button>
              <Button size="xs" variant="default" onClick={() => void upload.start(customer, true)}>
                {t('contracts.createSecond')}
              </Button>
            </Group>
          </div>
        )}
        {error !== undefined && <ErrorState error={error} retry={() => void upload.start(customer)} />}
        {sending ? (
          <div className={styles.sending}>
            <Progress value={progress * 100} aria-label={t('contracts.sending')} size="lg" />
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {progress < 1
                  ? t('contracts.sentOf', {
                      sent: formatBytes(progress * chosen.file.size),
                      size: formatBytes(chosen.file.size),
                    })
                  : t('contracts.sent')}
              </Text>
              <Button size="xs" variant="default" onClick={upload.cancel}>
                {t('common.cancel')}
              </Button>
            </Group>
          </div>
        ) : (
          <Group gap="xs">
            <Button type="submit" disabled={customer.name.trim() === ''}>
              {t('contracts.start')}
            </Button>
            <FileButton accept={ACCEPT} onChange={(file) => file && upload.choose([file])}>
              {(props) => (
                <Button variant="default" {...props}>
                  {t('contracts.otherFile')}
                </Button>
              )}
            </FileButton>
            <Button variant="subtle" color="gray" onClick={upload.cancel}>
              {t('common.cancel')}
            </Button>
          </Group>
        )}
      </form>
    </Panel>
  );
}
