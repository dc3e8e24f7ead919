import type { identity as english } from '../en/identity.ts';
import type { Translated } from '../translated.ts';

export const identity = {
  signIn: 'Anmelden',
  claim: 'Vom unterschriebenen Vertrag zum startklaren Kunden.',
  way: {
    google: 'Weiter mit Google',
    microsoft: 'Weiter mit Microsoft',
    password: 'Weiter mit E-Mail',
  },
  here: 'E-Mail und Passwort hier',
  step: {
    password: 'Mit E-Mail anmelden',
    register: 'Konto anlegen',
    verify: 'Adresse bestätigen',
    forgot: 'Passwort vergessen?',
    reset: 'Neues Passwort setzen',
  },
  do: {
    password: 'Anmelden',
    register: 'Konto anlegen',
    verify: 'Bestätigen',
    forgot: 'Code schicken',
    reset: 'Passwort setzen',
  },
  to: {
    password: 'Zurück zur Anmeldung',
    register: 'Neu hier? Konto anlegen',
    verify: 'Ich habe einen Code',
    forgot: 'Passwort vergessen?',
    reset: 'Ich habe einen Code',
  },
  name: 'Name',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  currentPassword: 'Bisheriges Passwort',
  passwordRules: 'Mindestens 12 Zeichen mit Groß- und Kleinbuchstaben, Ziffer und Sonderzeichen.',
  code: 'Code',
  codeHelp: 'Sechs Ziffern aus der E-Mail, die Sie bekommen haben.',
  codeSent: 'Eine E-Mail an {{email}} ist unterwegs. Geben Sie hier ihren Code ein.',
  resetSent: 'Wenn {{email}} ein Konto hat, ist ein Code unterwegs.',
  resend: 'Code noch einmal schicken',
  verified: 'Ihre Adresse ist bestätigt. Melden Sie sich jetzt an.',
  passwordSet: 'Ihr neues Passwort ist gesetzt. Melden Sie sich damit an.',
  captchaFailed:
    'Die Frage, ob Sie ein Mensch sind, kann nicht gezeigt werden. Prüfen Sie die Verbindung, und laden Sie die Seite neu.',
  security: 'Sicherheit',
  sessions: 'Wo Sie angemeldet sind',
  sessionsHelp: 'Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.',
  thisDevice: 'Dieses Gerät',
  unknownDevice: 'Unbekanntes Gerät',
  lastUsed: 'zuletzt benutzt',
  endSession: 'Sitzung beenden',
  changePassword: 'Passwort ändern',
  changePasswordHelp:
    'Beendet alle anderen Sitzungen. Wer sich mit Google oder Microsoft anmeldet, hat hier kein Passwort.',
  passwordChanged: 'Ihr Passwort ist geändert. Alle anderen Sitzungen sind beendet.',
  demo: 'Demo ansehen',
  demoHelp: 'Ohne Konto: eine eigene Firma zum Umsehen, die nach {{hours}} Stunden gelöscht wird.',
  newHere: 'Neu hier? Jeder dieser Wege legt Ihr Konto an.',
  leaving: {
    title: 'Jetzt abmelden?',
    files_one:
      '{{count, number}} Datei ist noch nicht hochgeladen. Beim Abmelden wird sie aus diesem Browser entfernt:',
    files_other:
      '{{count, number}} Dateien sind noch nicht hochgeladen. Beim Abmelden werden sie aus diesem Browser entfernt:',
    more_one: 'und {{count, number}} weitere',
    more_other: 'und {{count, number}} weitere',
    typed: 'Was Sie eingegeben und nicht gespeichert haben, geht verloren.',
    stay: 'Angemeldet bleiben',
    leave: 'Trotzdem abmelden',
  },
  problem: {
    consent_denied:
      'Sie haben Gangway nicht erlaubt, Sie anzumelden. Versuchen Sie es erneut, oder wählen Sie einen anderen Weg.',
    sign_in_expired:
      'Das hat zu lange gedauert oder wurde in einem anderen Fenster begonnen. Beginnen Sie hier von vorn.',
    sign_in_failed:
      'Die Anmeldung ist nicht gelungen. Versuchen Sie es gleich noch einmal, oder wählen Sie einen anderen Weg.',
    sign_up_closed:
      'Konten gibt es hier auf Einladung oder für bestimmte Organisationen. Nehmen Sie Ihre dienstliche Adresse, oder bitten Sie um eine Einladung.',
    signed_out: 'Sie wurden abgemeldet. Melden Sie sich wieder an, um dort weiterzumachen, wo Sie waren.',
  },
} as const satisfies Translated<typeof english>;
