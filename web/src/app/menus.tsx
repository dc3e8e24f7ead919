import { Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconBuilding,
  IconChevronDown,
  IconInfoCircle,
  IconKeyboard,
  IconLogout,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { LazyMenu } from '../components/lazy-menu.tsx';
import { SCHEMES } from './appearance.ts';
import { openSheet } from './openers.ts';
import { SchemeChoice } from './scheme-choice.tsx';
import styles from './shell.module.css';

export function OrganizationMenu({ account: { organization } }: { readonly account: Account }) {
  const { t } = useTranslation();
  if (!organization) return null;
  return (
    <LazyMenu
      position="bottom-start"
      width={240}
      shadow="md"
      withinPortal={false}
      target={
        <UnstyledButton
          className={styles.organization}
          aria-label={t('shell.organization', { name: organization.name })}
        >
          <span>{organization.name}</span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      }
    >
      {(Menu) => (
        <>
          <Menu.Label>{organization.slug}</Menu.Label>
          <Menu.Item
            component={Link}
            to="/settings/organization"
            leftSection={<IconBuilding size={16} aria-hidden />}
          >
            {t('shell.organizationSettings')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            to="/settings/about"
            leftSection={<IconInfoCircle size={16} aria-hidden />}
          >
            {t('shell.about')}
          </Menu.Item>
        </>
      )}
    </LazyMenu>
  );
}

export function UserMenu({
  account,
  onSignOut,
  bare = false,
}: {
  readonly account: Account;
  readonly onSignOut: () => void;
  /** Outside the app's own frame: without what only stands there. */
  readonly bare?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <LazyMenu
      position="bottom-end"
      width={240}
      shadow="md"
      withinPortal={false}
      target={
        <UnstyledButton className={styles.userButton}>
          <VisuallyHidden>{t('shell.account', { email: account.email })}</VisuallyHidden>
          <Avatar
            size={32}
            radius="xl"
            variant="filled"
            color="accent"
            name={account.name || account.email}
            aria-hidden
          />
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      }
    >
      {(Menu) => (
        <>
          <Menu.Label>{account.email}</Menu.Label>
          {!bare && (
            <>
              <Menu.Item component={Link} to="/settings" leftSection={<IconUser size={16} aria-hidden />}>
                {t('shell.settings')}
              </Menu.Item>
              <Menu.Item onClick={openSheet} leftSection={<IconKeyboard size={16} aria-hidden />}>
                {t('shortcuts.title')}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <SchemeChoice Menu={Menu} schemes={SCHEMES} />
          <Menu.Divider />
          <Menu.Item onClick={onSignOut} leftSection={<IconLogout size={16} aria-hidden />}>
            {t('shell.signOut')}
          </Menu.Item>
        </>
      )}
    </LazyMenu>
  );
}
