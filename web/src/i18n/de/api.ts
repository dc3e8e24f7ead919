import type { api as english } from '../en/api.ts';
import type { Translated } from '../translated.ts';

export const api = {
  unreachable: 'Gangway ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  notSignedIn: 'Sie sind nicht angemeldet.',
  notUnderstood:
    'Der Server hat eine Antwort gegeben, die Gangway nicht versteht. Versuchen Sie es gleich noch einmal.',
  noToken: 'Die Anmeldung ist nicht gelungen. Versuchen Sie es erneut.',
  upload: {
    network:
      'Die Verbindung ist beim Hochladen abgebrochen. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    EntityTooLarge:
      'Die Datei ist größer als 50 MB. Teilen Sie sie auf oder speichern Sie sie kleiner und versuchen Sie es erneut.',
    EntityTooSmall: 'Die Datei ist leer. Wählen Sie eine andere.',
    AccessDenied: 'Die Zeit für dieses Hochladen ist abgelaufen. Versuchen Sie es erneut.',
    other: 'Die Datei konnte nicht gespeichert werden. Versuchen Sie es gleich noch einmal.',
  },
} as const satisfies Translated<typeof english>;
