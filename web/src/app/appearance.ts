/** The accent that this browser's person chose. The scheme, light or dark, is the component library's to remember. */
import { localStorageColorSchemeManager } from '@mantine/core';
import { cell, useCell } from '../components/cell.ts';
import { store, stored } from '../components/stored.ts';
import { ACCENT_NAMES, type AccentName } from './accents.ts';

const ACCENT = 'gangway.accent';

export const SCHEMES = ['light', 'dark', 'auto'] as const;
export const schemeManager = localStorageColorSchemeManager({ key: 'gangway.scheme' });

const accent = cell<AccentName>(ACCENT_NAMES.find((name) => name === stored(ACCENT)) ?? 'teal');

export const useAccent = (): AccentName => useCell(accent);

export function chooseAccent(name: AccentName): void {
  store(ACCENT, name);
  accent.set(name);
}
