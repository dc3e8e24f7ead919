import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { formatBytes } from '../../components/format.ts';
import { TextLink } from '../../components/link-button.tsx';
import { type CustomerChoice, CustomerPicker } from '../customers/customer-picker.tsx';
import { cancelUpload, chooseExisting, startUpload, type UploadItem } from './upload-queue.ts';
import styles from './uploads.module.css';

interface Props {
  readonly item: UploadItem;
  /** Files that wait for their customer too. */
  readonly others: readonly string[];
}

/** A file that was chosen, and whose contract it is. */
export function UploadForm({ item, others }: Props) {
  const { t } = useTranslation();
  const [customer, setCustomer] = useState<CustomerChoice>(item.customer);
  const [forAll, setForAll] = useState(false);
  const { key, file, existing, error, before, doubt } = item;
  const start = (allowDuplicate = false) =>
    startUpload(key, customer, { allowDuplicate, others: forAll ? others : [] });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Group gap="sm" wrap="nowrap">
        <IconFileText aria-hidden size={28} stroke={1.5} className={styles.icon} />
        <div>
          <Text fw={600}>{file.name}</Text>
          <Text size="sm" c="dimmed">
            {formatBytes(file.size)}
          </Text>
        </div>
      </Group>
      {before && (
        <Text size="sm" className={styles.doubt}>
          {t('uploads.sentBefore', { name: before.name })}{' '}
          <TextLink to="/contracts/$id" params={{ id: before.contractId }}>
            {t('uploads.openIt')}
          </TextLink>
        </Text>
      )}
      {doubt && (
        <Text size="sm" className={styles.doubt}>
          {doubt}
        </Text>
      )}
      <CustomerPicker
        value={customer}
        onChange={setCustomer}
        disabled={false}
        error={isApiError(error) ? (error.field('customer.name') ?? error.field('customer')) : undefined}
      />
      {others.length > 0 && (
        <Checkbox
          checked={forAll}
          onChange={({ currentTarget }) => setForAll(currentTarget.checked)}
          label={t('uploads.forOthers', { count: others.length })}
        />
      )}
      {existing && (
        <div role="alert" className={styles.existing}>
          <Text>{t('contracts.customerExists', { name: existing.name })}</Text>
          <Group gap="xs">
            <Button size="xs" onClick={() => chooseExisting(existing)}>
              {t('contracts.chooseExisting', { name: existing.name })}
            </Button>
            <Button size="xs" variant="default" onClick={() => start(true)}>
              {t('contracts.createSecond')}
            </Button>
          </Group>
        </div>
      )}
      {error !== undefined && <ErrorState error={error} />}
      <Group gap="xs">
        <Button type="submit" disabled={customer.name.trim() === ''}>
          {t('contracts.start')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => cancelUpload(key)}>
          {t('uploads.putAway')}
        </Button>
      </Group>
    </form>
  );
}
