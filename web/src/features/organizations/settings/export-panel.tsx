import { Anchor, Button, Loader, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { formatRelative } from '../../../components/format.ts';
import { Panel } from '../../../components/page.tsx';
import { exportQuery, startExport } from '../queries.ts';
import styles from './settings.module.css';

/** Everything of the organization, to take away. */
export function ExportPanel() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(exportQuery);
  const start = useMutation({
    mutationFn: startExport,
    onSuccess: (started) => queryClient.setQueryData(exportQuery.queryKey, started),
  });
  return (
    <Panel label={t('organizations.export')}>
      <Title order={2} size="h4">
        {t('organizations.export')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('organizations.exportHelp')}
      </Text>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {start.error && <ErrorState error={start.error} />}
      <Button
        variant="default"
        loading={start.isPending}
        disabled={data?.status === 'running'}
        onClick={() => start.mutate()}
      >
        {t('organizations.exportStart')}
      </Button>
      <div role="status">
        {data?.status === 'running' && (
          <Text mt="sm">
            <Loader size={14} mr={8} aria-hidden /> {t('organizations.exportRunning')}
          </Text>
        )}
        {data?.status === 'ready' && (
          <Text mt="sm">
            {t('organizations.exportReady', { when: formatRelative(data.requested_at, Date.now()) })}
          </Text>
        )}
      </div>
      {data?.status === 'ready' && (
        <ul className={styles.files}>
          {data.files.map(({ name, url, records }) => (
            <li key={name}>
              <Anchor href={url} download={name}>
                {t('organizations.exportFile', { name, count: records })}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
