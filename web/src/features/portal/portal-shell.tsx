import '../../i18n/texts/portal.ts';
import { Avatar, Skeleton, UnstyledButton, useMantineTheme, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.ts';
import { SchemeChoice } from '../../app/scheme-choice.tsx';
import shell from '../../app/shell.module.css';
import { ErrorState } from '../../components/error-state.tsx';
import { LazyMenu } from '../../components/lazy-menu.tsx';
import { PageSkeleton } from '../../components/page-skeleton.tsx';
import { forgetTab, leavePage } from '../identity/person.ts';
import { Branded, BrandMark } from './branded.tsx';
import { rememberPortal } from './last-portal.ts';
import styles from './portal.module.css';
import { ProfileDialog } from './profile-dialog.tsx';
import { type OwnProfile, profileQuery, signOutOfPortal } from './queries.ts';

/** The frame around a customer's own screens: the organization's name, one place to be, and oneself. */
export function PortalShell() {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useQuery(profileQuery);
  const leave = useMutation({
    mutationFn: signOutOfPortal,
    onSuccess: () => {
      forgetTab();
      leavePage(me ? `/customer/sign-in/${me.organization.slug}` : '/customer/sign-in');
    },
  });
  const brand = me?.organization;
  useEffect(() => {
    if (brand) rememberPortal(brand.slug);
  }, [brand]);
  const isSignedOut = isApiError(error) && error.status === 401;
  return (
    <Branded brand={brand}>
      <a className={shell.skip} href="#content">
        {t('portal.skip')}
      </a>
      <header className={shell.header}>
        <div className={styles.brand}>
          {brand ? <BrandMark brand={brand} size={32} /> : <Skeleton width={32} height={32} />}
          {brand ? (
            <span className={styles.brandName}>{brand.name}</span>
          ) : (
            <Skeleton width={120} height={16} />
          )}
        </div>
        <nav className={shell.nav} aria-label={t('portal.nav')}>
          <Link to="/customer/dashboard" className={shell.link}>
            {t('portal.dashboard')}
          </Link>
        </nav>
        <div className={shell.user}>
          {me ? <PortalMenu me={me} onSignOut={() => leave.mutate()} /> : <Skeleton circle height={32} />}
        </div>
      </header>
      <main id="content" className={shell.main} tabIndex={-1}>
        {leave.error && <ErrorState error={leave.error} retry={() => leave.mutate()} />}
        {me ? (
          <Outlet />
        ) : error && !isSignedOut ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <PageSkeleton />
        )}
      </main>
    </Branded>
  );
}

const SCHEMES = ['auto', 'light', 'dark'] as const;

function PortalMenu({ me, onSignOut }: { readonly me: OwnProfile; readonly onSignOut: () => void }) {
  const { t } = useTranslation();
  const { primaryColor } = useMantineTheme();
  const [profile, setProfile] = useState(false);
  return (
    <>
      <LazyMenu
        position="bottom-end"
        width={240}
        shadow="md"
        withinPortal={false}
        target={
          <UnstyledButton className={shell.userButton}>
            <VisuallyHidden>{t('portal.account', { email: me.email })}</VisuallyHidden>
            <Avatar size={32} radius="xl" variant="filled" color={primaryColor} name={me.name} aria-hidden />
            <IconChevronDown size={16} aria-hidden />
          </UnstyledButton>
        }
      >
        {(Menu) => (
          <>
            <Menu.Label>{me.email}</Menu.Label>
            <Menu.Item onClick={() => setProfile(true)} leftSection={<IconUser size={16} aria-hidden />}>
              {t('portal.profile')}
            </Menu.Item>
            <Menu.Divider />
            <SchemeChoice Menu={Menu} schemes={SCHEMES} />
            <Menu.Divider />
            <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={16} aria-hidden />}>
              {t('portal.signOut')}
            </Menu.Item>
          </>
        )}
      </LazyMenu>
      {profile && <ProfileDialog me={me} onClose={() => setProfile(false)} />}
    </>
  );
}
