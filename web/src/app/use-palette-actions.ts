import { useMantineColorScheme } from '@mantine/core';
import {
  IconFileUpload,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconPalette,
  IconSettings,
  IconSunMoon,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES } from '../i18n/i18n.ts';
import { ACCENT_NAMES } from './accents.ts';
import { chooseAccent, SCHEMES } from './appearance.ts';
import { PLACES } from './navigation.ts';
import { openSheet } from './openers.ts';
import type { PaletteEntry } from './palette-entries.ts';

/** Where one can go, and what one can do wherever one is. */
export function usePaletteActions(onSignOut: () => void): readonly PaletteEntry[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  return [
    ...PLACES.map(({ to, label, key, icon }) => ({
      id: to,
      group: 'go' as const,
      title: t(label),
      icon,
      keys: `g ${key}`,
      run: () => void navigate({ to }),
    })),
    {
      id: 'profile',
      group: 'go',
      title: t('settings.profile'),
      detail: t('shell.settings'),
      icon: IconSettings,
      keys: 'g s',
      run: () => void navigate({ to: '/settings' }),
    },
    {
      id: 'organization',
      group: 'go',
      title: t('shell.organizationSettings'),
      icon: IconSettings,
      run: () => void navigate({ to: '/settings/organization' }),
    },
    {
      id: 'upload',
      group: 'actions',
      title: t('contracts.upload'),
      icon: IconFileUpload,
      keys: 'c',
      run: () => void navigate({ to: '/contracts', search: { upload: true } }),
    },
    ...SCHEMES.map((scheme) => ({
      id: `scheme-${scheme}`,
      group: 'actions' as const,
      title: t(`appearance.${scheme}`),
      detail: t('appearance.scheme'),
      icon: IconSunMoon,
      run: () => setColorScheme(scheme),
    })),
    ...ACCENT_NAMES.map((accent) => ({
      id: `accent-${accent}`,
      group: 'actions' as const,
      title: t(`appearance.accents.${accent}`),
      detail: t('appearance.accent'),
      icon: IconPalette,
      onlyFound: true as const,
      run: () => chooseAccent(accent),
    })),
    ...LANGUAGES.map((language) => ({
      id: `language-${language}`,
      group: 'actions' as const,
      title: t(`appearance.languages.${language}`),
      detail: t('appearance.language'),
      icon: IconLanguage,
      onlyFound: true as const,
      run: () => void chooseLanguage(language),
    })),
    {
      id: 'sheet',
      group: 'actions',
      title: t('shortcuts.title'),
      icon: IconKeyboard,
      keys: '?',
      run: openSheet,
    },
    { id: 'sign-out', group: 'actions', title: t('shell.signOut'), icon: IconLogout, run: onSignOut },
  ];
}
