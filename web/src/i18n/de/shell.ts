import type { shell as english } from '../en/shell.ts';
import type { Translated } from '../translated.ts';

export const shell = {
  skip: 'Zum Inhalt springen',
  nav: 'Hauptnavigation',
  contracts: 'Verträge',
  plans: 'Pläne',
  start: 'Start',
  customers: 'Kunden',
  search: 'Suchen',
  account: 'Konto: {{email}}',
  organization: 'Organisation: {{name}}',
  organizationSettings: 'Organisation einstellen',
  about: 'Über Gangway',
  settings: 'Einstellungen',
  signOut: 'Abmelden',
  demo: 'Das ist eine Demo. Sie endet am {{at}}, und alles darin wird gelöscht.',
  demoLabel: 'Demo',
  demoSignUp: 'Konto anlegen',
  offline:
    'Sie sind offline. Was Sie sehen, ist vielleicht veraltet; Änderungen lassen sich nicht speichern.',
  unreachable:
    'Gangway ist nicht erreichbar. Was Sie sehen, ist vielleicht veraltet; Änderungen lassen sich nicht speichern.',
  stale: 'Was Sie sehen, ließ sich nicht auf den neuesten Stand bringen.',
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
