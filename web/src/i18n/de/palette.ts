import type { palette as english } from '../en/palette.ts';
import type { Translated } from '../translated.ts';

export const palette = {
  title: 'Suche und Aktionen',
  placeholder: 'Suchen oder sagen, was zu tun ist',
  nothing: 'Darauf passt nichts. Kunden, Verträge und Pläne finden Sie über Kunde, Dokument und Dateiname.',
  group: {
    recent: 'Zuletzt',
    customers: 'Kunden',
    contracts: 'Verträge',
    plans: 'Pläne',
    go: 'Gehe zu',
    actions: 'Aktionen',
  },
} as const satisfies Translated<typeof english>;
