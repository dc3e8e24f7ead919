import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../components/page.tsx';
import { accountQuery } from '../features/identity/queries.ts';
import styles from './settings-layout.module.css';

interface Part {
  readonly to:
    | '/settings'
    | '/settings/organization'
    | '/settings/api-keys'
    | '/settings/audit'
    | '/settings/about';
  readonly label:
    | 'settings.profile'
    | 'settings.organization'
    | 'apiKeys.title'
    | 'settings.audit'
    | 'settings.about';
  /** Shown to those alone who have it. */
  readonly permission?: string;
}

const PARTS: readonly Part[] = [
  { to: '/settings', label: 'settings.profile' },
  { to: '/settings/organization', label: 'settings.organization' },
  { to: '/settings/api-keys', label: 'apiKeys.title', permission: 'apikey:manage' },
  { to: '/settings/audit', label: 'settings.audit', permission: 'audit:read' },
  { to: '/settings/about', label: 'settings.about' },
];

/** The frame of all settings. Each part gives the tab its name. */
export function SettingsLayout() {
  const { t } = useTranslation();
  const { data } = useQuery(accountQuery);
  return (
    <Page title={t('shell.settings')} documentTitle={null}>
      <nav className={styles.parts} aria-label={t('shell.settings')}>
        {PARTS.filter(({ permission }) => !permission || data?.permissions.includes(permission)).map(
          ({ to, label }) => (
            <Link key={to} to={to} activeOptions={{ exact: true }} className={styles.part}>
              {t(label)}
            </Link>
          ),
        )}
      </nav>
      <Outlet />
    </Page>
  );
}
