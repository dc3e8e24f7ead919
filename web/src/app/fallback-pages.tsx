import { Text } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { Page } from '../components/page.tsx';
import styles from './shell.module.css';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main className={styles.main}>
      <Page title={t('shell.notFound.title')}>
        <Text c="dimmed">{t('shell.notFound.help')}</Text>
        <div>
          <LinkButton to="/contracts">{t('shell.notFound.toContracts')}</LinkButton>
        </div>
      </Page>
    </main>
  );
}

/** A fault of the app itself, or a part of it that could not be loaded. */
export function CrashPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <main className={styles.main}>
      <Page title={t('shell.crash.title')}>
        <ErrorState
          error={error}
          retry={() => window.location.reload()}
          retryLabel={t('shell.crash.reload')}
        />
      </Page>
    </main>
  );
}
