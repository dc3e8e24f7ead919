import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../components/page.tsx';
import { accountQuery } from '../features/identity/queries.ts';
import styles from './settings-layout.module.css';

const PARTS = [
  { to: '/settings', label: 'settings.profile' },
  { to: '/settings/security', label: 'identity.security' },
  { to: '/settings/organization', label: 'settings.organization' },
  { to: '/settings/team', label: 'settings.team', permission: 'team:read' },
  { to: '/settings/roles', label: 'settings.roles', permission: 'team:read' },
  { to: '/settings/assignments', label: 'settings.assignments', permission: 'customer:assign' },
  { to: '/settings/api-keys', label: 'settings.apiKeys', permission: 'apikey:manage' },
  { to: '/settings/audit', label: 'settings.audit', permission: 'audit:read' },
  { to: '/settings/about', label: 'settings.about' },
] as const;

/** The frame of all settings. Each part gives the tab its name. */
export function SettingsLayout() {
  const { t } = useTranslation();
  // What a role may not see is not offered (TEAM-19).
  const { data } = useQuery(accountQuery);
  return (
    <Page title={t('shell.settings')} documentTitle={null}>
      <nav className={styles.parts} aria-label={t('shell.settings')}>
        {PARTS.filter((part) => !('permission' in part) || data?.permissions.includes(part.permission)).map(
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
