import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { ErrorState } from '../components/error-state.tsx';
import { Keys } from '../components/keys.tsx';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { Uploads } from '../features/contracts/uploads.tsx';
import { useSignOut } from '../features/identity/leaving.ts';
import { Banners } from './banners.tsx';
import icon from './icon.svg';
import { OrganizationMenu, UserMenu } from './menus.tsx';
import { PLACES } from './navigation.ts';
import { openPalette } from './openers.ts';
import { Overlays } from './overlays.tsx';
import styles from './shell.module.css';

const Logo = lazy(async () => ({ default: (await import('./logo.tsx')).Logo }));
const DemoBanner = lazy(async () => ({ default: (await import('./demo-banner.tsx')).DemoBanner }));

interface Props {
  /** Undefined until it is known. */
  readonly account: Account | undefined;
  readonly children: ReactNode;
}

/** The frame around every screen. */
export function Shell({ account, children }: Props) {
  const { t } = useTranslation();
  const leave = useSignOut();
  const logo = account?.organization?.logo_id;
  const own = <img src={icon} alt={t('common.appName')} width={28} height={28} />;
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      <header className={styles.header}>
        <div className={styles.brand}>
          <Link to="/" className={styles.home}>
            <Suspense fallback={own}>
              {logo ? <Logo id={logo} name={account?.organization?.name ?? ''} /> : own}
            </Suspense>
          </Link>
          {account ? <OrganizationMenu account={account} /> : <Skeleton width={120} height={16} />}
        </div>
        <nav className={styles.nav} aria-label={t('shell.nav')}>
          {PLACES.map(({ to, label }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === '/' }} className={styles.link}>
              {t(label)}
            </Link>
          ))}
        </nav>
        <div className={styles.user}>
          <UnstyledButton className={styles.search} onClick={openPalette}>
            <IconSearch size={16} aria-hidden />
            <span className={styles.searchText}>{t('shell.search')}</span>
            <span className={styles.searchKeys} aria-hidden>
              <Keys keys="mod+k" />
            </span>
          </UnstyledButton>
          {account ? (
            <UserMenu account={account} onSignOut={() => leave.mutate()} />
          ) : (
            <Skeleton circle height={32} />
          )}
        </div>
      </header>
      {account?.organization?.demo_ends_at && (
        <Suspense>
          <DemoBanner endsAt={account.organization.demo_ends_at} />
        </Suspense>
      )}
      <main id="content" className={styles.main} tabIndex={-1}>
        {leave.error && <ErrorState error={leave.error} retry={() => leave.mutate()} />}
        {account ? children : <PageSkeleton />}
      </main>
      {account && <Overlays account={account} onSignOut={() => leave.mutate()} />}
      {account && <Uploads account={account} />}
      <Banners />
    </>
  );
}
