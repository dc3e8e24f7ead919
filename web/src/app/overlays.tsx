import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types.ts';
import { PLACES } from './navigation.ts';
import { closeSheet, openPalette, openSheet, usePaletteOpen, useSheetOpen } from './openers.ts';
import { listenForShortcuts, useShortcuts } from './shortcuts.ts';

const Live = lazy(() => import('../live/live.tsx'));
const Palette = lazy(() => import('./palette.tsx'));
const Sheet = lazy(() => import('./shortcut-sheet.tsx'));

interface Props {
  readonly account: Account;
  readonly onSignOut: () => void;
}

/** The palette and the sheet of keys, loaded when they are first wanted, and the keys that work on every screen. */
export function Overlays({ account, onSignOut }: Props) {
  const palette = usePaletteOpen();
  const sheet = useSheetOpen();
  useGlobalKeys();
  return (
    <Suspense>
      <Live />
      {palette !== undefined && <Palette opened={palette} account={account} onSignOut={onSignOut} />}
      {sheet !== undefined && <Sheet opened={sheet} onClose={closeSheet} />}
    </Suspense>
  );
}

function useGlobalKeys(): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useShortcuts(
    [
      { keys: 'mod+k', label: t('shortcuts.palette'), group: 'general' },
      { keys: '/', label: t('shortcuts.search'), group: 'general', run: openPalette },
      { keys: '?', label: t('shortcuts.sheet'), group: 'general', run: openSheet },
      {
        keys: 'c',
        label: t('contracts.upload'),
        group: 'general',
        run: () => void navigate({ to: '/contracts', search: { upload: true } }),
      },
      ...PLACES.map(({ to, label, key }) => ({
        keys: `g ${key}`,
        label: t(label),
        group: 'go' as const,
        run: () => void navigate({ to }),
      })),
      { keys: 'g s', label: t('shell.settings'), group: 'go', run: () => void navigate({ to: '/settings' }) },
    ],
    true,
  );
  useEffect(listenForShortcuts, []);
  useEffect(() => {
    // The palette alone has a modifier, works in fields too, and cannot be switched off.
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      closeSheet();
      openPalette();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
