import type { common as english } from '../en/common.ts';
import type { Translated } from '../translated.ts';

export const common = {
  appName: 'Gangway',
  pageTitle: '{{title}} · Gangway',
  loading: 'Wird geladen …',
  dismiss: 'Ausblenden',
  close: 'Schließen',
  retry: 'Erneut versuchen',
  showMore: 'Mehr anzeigen',
  clearSearch: 'Suche leeren',
  showPassword: 'Passwort zeigen oder verbergen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  justNow: 'gerade eben',
  request: 'Anfrage',
  unexpected:
    'Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu; was Sie anderswo eingegeben haben, ist gespeichert.',
  seconds: '{{seconds}} s',
  minutes: '{{minutes}} min {{seconds}} s',
} as const satisfies Translated<typeof english>;
