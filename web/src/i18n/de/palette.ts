import type { palette as english } from '../en/palette.ts';
import type { Translated } from '../translated.ts';

export const palette = {
  title: 'Suche und Aktionen',
  placeholder: 'Suchen oder sagen, was zu tun ist',
  nothing: 'Nichts passt. Kunden, Verträge, Pläne, Personen und Aufgaben werden an Wortanfängen gefunden.',
  group: {
    recent: 'Zuletzt',
    customers: 'Kunden',
    contracts: 'Verträge',
    plans: 'Pläne',
    people: 'Personen',
    tasks: 'Aufgaben',
    go: 'Gehe zu',
    actions: 'Aktionen',
  },
} as const satisfies Translated<typeof english>;
