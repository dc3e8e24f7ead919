import '../i18n/texts/workspace.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../components/page.tsx';
import { accountQuery } from '../features/identity/queries.ts';
import styles from './settings-layout.module.css';

/** A person's own, the organization's, and what is administered: each a group of parts (K32). */
const GROUPS = [
  {
    name: 'you',
    parts: [
      { to: '/settings', label: 'settings.profile' },
      { to: '/settings/security', label: 'identity.security' },
      { to: '/settings/notifications', label: 'workspace.nav.notifications' },
    ],
  },
  {
    name: 'organization',
    parts: [
      { to: '/settings/organization', label: 'workspace.nav.general' },
      { to: '/settings/branding', label: 'workspace.nav.branding', permission: 'settings:manage' },
      { to: '/settings/workspace', label: 'workspace.nav.ways', permission: 'settings:manage' },
      { to: '/settings/fields', label: 'workspace.nav.fields', permission: 'settings:manage' },
      { to: '/settings/api-keys', label: 'workspace.nav.integrations', permission: 'apikey:manage' },
    ],
  },
  {
    name: 'admin',
    parts: [
      { to: '/settings/team', label: 'settings.team', permission: 'team:read' },
      { to: '/settings/roles', label: 'settings.roles', permission: 'team:read' },
      { to: '/settings/assignments', label: 'settings.assignments', permission: 'customer:assign' },
      { to: '/settings/audit', label: 'settings.audit', permission: 'audit:read' },
    ],
  },
] as const;

/** The frame of all settings. Each part gives the tab its name. */
export function SettingsLayout() {
  const { t } = useTranslation();
  // What a role may not see is not offered (TEAM-19).
  const { data } = useQuery(accountQuery);
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the part that is open may stand outside of it.
  useEffect(() => {
    nav.current
      ?.querySelector(`a[href="${pathname}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  const groups = GROUPS.map(({ name, parts }) => ({
    name,
    parts: parts.filter((part) => !('permission' in part) || data?.permissions.includes(part.permission)),
  })).filter(({ parts }) => parts.length > 0);
  return (
    <Page title={t('shell.settings')} documentTitle={null}>
      <div className={styles.frame}>
        <nav ref={nav} className={styles.parts} aria-label={t('shell.settings')}>
          {groups.map(({ name, parts }) => (
            <div key={name} className={styles.group}>
              <p className={styles.groupName}>{t(`workspace.nav.${name}`)}</p>
              {parts.map(({ to, label }) => (
                <Link key={to} to={to} activeOptions={{ exact: true }} className={styles.part}>
                  {t(label)}
                </Link>
              ))}
            </div>
          ))}
          <div className={styles.group}>
            <Link to="/settings/about" className={styles.part}>
              {t('settings.about')}
            </Link>
            <p className={styles.version}>
              {t('settings.version', { version: import.meta.env.VITE_VERSION })}
            </p>
          </div>
        </nav>
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
