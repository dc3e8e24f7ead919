import { Text } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { Page } from '../components/page.tsx';
import styles from './shell.module.css';

export function NotFoundPage() {
  return (
    <main className={styles.main}>
      <Page title="There is nothing at this address">
        <Text c="dimmed">The link may be old, or the record may belong to another organization.</Text>
        <div>
          <LinkButton to="/">Go to contracts</LinkButton>
        </div>
      </Page>
    </main>
  );
}

/** A fault of the app itself, or a part of it that could not be loaded. */
export function CrashPage({ error }: ErrorComponentProps) {
  return (
    <main className={styles.main}>
      <Page title="This page stopped working">
        <ErrorState error={error} retry={() => window.location.reload()} retryLabel="Reload the page" />
      </Page>
    </main>
  );
}
