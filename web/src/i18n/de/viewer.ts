import type { viewer as en } from '../en/viewer.ts';
import type { Translated } from '../translated.ts';

export const viewer: Translated<typeof en> = {
  document: 'Dokument',
  facts: 'Angaben',
  pages: 'Seiten des Dokuments',
  pageOf: 'Seite {{page, number}} von {{pages, number}}',
  zoom: '{{zoom, number(style: percent)}}',
  closer: 'Vergrößern',
  further: 'Verkleinern',
  fit: 'Auf Breite einpassen',
  mark: '{{field}}: diese Angabe zeigen',
  picture: 'Die gescannte Seite',
  showPage: 'Seite {{page, number}}: im Dokument zeigen',
  choose: 'Was gezeigt wird',
  meanwhile:
    'Inzwischen hat jemand dies gesetzt: {{value}}. Speichern setzt Ihre Angabe an die Stelle, Abbrechen behält die andere.',
  unavailable:
    'Die Datei konnte nicht geladen werden. Vielleicht ist ihr Link abgelaufen: Versuchen Sie es noch einmal.',
};
