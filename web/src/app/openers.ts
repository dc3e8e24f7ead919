/** Opens the palette and the sheet of keys from anywhere. Undefined: never wanted yet, and so not loaded. */
import { cell, useCell } from '../components/cell.ts';
import { type TypeAhead, typeAhead } from './type-ahead.ts';

const palette = cell<boolean | undefined>(undefined);
const sheet = cell<boolean | undefined>(undefined);

export const usePaletteOpen = (): boolean | undefined => useCell(palette);
export const useSheetOpen = (): boolean | undefined => useCell(sheet);

let ahead: TypeAhead | undefined;
/** What had the focus, and gets it back. */
let before: Element | null = null;

export function openPalette(): void {
  if (palette.get()) return;
  before = document.activeElement;
  ahead = typeAhead(closePalette);
  palette.set(true);
}

/** The palette's field is there. @returns what was typed for it so far */
export const endTypeAhead = (): string => ahead?.end() ?? '';

export function closePalette(): void {
  if (!palette.get()) return;
  ahead?.end();
  palette.set(false);
  if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
  else (document.activeElement as HTMLElement | null)?.blur();
}
export const openSheet = (): void => sheet.set(true);
export const closeSheet = (): void => sheet.set(false);
