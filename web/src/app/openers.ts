/** Opens the palette and the sheet of keys from anywhere. Undefined: never wanted yet, and so not loaded. */
import { cell, useCell } from '../components/cell.ts';

const palette = cell<boolean | undefined>(undefined);
const sheet = cell<boolean | undefined>(undefined);

export const usePaletteOpen = (): boolean | undefined => useCell(palette);
export const useSheetOpen = (): boolean | undefined => useCell(sheet);

export const openPalette = (): void => palette.set(true);
export const closePalette = (): void => palette.set(false);
export const openSheet = (): void => sheet.set(true);
export const closeSheet = (): void => sheet.set(false);
