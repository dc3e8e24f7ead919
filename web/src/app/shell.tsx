import { Avatar, Menu, Skeleton, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLogout, IconSettings } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { ErrorState } from '../components/error-state.tsx';
import { PageSkeleton } from '../components/page-skeleton.tsx';
import { signOut } from '../features/identity/queries.ts';
import icon from './icon.svg';
import styles from './shell.module.css';

interface Props {
  /** Undefined until it is known. */
  readonly account: Account | undefined;
  readonly children: ReactNode;
}

/** The frame around every screen. */
export function Shell({ account, children }: Props) {
  const { t } = useTranslation();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: ({ sign_out_url }) => window.location.assign(sign_out_url),
  });
  const pathname = useLocation({ select: (location) => location.pathname });
  const inContracts = pathname === '/' || pathname.startsWith('/contracts/');
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('shell.skip')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <img src={icon} alt={t('common.appName')} width={28} height={28} />
          {account ? (
            <span className={styles.organization}>{account.organization?.name}</span>
          ) : (
            <Skeleton width={120} height={16} />
          )}
        </Link>
        <nav className={styles.nav} aria-label={t('shell.nav')}>
          <Link to="/" className={styles.link} data-active={inContracts}>
            {t('shell.contracts')}
          </Link>
          <Link to="/plans" className={styles.link} data-active={pathname.startsWith('/plans')}>
            {t('shell.plans')}
          </Link>
        </nav>
        <div className={styles.user}>
          {account ? (
            <UserMenu account={account} onSignOut={() => leave.mutate()} />
          ) : (
            <Skeleton circle height={32} />
          )}
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {leave.error && <ErrorState error={leave.error} retry={() => leave.mutate()} />}
        {account ? children : <PageSkeleton />}
      </main>
    </>
  );
}

function UserMenu({ account, onSignOut }: { readonly account: Account; readonly onSignOut: () => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton
          className={styles.userButton}
          aria-label={t('shell.account', { email: account.email })}
        >
          <Avatar size={32} radius="xl" color="teal" name={account.name || account.email} />
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{account.email}</Menu.Label>
        <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          {t('shell.settings')}
        </Menu.Item>
        <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
