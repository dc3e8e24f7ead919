import '../../i18n/texts/platform.ts';
import { Button, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { Banners } from '../../app/banners.tsx';
import icon from '../../app/icon.svg';
import { UserMenu } from '../../app/menus.tsx';
import shell from '../../app/shell.module.css';
import { listenForShortcuts } from '../../app/shortcuts.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { useSignOut } from '../identity/leaving.ts';
import { accountQuery } from '../identity/queries.ts';
import { useProfile } from '../identity/use-profile.ts';
import styles from './platform.module.css';

const PLACES = [
  { to: '/platform', label: 'platform.organizations' },
  { to: '/platform/provisioning', label: 'platform.provisioning' },
  { to: '/platform/metrics', label: 'platform.metrics' },
  { to: '/platform/log', label: 'platform.log' },
] as const;

/** The frame of the platform's administration: for platform administrators, who have no organization (K2). */
export function PlatformLayout() {
  const { t } = useTranslation();
  const { data: account, error, refetch } = useQuery(accountQuery);
  useProfile(account);
  useEffect(listenForShortcuts, []);
  const leave = useSignOut();
  if (account && account.role !== 'super_admin') return <Navigate to="/" replace />;
  const failed = error && !account && !isApiError(error, 'unauthenticated');
  return (
    <>
      <a className={shell.skip} href="#content">
        {t('shell.skip')}
      </a>
      <header className={shell.header}>
        <div className={shell.brand}>
          <Link to="/platform" className={shell.home}>
            <img src={icon} alt={t('common.appName')} width={28} height={28} />
          </Link>
          <span className={styles.badge}>{t('platform.badge')}</span>
        </div>
        <nav className={`${shell.nav} ${styles.nav}`} aria-label={t('platform.nav')}>
          {PLACES.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              className={shell.link}
            >
              {t(label)}
            </Link>
          ))}
        </nav>
        <div className={shell.user}>
          {account ? (
            <UserMenu account={account} onSignOut={() => leave.mutate()} bare />
          ) : (
            <Skeleton circle height={32} />
          )}
        </div>
      </header>
      <main id="content" className={shell.main} tabIndex={-1}>
        {leave.error && <ErrorState error={leave.error} retry={() => leave.mutate()} />}
        {failed ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : !account ? (
          <PageSkeleton />
        ) : account.permissions.includes('platform:read') ? (
          <Outlet />
        ) : (
          <Page title={t('platform.signInAgainTitle')}>
            <Text>{t('platform.signInAgainHelp')}</Text>
            <div>
              <Button loading={leave.isPending} onClick={() => leave.mutate()}>
                {t('platform.signInAgain')}
              </Button>
            </div>
          </Page>
        )}
      </main>
      <Banners />
    </>
  );
}
