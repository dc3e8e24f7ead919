import type { settings as english } from '../en/settings.ts';
import type { Translated } from '../translated.ts';

export const settings = {
  profile: 'Profil',
  team: 'Team',
  roles: 'Rollen',
  assignments: 'Zuordnungen',
  audit: 'Audit-Protokoll',
  about: 'Über',
  you: 'Sie',
  name: 'Name',
  email: 'E-Mail',
  role: 'Rolle',
  admin: 'Administrator',
  youHelp: 'Name und Adresse stammen aus dem Konto, mit dem Sie sich anmelden.',
  appearance: 'Aussehen und Sprache',
  appearanceHelp:
    'Sprache, Hell oder Dunkel und Akzent gehören zu Ihrem Konto, das Übrige bleibt in diesem Browser.',
  version: 'Version {{version}}',
  apiDocs: 'Beschreibung der API (OpenAPI)',
  license: 'Quelloffen unter der Apache-Lizenz 2.0.',
} as const satisfies Translated<typeof english>;
