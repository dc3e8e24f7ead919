import { Button, Group, Progress, Text } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePermission } from '../identity/use-permission.ts';
import styles from './audit.module.css';
import { exportLog } from './queries.ts';
import type { AuditFilter } from './search.ts';
import { verdictText } from './text.ts';
import { verifyLog } from './verify.ts';

/** What one does with the whole log: take it along, and prove that it is whole. */
export function AuditActions({ filter }: { readonly filter: AuditFilter }) {
  const { t } = useTranslation();
  const mayExport = usePermission('audit:export');
  const [share, setShare] = useState(0);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const verify = useMutation({
    mutationFn: () => {
      setShare(0);
      running.current = new AbortController();
      return verifyLog(setShare, running.current.signal);
    },
  });
  const take = useMutation({
    mutationFn: () => exportLog(filter),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const stopped = verify.error instanceof DOMException && verify.error.name === 'AbortError';
  const failed = take.error ?? (stopped ? null : verify.error);
  return (
    <>
      <Group gap="xs" className={styles.actions}>
        <Button
          variant="default"
          title={t('audit.verifyHelp')}
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          disabled={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t('audit.verify')}
        </Button>
        {mayExport && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={take.isPending}
            onClick={() => take.mutate()}
          >
            {t('audit.export')}
          </Button>
        )}
      </Group>
      <div className={styles.outcome}>
        {verify.isPending && (
          <div className={styles.progress}>
            <Text size="sm">{t('audit.verifying')}</Text>
            <Progress value={share * 100} aria-label={t('audit.verifying')} />
            <Button size="compact-sm" variant="default" onClick={() => running.current?.abort()}>
              {t('audit.cancel')}
            </Button>
          </div>
        )}
        {failed && <ErrorState error={failed} />}
        <Notice
          message={verify.data && !verify.isPending ? verdictText(verify.data) : undefined}
          tone={verify.data?.broken ? 'attention' : 'good'}
          onClose={() => verify.reset()}
        />
        <Notice
          message={take.data ? t('audit.exported') : undefined}
          tone="good"
          onClose={() => take.reset()}
        />
      </div>
    </>
  );
}
