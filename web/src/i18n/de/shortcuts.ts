import type { shortcuts as english } from '../en/shortcuts.ts';
import type { Translated } from '../translated.ts';

export const shortcuts = {
  title: 'Tastenkürzel',
  palette: 'Suche und Aktionen',
  search: 'Suchen',
  sheet: 'Diese Übersicht zeigen',
  next: 'Nächste Zeile',
  previous: 'Vorige Zeile',
  group: {
    general: 'Allgemein',
    go: 'Gehe zu',
    list: 'Listen',
    record: 'Eintrag',
  },
  enabled: 'Kürzel mit einer Taste',
  enabledHelp:
    'Ausgeschaltet behält nur die Palette ihre Tasten. Schalten Sie sie aus, wenn Sie diktieren oder Tasten versehentlich drücken.',
} as const satisfies Translated<typeof english>;
