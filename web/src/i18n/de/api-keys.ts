import type { apiKeys as source } from '../en/api-keys.ts';
import type { Translated } from '../translated.ts';

export const apiKeys: Translated<typeof source> = {
  title: 'API-Schlüssel',
  intro:
    'Für Programme, die mit den Daten dieser Organisation arbeiten. Ein Schlüssel darf nur, was Sie ihm geben.',
  add: 'Schlüssel erstellen',
  emptyTitle: 'Noch keine API-Schlüssel',
  emptyHelp:
    'Erstellen Sie einen für jedes Programm: So lässt er sich widerrufen, ohne die anderen zu stören.',
  name: 'Name',
  nameHelp: 'Was ihn benutzt, etwa „Berichte“ oder „CRM-Abgleich“',
  permissions: 'Was er darf',
  ends: 'Endet am',
  endsHelp: 'Bleibt dies leer, gilt er, bis er widerrufen wird.',
  create: 'Schlüssel erstellen',
  secretTitle: 'Ihr neuer Schlüssel',
  secretHelp: 'Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt und nirgends aufbewahrt.',
  secret: 'Schlüssel',
  copy: 'Kopieren',
  copied: 'Kopiert',
  done: 'Ich habe ihn kopiert',
  column: { key: 'Schlüssel', made: 'Erstellt von', used: 'Zuletzt benutzt', ends: 'Endet' },
  never: 'nie',
  expired: 'Abgelaufen',
  formerUntil: 'Der vorige gilt noch bis {{at}}',
  someone: 'jemand, der nicht mehr dabei ist',
  actions: 'Was mit {{name}} geschehen soll',
  rotate: 'Neuer Schlüssel',
  rotateTitle: 'Ein neuer Schlüssel für {{name}}',
  overlap: 'Der jetzige gilt noch',
  overlaps: { none: 'gar nicht: Er endet sofort', hour: 'eine Stunde', day: 'einen Tag', week: 'eine Woche' },
  newEnd: 'Dieser Schlüssel ist abgelaufen: Geben Sie an, bis wann der neue gilt.',
  revoke: 'Widerrufen',
  revoked: '„{{name}}“ wird gleich widerrufen.',
  undo: 'Rückgängig',
};
