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
  newHere: 'Neu hier? Jeder dieser Wege legt Ihr Konto an.',
  problem: {
    consent_denied:
      'Sie haben Gangway nicht erlaubt, Sie anzumelden. Versuchen Sie es erneut, oder wählen Sie einen anderen Weg.',
    sign_in_expired:
      'Das hat zu lange gedauert oder wurde in einem anderen Fenster begonnen. Beginnen Sie hier von vorn.',
    sign_in_failed:
      'Die Anmeldung ist nicht gelungen. Versuchen Sie es gleich noch einmal, oder wählen Sie einen anderen Weg.',
    signed_out: 'Sie wurden abgemeldet. Melden Sie sich wieder an, um dort weiterzumachen, wo Sie waren.',
  },
} as const satisfies Translated<typeof english>;
