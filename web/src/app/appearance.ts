/**
 * The accent: the one that this browser's person chose, else the organization's, else the app's own. The scheme, light
 * or dark, is the component library's to remember.
 */
import { localStorageColorSchemeManager } from '@mantine/core';
import { useMemo } from 'react';
import { cell, useCell } from '../components/cell.ts';
import { remembered } from '../components/remembered.ts';
import { store, stored } from '../components/stored.ts';
import { ACCENT_NAMES, ACCENTS, type Accent, type AccentName } from './accents.ts';
import { type Brand, brandAccent } from './brand.ts';

const ACCENT = 'gangway.accent';

export const SCHEMES = ['light', 'dark', 'auto'] as const;
export const schemeManager = localStorageColorSchemeManager({ key: 'gangway.scheme' });

const chosen = cell(ACCENT_NAMES.find((name) => name === stored(ACCENT)));
/** Remembered, so that the first paint has it. */
const brand = remembered<Brand>('gangway.brand');

/** @returns undefined while it is left to the organization */
export const useChosenAccent = (): AccentName | undefined => useCell(chosen);
export const chosenAccent = (): AccentName | undefined => chosen.get();
export const useBrand = (): Brand | null => useCell(brand);
export const adoptBrand = (colors: Brand | null): void => brand.set(colors);

export function useAccent(): Accent {
  const name = useCell(chosen);
  const own = useCell(brand);
  return useMemo(() => (name || !own ? ACCENTS[name ?? 'teal'] : brandAccent(own)), [name, own]);
}

export function chooseAccent(name: AccentName | undefined): void {
  store(ACCENT, name);
  chosen.set(name);
}
