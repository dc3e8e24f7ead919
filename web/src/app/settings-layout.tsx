import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../components/page.tsx';
import styles from './settings-layout.module.css';

const PARTS = [
  { to: '/settings', label: 'settings.profile' },
  { to: '/settings/security', label: 'identity.security' },
  { to: '/settings/organization', label: 'settings.organization' },
  { to: '/settings/about', label: 'settings.about' },
] as const;

/** The frame of all settings. Each part gives the tab its name. */
export function SettingsLayout() {
  const { t } = useTranslation();
  return (
    <Page title={t('shell.settings')} documentTitle={null}>
      <nav className={styles.parts} aria-label={t('shell.settings')}>
        {PARTS.map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ exact: true }} className={styles.part}>
            {t(label)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
