import type { shell as english } from '../en/shell.ts';
import type { Translated } from '../translated.ts';

export const shell = {
  skip: 'Zum Inhalt springen',
  nav: 'Hauptnavigation',
  contracts: 'Verträge',
  plans: 'Pläne',
  account: 'Konto: {{email}}',
  settings: 'Einstellungen',
  signOut: 'Abmelden',
  notFound: {
    title: 'Unter dieser Adresse gibt es nichts',
    help: 'Der Link ist vielleicht veraltet, oder der Eintrag gehört zu einer anderen Organisation.',
    toContracts: 'Zu den Verträgen',
  },
  crash: {
    title: 'Diese Seite funktioniert gerade nicht',
    reload: 'Seite neu laden',
  },
} as const satisfies Translated<typeof english>;
