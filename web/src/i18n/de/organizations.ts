import type { organizations as english } from '../en/organizations.ts';
import type { Translated } from '../translated.ts';

export const organizations = {
  welcome: 'Benennen Sie Ihre Organisation',
  welcomeHelp: 'In ihr liegen Ihr Team, Ihre Kunden und deren Verträge. Sie werden ihr Administrator.',
  name: 'Name der Organisation',
  namePlaceholder: 'Hafenlicht Software',
  slug: 'Kurzname',
  slugHelp:
    'Teil der Adressen Ihrer Organisation: Kleinbuchstaben, Ziffern und einzelne Bindestriche. Er lässt sich später nicht ändern.',
  slugFixed: 'Teil der Adressen Ihrer Organisation. Er lässt sich nicht ändern.',
  checking: 'Wird geprüft …',
  free: '„{{slug}}“ ist frei.',
  taken: '„{{slug}}“ ist vergeben.',
  unusable: '3 bis 40 Kleinbuchstaben und Ziffern, dazwischen einzelne Bindestriche.',
  take: '„{{slug}}“ verwenden',
  create: 'Organisation anlegen',
  signedInAs: 'Angemeldet als {{email}}.',
  otherAccount: 'Anderes Konto verwenden',
  organization: 'Organisation',
  ai: 'Verträge von einem Sprachmodell lesen lassen',
  aiOn: 'Solange dies an ist, verlässt der Text jedes verarbeiteten Vertrags Gangway und geht an dessen Sprachmodell, Amazon Bedrock. Was das Modell findet, wird nur zusammen mit den Worten des Vertrags behalten, auf denen es beruht.',
  aiOff:
    'Solange dies aus ist, werden Verträge allein von Regeln gelesen, die in Gangway selbst laufen: Kein Vertragstext verlässt es.',
  save: 'Änderungen speichern',
  saved: 'Gespeichert.',
  conflict:
    'Inzwischen hat jemand anderes diese Einstellungen geändert. Jetzt sehen Sie die neuen Werte; nehmen Sie Ihre Änderung noch einmal vor.',
  readOnly: 'Nur Administratoren können diese Einstellungen ändern.',
} as const satisfies Translated<typeof english>;
