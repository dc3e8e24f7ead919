import type { docs as english } from '../en/docs.ts';
import type { Translated } from '../translated.ts';

export const docs = {
  title: 'API-Referenz',
  operations: 'Operationen',
  search: 'Operationen durchsuchen',
  nothing: 'Dazu gibt es keine Operation.',
  public: 'Für alle offen.',
  signedIn: 'Für alle, die angemeldet sind.',
  permission: 'Braucht die Berechtigung',
  aliases: 'Auch unter',
  parameters: 'Parameter',
  body: 'Inhalt der Anfrage',
  responses: 'Antworten',
  required: 'nötig',
  oneOf: 'Eines von',
  curl: 'Ein Aufruf in einer Shell',
  copy: 'Kopieren',
  copied: 'Kopiert',
  in: { path: 'im Pfad', query: 'in der Abfrage', header: 'Header' },
} as const satisfies Translated<typeof english>;
