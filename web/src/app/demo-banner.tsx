import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../components/format.ts';
import { useSignOut } from '../features/identity/leaving.ts';
import styles from './demo-banner.module.css';

/** Over every screen of a demonstration: what this is, when it is over, and the way to an account (ID-06). */
export function DemoBanner({ endsAt }: { readonly endsAt: string }) {
  const { t } = useTranslation();
  // Also where the session is over already: the form is what was asked for.
  const leave = useSignOut('/sign-in?view=register');
  return (
    <section className={styles.demo} aria-label={t('shell.demoLabel')}>
      <Text size="sm">{t('shell.demo', { at: formatDateTime(endsAt) })}</Text>
      <Button size="compact-sm" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('shell.demoSignUp')}
      </Button>
    </section>
  );
}
